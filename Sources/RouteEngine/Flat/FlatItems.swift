// The items of a flat table's sections, as they lie in a route file.

/// A key of a level and the rule it leads to.
struct FlatSlot {
    /// The codes of the level's fields side by side, or ``free``.
    var key: UInt64
    /// The window, in ranks of days.
    var from: UInt16
    var to: UInt16
    /// A rule number, or ``chain`` and the place of the key's chain.
    var rule: UInt32

    /// No key has all bits set.
    static let free = UInt64.max
    /// Set when a key has several rules.
    static let chain: UInt32 = 1 << 31

    static let empty = FlatSlot(key: free, from: 0, to: 0, rule: 0)
}

/// The window and the rule of a slot, as one word; 0 holds on no day.
struct FlatHit {
    let bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    @inline(__always)
    init(of slot: UnsafePointer<FlatSlot>) {
        bits = UnsafeRawPointer(slot).load(fromByteOffset: 8, as: UInt64.self)
    }

    var from: UInt16 { UInt16(truncatingIfNeeded: bits) }
    var to: UInt16 { UInt16(truncatingIfNeeded: bits >> 16) }
    var rule: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }

    @inline(__always)
    func holds(on day: UInt16) -> Bool { from <= day && day < to }
}

/// One of several rules with one key; before the first stands how many they are.
struct FlatEntry {
    var from: UInt16
    var to: UInt16
    var rule: UInt32

    @inline(__always)
    func holds(on day: UInt16) -> Bool { from <= day && day < to }
}

/// Rules that rank alike: one priority, and the same fields given.
struct FlatLevel {
    /// The bits of a complaint's key that the rules compare.
    var mask: UInt64
    var firstSlot: UInt64
    /// How many slots a key may be hashed to.
    var capacity: UInt32
    /// All slots, with those that collisions ran over into and a free one at the end.
    var slotCount: UInt32
    var priority: Int32
    /// 8 for a category given, 4 for a district, 2 for a sub-district, 1 for a channel.
    var specificity: UInt32
}

/// What else is known of a rule.
struct FlatRecord {
    var key: UInt64
    var from: UInt16
    var to: UInt16
    var target: UInt32
    /// The line of the sheet it stood in.
    var line: UInt32
    var id: UInt32
}

/// A code and its number.
struct FlatCode {
    /// The code's bytes and its length, or a hash for one of eight bytes and more; 0 is free.
    /// ``FlatCodeWord`` makes it.
    var word: UInt64
    var number: UInt32
    /// The number of its text.
    var text: UInt32
}

/// A stretch of days of one cell, up to the next stretch.
struct FlatSegment {
    var from: UInt16
    /// 1 for the last stretch of a cell.
    var isLast: UInt16
    /// 0 for none.
    var rule: UInt32
}

/// Spreads keys over slots.
enum FlatHash {
    static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Both halves of a product of 128 bits, folded.
    @inline(__always)
    static func spread(_ key: UInt64) -> UInt64 {
        let product = key.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }

    /// The slot, below the capacity, at which the search for a key starts.
    @inline(__always)
    static func slot(_ key: UInt64, of capacity: UInt32) -> Int {
        Int(truncatingIfNeeded: ((spread(key) >> 32) &* UInt64(capacity)) >> 32)
    }
}
