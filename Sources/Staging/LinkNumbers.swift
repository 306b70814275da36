/// The numbers of what cells say of other things, by their bytes: a column holds few different
/// codes, and each is looked at once.
///
/// Codes are short: those of up to fifteen bytes, and their containers, are compared as two
/// words each. Longer ones are looked up anew each time.
struct LinkNumbers {
    /// By place, with free ones between; the count is a power of two.
    private var entries = [Entry](repeating: Entry(), count: 512)
    private var count = 0
    private var asked: Key?
    /// Beyond so many they are no longer kept: the codes are then all different.
    private static let limit = 1 << 14
    /// A file may be made so that its codes crowd in one place; those beyond are not kept.
    private static let probesAtMost = 32

    private struct Entry {
        var key = Key()
        /// Negative when nothing stands here.
        var number: Int32 = -1
    }

    private struct Key: Equatable {
        var cell: UInt = 0
        var code = ShortBytes()
        /// Of no length where there is no container.
        var container = ShortBytes()

        /// The lowest bits are a place to start from.
        var mixed: UInt64 {
            func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
                let product = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
                return product ^ product >> 32
            }
            let own = mix(mix(UInt64(truncatingIfNeeded: cell), code.low), code.high)
            return mix(mix(own, container.low), container.high)
        }
    }

    /// The number of a code within another, when they were met before.
    mutating func number(
        of cell: BoundRecord.Cell, _ code: UnsafeRawBufferPointer,
        _ container: UnsafeRawBufferPointer?
    ) -> Int32? {
        asked = nil
        guard let code = ShortBytes(code) else { return nil }
        var key = Key(cell: UInt(bitPattern: ObjectIdentifier(cell)), code: code)
        if let container {
            guard let short = ShortBytes(container) else { return nil }
            key.container = short
        }
        asked = key
        guard let place = place(of: key), entries[place].number >= 0 else { return nil }
        return entries[place].number
    }

    /// Keeps the number of what was asked for last.
    mutating func keep(_ number: Int32) {
        guard let key = asked, count < Self.limit else { return }
        if count * 2 >= entries.count { grow() }
        guard let place = place(of: key) else { return }
        entries[place] = Entry(key: key, number: number)
        count += 1
    }

    /// Where a key stands, or the free place where it belongs, if there is one near.
    private func place(of key: Key) -> Int? {
        let mask = entries.count - 1
        var place = Int(truncatingIfNeeded: key.mixed) & mask
        for _ in 0..<Self.probesAtMost {
            if entries[place].number < 0 || entries[place].key == key { return place }
            place = (place + 1) & mask
        }
        return nil
    }

    private mutating func grow() {
        let old = entries
        entries = [Entry](repeating: Entry(), count: old.count * 2)
        for entry in old where entry.number >= 0 {
            if let place = place(of: entry.key) { entries[place] = entry }
        }
    }
}

/// Up to fifteen bytes and their count, as two words.
private struct ShortBytes: Equatable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    init() {}

    /// Nothing when there are more.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count < 16 else { return nil }
        var shift: UInt64 = 0
        for byte in bytes.prefix(8) {
            low |= UInt64(byte) << shift
            shift += 8
        }
        shift = 0
        for byte in bytes.dropFirst(8) {
            high |= UInt64(byte) << shift
            shift += 8
        }
        high |= UInt64(bytes.count) << 56
    }
}
