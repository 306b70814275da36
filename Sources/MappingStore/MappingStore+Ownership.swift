internal import MasterData
public import Plans

extension MappingStore {
    /// The fields that persons corrected and that a release still keeps from feeds, with the
    /// release that brought the correction.
    public func ownedFields(inRelease number: Int) throws -> [OwnedField: Int] {
        guard number > 0 else { return [:] }
        let release = [SQLValue.integer(Int64(number)), .integer(Int64(number))]
        return try driver.read { session in
            var owned: [OwnedField: Int] = [:]
            var rows: [(thing: Int64, field: Field, release: Int)] = []
            try session.rows(
                "SELECT thing, field, introduced FROM owned_field WHERE \(Self.believedIn)", release
            ) { row in
                guard let field = Field(rawValue: row.text(1)) else { return }
                rows.append((row.integer(0), field, Int(row.integer(2))))
            }
            if rows.isEmpty { return [:] }
            let keys = try Self.keys(in: session, release: release)
            for row in rows {
                guard let key = keys[row.thing] else { continue }
                owned[OwnedField(key: key, field: row.field)] = row.release
            }
            return owned
        }
    }
}
