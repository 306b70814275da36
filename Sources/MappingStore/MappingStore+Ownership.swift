internal import MasterData
public import Plans

extension MappingStore {
    /// The fields that persons corrected and that a release still keeps from feeds, with the
    /// release that brought the correction.
    ///
    /// A recode hands a correction over to the new code; the release is still that of the
    /// correction.
    public func ownedFields(inRelease number: Int) throws -> [OwnedField: Int] {
        guard number > 0 else { return [:] }
        let release = [SQLValue.integer(Int64(number)), .integer(Int64(number))]
        var former: [CorrectionTrail.Ended: Int] = [:]
        var owned: [OwnedField: Int] = [:]
        try driver.read { session in
            var rows: [(thing: Int64, field: Field, introduced: Int, retired: Int?)] = []
            try session.rows(
                "SELECT thing, field, introduced, retired FROM owned_field WHERE introduced <= ?",
                [release[0]]
            ) { row in
                guard let field = Field(rawValue: row.text(1)) else { return }
                rows.append(
                    (
                        row.integer(0), field, Int(row.integer(2)),
                        row.isNull(3) ? nil : Int(row.integer(3))
                    ))
            }
            if rows.isEmpty { return }
            let keys = try Self.keys(in: session, release: release)
            for row in rows {
                guard let key = keys[row.thing] else { continue }
                let field = OwnedField(key: key, field: row.field)
                if let retired = row.retired, retired <= number {
                    former[CorrectionTrail.Ended(field: field, end: retired)] = row.introduced
                } else {
                    owned[field] = row.introduced
                }
            }
        }
        if owned.isEmpty || former.isEmpty { return owned }
        var trail = CorrectionTrail(
            former: former, recodings: try recodings(), act: { try self.act(ofRelease: $0) })
        for (field, release) in owned {
            owned[field] = try trail.correction(of: field, since: release)
        }
        return owned
    }

    /// What people did to bring a release about.
    private func act(ofRelease number: Int) throws -> PlanAct {
        let terms = try driver.read {
            try $0.first(
                "SELECT plan.terms FROM release JOIN plan ON plan.id = release.plan WHERE number = ?",
                [.integer(Int64(number))]
            ) { $0.text(0) }
        }
        return try terms.flatMap { try JSONValue(parsing: $0.utf8)["act"] }.map { PlanAct($0) }
            ?? PlanAct()
    }
}
