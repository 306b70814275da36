extension OfficeSet {
    /// The day the starter masters of 2022 start.
    static let start = "2022-01-01"

    var officesTable: CSVTable {
        CSVTable(
            headings: [
                "kind", "code", "department", "level", "name_en", "name_hi", "place", "valid_from",
                "valid_to", "source",
            ],
            rows: offices.map {
                [
                    "office", $0.code, $0.department, $0.level.rawValue, $0.nameEn, $0.nameHi,
                    $0.place, Self.start, "", $0.source,
                ]
            })
    }

    var jurisdictionsTable: CSVTable {
        CSVTable(
            headings: ["kind", "office", "place", "mode", "valid_from", "valid_to", "source"],
            rows: jurisdictions.map {
                ["jurisdiction", $0.office, $0.place, $0.mode, Self.start, "", $0.source]
            })
    }

    var postsTable: CSVTable {
        CSVTable(
            headings: [
                "kind", "code", "designation", "office", "phone", "email", "receives", "committee",
                "valid_from", "valid_to", "source",
            ],
            rows: posts.map {
                [
                    "post", $0.code, $0.designation, $0.office, "", $0.email,
                    $0.receives ? "yes" : "no", "no", Self.start, "", $0.source,
                ]
            })
    }
}
