import Foundation

extension OfficeSet {
    /// The offices, jurisdictions and posts that the reorganisation adds.
    ///
    /// A department that opens in the new districts gets an office in each district and
    /// tehsil that is new. One that stays keeps the moved tehsils with the office that had
    /// them, and a new district as a whole with the office of its principal parent.
    /// `patterns/jurisdictions-2026.csv` says which new offices serve less than their place.
    static func update2026(patterns: [OfficePattern], places: PlaceBook, mappings: URL) throws
        -> OfficeSet
    {
        let opening = patterns.filter(\.opensInNewDistricts)
        var set = OfficeSet(patterns: opening) { level in
            switch level {
            case .district: places.newDistricts
            case .tehsil: places.newTehsils
            case .state, .headOffice, .block, .urbanBody: []
            }
        }
        try set.narrow(
            by: CSVTable(contentsOf: mappings.appending(path: "patterns/jurisdictions-2026.csv")))
        set.jurisdictions += staying(patterns, places)
        return set
    }

    /// Replaces the jurisdiction of each office that the table names.
    private mutating func narrow(by table: CSVTable) throws {
        let named = Set(table.records.compactMap { $0["office"] })
        let known = Set(offices.map(\.code))
        if let unknown = named.subtracting(known).min() {
            throw StarterError.badData(
                "patterns/jurisdictions-2026.csv names office '\(unknown)', which the patterns do not make"
            )
        }
        jurisdictions.removeAll { named.contains($0.office) }
        for row in table.records {
            jurisdictions.append(
                Jurisdiction(
                    office: row["office"] ?? "", place: row["place"] ?? "",
                    mode: row["mode"] ?? "include", source: row["source"] ?? ""))
        }
    }

    private static func staying(_ patterns: [OfficePattern], _ places: PlaceBook) -> [Jurisdiction]
    {
        let parents = places.principalParents
        var departments: [OfficePattern] = []
        for pattern in patterns where pattern.level == "district" && !pattern.opensInNewDistricts {
            if !departments.contains(where: { $0.department == pattern.department }) {
                departments.append(pattern)
            }
        }
        return departments.flatMap { pattern in
            func row(_ district: String, _ place: Place) -> Jurisdiction {
                Jurisdiction(
                    office: "\(pattern.department)-D-\(district)", place: place.reference,
                    source: pattern.source)
            }
            return places.newDistricts.compactMap { district in
                parents[district.code].map { row($0, district) }
            } + places.movedTehsils.map { row($0.from, $0.tehsil) }
        }
    }
}
