import Foundation

/// The places of 2022, and what the registers of 2026 make of them.
struct PlaceBook {
    /// In 2022.
    let districts: [Place]
    let tehsils: [Place]
    let blocks: [Place]
    let urbanBodies: [Place]
    /// In 2026: all districts and tehsils. Blocks and urban bodies stay as they were.
    let districts2026: [Place]
    let tehsils2026: [Place]

    init(mappings: URL) throws {
        func canonical(_ file: String, parent: String) throws -> [Place] {
            try CSVTable(contentsOf: mappings.appending(path: file)).records.map { row in
                Place(
                    kind: row["kind"] ?? "", code: row["code"] ?? "", nameEn: row["name_en"] ?? "",
                    nameHi: row["name_hi"] ?? "",
                    district: parent.isEmpty
                        ? row["code"] ?? "" : Self.code(of: row[parent] ?? ""),
                    bodyType: row["body_type"] ?? "")
            }
        }
        districts = try canonical("districts.csv", parent: "")
        tehsils = try canonical("tehsils.csv", parent: "parent_revenue")
        blocks = try canonical("blocks.csv", parent: "parent_panchayat")
        urbanBodies = try canonical("urban_bodies.csv", parent: "parent_urban")
        let added = try canonical("update-2026/new-places.csv", parent: "")
        districts2026 = districts + added.filter { $0.kind == "district" }
        tehsils2026 = try CSVTable(
            contentsOf: mappings.appending(path: "update-2026/tehsils.csv")
        ).records.map { row in
            Place(
                kind: "tehsil", code: row["subdistrict_code"] ?? "",
                nameEn: row["subdistrict_name"] ?? "", nameHi: "",
                district: row["district_code"] ?? "")
        }
    }

    /// `101` of `district:101`
    private static func code(of reference: String) -> String {
        reference.split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    }
}

extension PlaceBook {
    var newDistricts: [Place] {
        let old = Set(districts.map(\.code))
        return districts2026.filter { !old.contains($0.code) }
    }

    var newTehsils: [Place] {
        let old = Set(tehsils.map(\.code))
        return tehsils2026.filter { !old.contains($0.code) }
    }

    /// Tehsils that changed district, as they are in 2026, each with its district of 2022.
    var movedTehsils: [(tehsil: Place, from: String)] {
        let old = Dictionary(
            tehsils.map { ($0.code, $0.district) }, uniquingKeysWith: { first, _ in first })
        return tehsils2026.compactMap { tehsil in
            guard let from = old[tehsil.code], from != tehsil.district else { return nil }
            return (tehsil, from)
        }
    }

    /// For each new district the district that most of its tehsils came from.
    var principalParents: [String: String] {
        var counts: [String: [String: Int]] = [:]
        for (tehsil, from) in movedTehsils {
            counts[tehsil.district, default: [:]][from, default: 0] += 1
        }
        return counts.compactMapValues { parents in
            parents.max { a, b in
                a.value != b.value ? a.value < b.value : a.key > b.key
            }?.key
        }
    }
}
