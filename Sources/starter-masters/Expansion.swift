import Foundation

/// `starter-masters expand`: writes what the patterns and the places make.
///
/// It writes `offices.csv`, `jurisdictions.csv`, `posts.csv` and `officers.xml` as of 2022, and
/// `update-2026/officers.xml` with what the reorganisation adds. The same input gives the same bytes.
struct Expansion {
    /// Changing it invents other people.
    static let seed: UInt64 = 2022

    let mappings: URL

    func run() throws {
        let patterns = try OfficePattern.all(in: mappings)
        let places = try PlaceBook(mappings: mappings)
        let offices = OfficeSet(patterns: patterns) { level in
            switch level {
            case .state, .headOffice: [.rajasthan]
            case .district: places.districts
            case .tehsil: places.tehsils
            case .block: places.blocks
            case .urbanBody: places.urbanBodies
            }
        }
        try offices.officesTable.write(to: mappings.appending(path: "offices.csv"))
        try offices.jurisdictionsTable.write(to: mappings.appending(path: "jurisdictions.csv"))
        try offices.postsTable.write(to: mappings.appending(path: "posts.csv"))

        var staffing = Staffing(seed: Self.seed, coarse: try coarseDesignations())
        staffing.staff(offices.posts)
        let added = try OfficeSet.update2026(patterns: patterns, places: places, mappings: mappings)
        let changeover = Changeover2026(
            staffing, oldPosts: offices.posts, newPosts: added.posts,
            principalParents: places.principalParents)
        var document = MastersDocument()
        document.add(changeover.retiring(in: staffing.roster))
        document.finish()
        try write(document, "officers.xml")

        var update = MastersDocument()
        update.add(added, from: Changeover2026.day)
        update.addRules(
            try CSVTable(contentsOf: mappings.appending(path: "patterns/rules-2026.csv")),
            from: Changeover2026.day)
        update.add(changeover.roster)
        update.finish()
        try write(update, "update-2026/officers.xml")
        report(offices, staffing, added, changeover)
    }

    private func coarseDesignations() throws -> Set<String> {
        let levels = try CSVTable(contentsOf: mappings.appending(path: "chain_levels.csv")).records
        return Set(
            levels.filter { $0["coarse_office_level"] == "district" }
                .compactMap { $0["coarse_designation"] })
    }

    private func write(_ document: MastersDocument, _ path: String) throws {
        try Data(document.text.utf8).write(to: mappings.appending(path: path))
    }

    private func report(
        _ offices: OfficeSet, _ staffing: Staffing, _ added: OfficeSet, _ changeover: Changeover2026
    ) {
        Console.note(
            """
            2022: \(offices.offices.count) offices, \(offices.posts.count) posts, \
            \(staffing.roster.people.count) officers
            2026: \(added.offices.count) offices, \(added.posts.count) posts added, \
            \(changeover.transferred) transfers, \(changeover.retired.count) retirements
            """)
    }
}
