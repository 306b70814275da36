/// An open-addressing hash table from a packed key to a number.
struct PackedIndex: Sendable {
    private struct Slot: Sendable {
        var key: UInt64
        /// -1 when the slot is free.
        var value: Int32
    }

    private var slots: [Slot]
    private(set) var count = 0
    private var shift: UInt64

    init(minimumCapacity: Int = 4) {
        var bits: UInt64 = 3
        while 1 << bits < minimumCapacity * 2 { bits += 1 }
        slots = Array(repeating: Slot(key: 0, value: -1), count: 1 << bits)
        shift = 64 - bits
    }

    /// The number of a key, or -1.
    func find(_ key: UInt64) -> Int32 {
        slots.withUnsafeBufferPointer { slots in
            let mask = slots.count &- 1
            var index = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
            while true {
                let slot = slots[index]
                if slot.value < 0 || slot.key == key { return slot.value }
                index = (index &+ 1) & mask
            }
        }
    }

    /// Sets the number, not negative, of a key.
    mutating func set(_ key: UInt64, to value: Int32) {
        if (count + 1) * 2 > slots.count { grow() }
        let index = position(key)
        if slots[index].value < 0 { count += 1 }
        slots[index] = Slot(key: key, value: value)
    }

    private func position(_ key: UInt64) -> Int {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while slots[index].value >= 0 && slots[index].key != key { index = (index + 1) & mask }
        return index
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(key: 0, value: -1), count: old.count * 2)
        shift -= 1
        for slot in old where slot.value >= 0 { slots[position(slot.key)] = slot }
    }
}

/// Numbers of at most 24 bits, side by side in one key.
enum Packed {
    /// Stands for "none" or "any"; no thing has this number.
    static let none: UInt64 = 0xFF_FFFF

    static func number(_ id: Int32) -> UInt64 {
        id < 0 ? none : UInt64(truncatingIfNeeded: id) & none
    }

    static func pair(_ a: Int32, _ b: Int32) -> UInt64 { number(a) << 24 | number(b) }

    static func triple(_ small: UInt8, _ a: Int32, _ b: Int32) -> UInt64 {
        UInt64(small) << 48 | pair(a, b)
    }
}
