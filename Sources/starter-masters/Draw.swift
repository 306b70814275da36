/// A repeatable draw: the same seed, code and purpose always give the same number.
///
/// There is no running state, so a draw never depends on how many were made before it:
/// adding a row to a pattern leaves the draws of all other rows as they were.
///
///     Draw(seed: 181, code: "PHED-D-101-XEN", purpose: "staffing").chance(0.04)
struct Draw {
    let bits: UInt64

    init(seed: UInt64, code: String, purpose: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        for byte in code.utf8 { take(byte) }
        take(0)
        for byte in purpose.utf8 { take(byte) }
        bits = Self.mixed(hash &+ Self.mixed(seed))
    }

    /// A number in 0..<1.
    var unit: Double { Double(bits >> 11) / 9_007_199_254_740_992 }

    func chance(_ share: Double) -> Bool { unit < share }

    /// A number in 0..<count.
    func below(_ count: Int) -> Int {
        precondition(count > 0, "a draw needs something to draw from")
        return Int(bits.multipliedFullWidth(by: UInt64(count)).high)
    }

    func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// The finishing step of splitmix64.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9e37_79b9_7f4a_7c15
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
