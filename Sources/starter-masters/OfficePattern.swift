import Foundation

/// One row of `patterns/offices.csv`: a post that every office of a department at a level has.
///
/// Rows of one department and level describe one office with several posts; their office
/// names are the same. The column `hierarchy` tells the reviewer in which hierarchy the
/// office's complaints are routed; the offices do not depend on it.
struct OfficePattern {
    var department: String
    /// Where its offices stand: `state`, `head_office`, `district`, `tehsil`, `block`, `urban_body`.
    var level: String
    /// The districts in which there are such offices; empty for all.
    var districts: Set<String>
    /// Whether the districts made after 2022 get offices of their own (`open`) or stay with
    /// the office of the district they came from (`stay`).
    var opensInNewDistricts: Bool
    /// The kinds of urban body that have this post; empty for all.
    var bodyTypes: Set<String>
    /// With `{place}` for the name of the place.
    var nameEn: String
    var nameHi: String
    /// The district where a state-wide office sits.
    var seat: String
    var designation: String
    /// The last part of the post's code: the designation, unless an office has several posts of it.
    var postSuffix: String
    /// Among several posts of a designation in one office, the one that receives complaints.
    var receives: Bool
    var source: String

    static func all(in mappings: URL) throws -> [OfficePattern] {
        try CSVTable(contentsOf: mappings.appending(path: "patterns/offices.csv")).records.map(
            Self.init)
    }

    private init(row: [String: String]) throws {
        func text(_ heading: String) -> String { row[heading] ?? "" }
        func set(_ heading: String) -> Set<String> {
            Set(text(heading).split(separator: "|").map(String.init))
        }
        department = text("department")
        level = text("level")
        guard OfficeLevel(rawValue: level) != nil, !department.isEmpty else {
            throw StarterError.badData(
                "patterns/offices.csv: '\(department)' has level '\(level)', which is not one of \(OfficeLevel.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        districts = set("districts")
        opensInNewDistricts = text("new_districts") != "stay"
        bodyTypes = set("body_types")
        nameEn = text("name_en")
        nameHi = text("name_hi")
        seat = text("seat")
        designation = text("designation")
        postSuffix = text("post_suffix").isEmpty ? designation : text("post_suffix")
        receives = text("receives") == "yes"
        source = text("source")
    }

    func serves(_ place: Place) -> Bool {
        place.district.isEmpty || districts.isEmpty || districts.contains(place.district)
    }
}

/// The levels that patterns speak of, with the part of an office's code that stands for each.
enum OfficeLevel: String, CaseIterable {
    case state
    case headOffice = "head_office"
    case district
    case tehsil
    case block
    case urbanBody = "urban_body"

    func officeCode(department: String, place: Place) -> String {
        switch self {
        case .state: "\(department)-S"
        case .headOffice: "\(department)-HO"
        case .district: "\(department)-D-\(place.code)"
        case .tehsil: "\(department)-T-\(place.code)"
        case .block: "\(department)-B-\(place.code)"
        case .urbanBody: "\(department)-U-\(place.code)"
        }
    }
}
