/// A slot of a packed index.
struct PackedSlot: BitwiseCopyable, Sendable {
    var key: UInt64
    /// -1 when the slot is free.
    var value: Int32
    /// Fills the slot up; 0.
    var filler: Int32 = 0

    @inline(__always)
    static func home(of key: UInt64, _ shift: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}

/// An open-addressing hash table from a packed key to a number.
struct PackedIndex: Sendable {
    /// As many as a power of two, and at least one of them free.
    private let slots: Column<PackedSlot>
    private let shift: UInt64

    fileprivate init(_ slots: Column<PackedSlot>) {
        self.slots = slots
        shift = 64 - UInt64(slots.count.trailingZeroBitCount)
    }

    /// The number of a key, or -1.
    func find(_ key: UInt64) -> Int32 {
        let mask = slots.count &- 1
        var index = PackedSlot.home(of: key, shift)
        while true {
            let slot = slots[index]
            if slot.value < 0 || slot.key == key { return slot.value }
            index = (index &+ 1) & mask
        }
    }
}

extension PackedIndex {
    init(_ reader: inout RouteTableReader, numbersBelow count: Int) throws(RouteFileError) {
        let slots = try reader.column(of: PackedSlot.self, .packedSlots)
        try reader.require(
            slots.count >= 2 && slots.count & (slots.count - 1) == 0
                && slots.contains { $0.value < 0 }
                && slots.allSatisfy { $0.value >= -1 && $0.value < count },
            .packedSlots)
        self.init(slots)
    }

    func write(to writer: inout RouteTableWriter) { writer.add(slots, to: .packedSlots) }
}

/// A packed index that still grows.
struct PackedIndexBuilder {
    private var slots: [PackedSlot]
    private var count = 0
    private var shift: UInt64

    init(minimumCapacity: Int = 4) {
        var bits: UInt64 = 3
        while 1 << bits < minimumCapacity * 2 { bits += 1 }
        slots = Array(repeating: PackedSlot(key: 0, value: -1), count: 1 << bits)
        shift = 64 - bits
    }

    /// Sets the number, not negative, of a key.
    mutating func set(_ key: UInt64, to value: Int32) {
        if (count + 1) * 2 > slots.count { grow() }
        let index = position(key)
        if slots[index].value < 0 { count += 1 }
        slots[index] = PackedSlot(key: key, value: value)
    }

    /// The number of a key, or -1.
    func find(_ key: UInt64) -> Int32 { slots[position(key)].value }

    func finished() -> PackedIndex { PackedIndex(Column(slots)) }

    private func position(_ key: UInt64) -> Int {
        let mask = slots.count - 1
        var index = PackedSlot.home(of: key, shift)
        while slots[index].value >= 0 && slots[index].key != key { index = (index + 1) & mask }
        return index
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: PackedSlot(key: 0, value: -1), count: old.count * 2)
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
