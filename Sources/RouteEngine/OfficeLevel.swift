import MasterData

/// The levels at which offices stand, by their position in the list of names.
enum OfficeLevel {
    /// No level, or one that the list does not name.
    static let unknown: UInt8 = 255

    static func code(_ text: String?) -> UInt8 {
        guard let text, let index = KindSchema.officeLevelNames.firstIndex(of: text) else {
            return unknown
        }
        return UInt8(index)
    }

    static func name(_ code: UInt8) -> String? {
        Int(code) < KindSchema.officeLevelNames.count
            ? KindSchema.officeLevelNames[Int(code)] : nil
    }

    /// How fine the places are that offices of each level serve, in the order of the names.
    ///
    /// Zones and circles are made by departments: a zone is no finer than a division, a
    /// circle no finer than a district.
    private static let fineness: [UInt8] = KindSchema.officeLevelNames.map {
        switch $0 {
        case "zone", "division": 1
        case "circle", "district": 2
        case "subdivision": 3
        case "tehsil", "block", "urban_body": 4
        case "local": 5
        default: 0
        }
    }

    /// How fine places of a kind are.
    static func fineness(of kind: MasterKind) -> UInt8 {
        switch kind {
        case .state: 0
        case .division: 1
        case .district, .circle: 2
        case .subdivision: 3
        case .tehsil, .block, .urbanBody, .policeStation: 4
        default: 5
        }
    }

    /// Whether places of a kind are too coarse for offices of a level.
    ///
    /// A district holds many tehsils: a complaint known by its district alone cannot tell
    /// which tehsil's office is meant.
    static func isTooFine(_ level: UInt8, for place: MasterKind) -> Bool {
        Int(level) < fineness.count && fineness(of: place) < fineness[Int(level)]
    }
}
