extension MappingStore {
    /// The codes of the categories that a release links with a guaranteed service on any day.
    public func guaranteedCategories(inRelease number: Int) throws -> Set<String> {
        let release = SQLValue.integer(Int64(number))
        var codes: Set<String> = []
        try driver.read { session in
            try session.rows(
                """
                SELECT DISTINCT category.code FROM code_binding AS link
                JOIN row_version ON row_version.thing = link.thing
                    AND row_version.introduced <= ?
                    AND (row_version.retired IS NULL OR row_version.retired > ?)
                JOIN row_reference ON row_reference.version = row_version.id
                    AND row_reference.field = 'category'
                JOIN code_binding AS category ON category.thing = row_reference.thing
                    AND category.kind = 'category'
                WHERE link.kind = 'service_category'
                """, [release, release]
            ) { codes.insert($0.text(0)) }
        }
        return codes
    }
}
