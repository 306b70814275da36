public import MasterData
internal import Plans

/// A recoding and the releases that believe it.
public struct StoredRecoding: Hashable, Sendable {
    public var recoding: Recoding
    /// The release that brought it.
    public var introduced: Int
    /// The release that took it back; nothing while it is believed.
    public var retired: Int?

    public func isBelieved(in release: Int) -> Bool {
        introduced <= release && retired.map { release < $0 } ?? true
    }
}

extension MappingStore {
    /// Every recoding that any release brought, those too that were taken back.
    public func recodings() throws -> [StoredRecoding] {
        try driver.read { session in
            var rows: [(id: Int64, key: RowKey, stored: StoredVersion)] = []
            try session.rows(
                """
                SELECT row_version.id, code_binding.scheme, code_binding.code,
                    row_version.valid_from, row_version.valid_to, row_version.content,
                    row_version.introduced, row_version.retired
                FROM code_binding JOIN row_version ON row_version.thing = code_binding.thing
                WHERE code_binding.kind = 'succession' AND code_binding.retired IS NULL
                """, []
            ) { row in
                guard let scheme = CodeScheme(rawValue: row.text(1)) else { return }
                rows.append(
                    (
                        row.integer(0), RowKey(.succession, row.text(2), scheme: scheme),
                        StoredVersion(
                            version: RowVersion(
                                validity: Validity(
                                    from: Day(number: Int32(row.integer(3))),
                                    to: Day(number: Int32(row.integer(4)))),
                                content: try StoredContent.read(row.text(5))),
                            introduced: Int(row.integer(6)),
                            retired: row.isNull(7) ? nil : Int(row.integer(7)))
                    ))
            }
            return try rows.compactMap { id, key, stored in
                let whole = try Self.referring(stored.version, id: id, of: key, in: session)
                return Recoding(whole).map {
                    StoredRecoding(
                        recoding: $0, introduced: stored.introduced, retired: stored.retired)
                }
            }
        }
    }

    private struct StoredVersion {
        var version: RowVersion
        var introduced: Int
        var retired: Int?
    }
}
