internal import Changesets
internal import MasterData

/// Which department and which district a change concerns, as the masters with it have it.
struct ChangeGrouping {
    let rows: MasterRows
    /// The masters before, for things that the changes take away.
    let before: MasterRows
    let day: Day

    func department(of key: RowKey) -> RowKey? {
        if key.kind == .department { return key }
        guard let content = content(of: key) else { return nil }
        for field in [Field.department, .office, .post, .chain, .service] {
            guard let target = content.reference(field, in: key.kind) else { continue }
            if field == .department { return target }
            if let found = department(of: target) { return found }
        }
        return nil
    }

    func district(of key: RowKey) -> RowKey? {
        if key.kind == .district { return key }
        guard let content = content(of: key) else { return nil }
        if key.kind.isPlace {
            for hierarchy in Hierarchy.allCases {
                let line = rows.ancestors(of: key, in: hierarchy, on: day)
                if let found = line.first(where: { $0.kind == .district }) { return found }
            }
            return nil
        }
        for field in [Field.place, .office, .post] {
            guard let target = content.reference(field, in: key.kind) else { continue }
            if let found = district(of: target) { return found }
        }
        return nil
    }

    /// The name of a thing in a language, or its code.
    func name(of key: RowKey, _ language: ReportLanguage) -> String {
        let content = content(of: key)
        let hindi = language == .hindi ? content?[.nameHi] : nil
        return hindi ?? content?[.nameEn] ?? key.code
    }

    private func content(of key: RowKey) -> Content? {
        rows.content(of: key, on: day) ?? rows[key]?.last?.content
            ?? before[key]?.last?.content
    }
}
