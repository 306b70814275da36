/// Numbers that follow from a seed, a day and an index.
struct Draw {
    private let bits: UInt64

    init(_ seed: UInt64, _ day: Int, _ index: Int) {
        bits = Draw.mixed(
            seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bitPattern: Int64(day)) &* 0xBF58_476D_1CE4_E5B9
                &+ UInt64(bitPattern: Int64(index)))
    }

    /// A number below a bound; another purpose gives another number.
    func below(_ bound: Int, _ purpose: UInt64) -> Int {
        Int(Draw.mixed(bits &+ purpose &* 0x94D0_49BB_1331_11EB) >> 33) % bound
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var x = value
        x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
        return x ^ (x >> 31)
    }
}

/// When a complaint is resolved, if ever, and whether it is opened again.
///
/// Nine in ten are resolved, most within days, some after weeks on higher levels; one in
/// fifty of those is opened again five days later and resolved three days after that.
struct Fate {
    enum Deed {
        case resolve, reopen
    }

    /// The age at which the last deed can happen.
    static let longest = 68

    private let age: Int?
    private let isReopened: Bool

    init(_ draw: Draw) {
        guard draw.below(10, 1) < 9 else {
            age = nil
            isReopened = false
            return
        }
        age = draw.below(4, 2) < 3 ? 1 + draw.below(7, 3) : 8 + draw.below(53, 3)
        isReopened = draw.below(50, 4) == 0
    }

    func deed(at days: Int) -> Deed? {
        guard let age else { return nil }
        if days == age { return .resolve }
        guard isReopened else { return nil }
        if days == age + 5 { return .reopen }
        return days == age + 8 ? .resolve : nil
    }
}
