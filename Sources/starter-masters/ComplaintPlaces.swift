/// Where complaints come from: the places of 2026, the large districts most.
///
/// A block belongs to the district it had in 2022, also where its tehsil has moved on, and so
/// does an urban body: zila parishads and urban bodies were reorganised later.
struct ComplaintPlaces {
    /// What the complaint says of its place; blank where it says nothing.
    struct Known {
        var district = ""
        var tehsil = ""
        var block = ""
        var urbanBody = ""
    }

    private let seed: UInt64
    private let districts: WeightedChoice<String>
    private let urbanBodies: WeightedChoice<Place>
    private let tehsilsOf: [String: [Place]]
    private let blocksOf: [String: [Place]]
    /// The district of 2022 in which to look for a tehsil's block.
    private let panchayatDistrict: [String: String]

    init(seed: UInt64, places: PlaceBook) {
        self.seed = seed
        districts = WeightedChoice(
            places.districts2026.map { ($0.code, Self.weight(ofDistrict: $0.code)) })
        let bodies = Dictionary(grouping: places.urbanBodies, by: \.district)
        urbanBodies = WeightedChoice(
            places.urbanBodies.map { body in
                let all = (bodies[body.district] ?? []).reduce(0) { $0 + Self.weight(ofBody: $1) }
                return (
                    body, Self.weight(ofDistrict: body.district) * Self.weight(ofBody: body) / all
                )
            })
        tehsilsOf = Dictionary(grouping: places.tehsils2026, by: \.district)
        blocksOf = Dictionary(grouping: places.blocks, by: \.district)
        let parents = places.principalParents
        var panchayat = Dictionary(
            places.tehsils.map { ($0.code, $0.district) }, uniquingKeysWith: { first, _ in first })
        for tehsil in places.newTehsils {
            panchayat[tehsil.code] = parents[tehsil.district] ?? tehsil.district
        }
        panchayatDistrict = panchayat
    }

    func district(_ code: String) -> Known {
        Known(district: districts.pick(draw(code, "district")))
    }

    func rural(_ code: String) -> Known {
        var known = district(code)
        guard let tehsils = tehsilsOf[known.district] else { return known }
        let tehsil = draw(code, "tehsil").pick(tehsils)
        known.tehsil = tehsil.code
        if let blocks = blocksOf[panchayatDistrict[tehsil.code] ?? known.district] {
            let block = blocks.first { Self.same($0, tehsil) } ?? draw(code, "block").pick(blocks)
            known.block = block.code
        }
        return known
    }

    func urban(_ code: String) -> Known {
        let body = urbanBodies.pick(draw(code, "urban body"))
        let tehsil = tehsilsOf[body.district]?.first { Self.same($0, body) }
        return Known(
            district: body.district, tehsil: tehsil?.code ?? "", urbanBody: body.code)
    }

    private func draw(_ code: String, _ purpose: String) -> Draw {
        Draw(seed: seed, code: code, purpose: purpose)
    }

    private static func same(_ a: Place, _ b: Place) -> Bool {
        a.nameEn.lowercased() == b.nameEn.lowercased()
    }

    private static func weight(ofBody body: Place) -> Double {
        switch body.bodyType {
        case "corporation": 12
        case "council": 4
        default: 1
        }
    }

    /// Of a hundred complaints, roughly: LGD codes of the larger districts, 1.8 for the others.
    private static func weight(ofDistrict code: String) -> Double {
        let large: [String: Double] = [
            "102": 13, "107": 5, "87": 4, "117": 4, "109": 4, "86": 3.5, "114": 3.5, "93": 3.2,
            "92": 3,
            "106": 2.8, "91": 2.6, "110": 2.6, "100": 2.5, "90": 2.2, "111": 2.2,
        ]
        return large[code] ?? 1.8
    }
}
