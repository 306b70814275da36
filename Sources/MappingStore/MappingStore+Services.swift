extension MappingStore {
    /// Whether a release links a category with a guaranteed service on any day.
    public func isGuaranteed(category: String, inRelease number: Int) throws -> Bool {
        let release = SQLValue.integer(Int64(number))
        return try driver.read { session in
            try session.first(
                """
                SELECT 1 FROM code_binding AS category
                JOIN row_reference ON row_reference.thing = category.thing
                    AND row_reference.field = 'category'
                JOIN row_version ON row_version.id = row_reference.version
                JOIN code_binding AS link ON link.thing = row_version.thing
                    AND link.kind = 'service_category'
                WHERE category.kind = 'category' AND category.code = ?
                    AND row_version.introduced <= ?
                    AND (row_version.retired IS NULL OR row_version.retired > ?)
                LIMIT 1
                """, [.text(category), release, release]
            ) { _ in true } ?? false
        }
    }
}
