/// A code as one word: codes of up to seven bytes are their word, longer ones are hashed.
enum FlatCodeWord {
    /// Set in the words of longer codes, whose texts must be compared as well.
    static let isLong: UInt64 = 1 << 63

    /// Reads eight bytes from the start, of which those beyond the count do not matter.
    @inline(__always)
    static func of(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        if count < 8 {
            let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian
            // A count of 0 to 7: shifts that look for more would cost a branch each.
            let length = UInt64(truncatingIfNeeded: count)
            return word & ((1 &<< (length &* 8)) &- 1) | length &<< 56
        }
        return hash(bytes, count)
    }

    @inline(never)
    private static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var hash = UInt64(count)
        var at = 0
        while at < count {
            var word: UInt64 = 0
            for index in 0..<min(8, count - at) {
                word |= UInt64(bytes[at + index]) << UInt64(index * 8)
            }
            hash = FlatHash.spread(hash ^ word) &+ FlatHash.factor
            at += 8
        }
        return hash | isLong
    }
}

extension FlatView {
    /// The number of a code, or 0. Eight bytes can be read from the start.
    @inline(__always)
    func number(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, dictionary start: Int, _ capacity: UInt32
    ) -> UInt32 {
        let word = FlatCodeWord.of(bytes, count)
        // No code is empty, and an empty one names nothing.
        var at = dictionary + start + FlatHash.slot(word, of: capacity)
        while true {
            let code = at.pointee
            if code.word == word {
                if word & FlatCodeWord.isLong == 0 || isText(code.text, bytes, count) {
                    return code.number
                }
            } else if code.word == 0 {
                return 0
            }
            at += 1
        }
    }

    @inline(never)
    private func isText(_ text: UInt32, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        self.text(Int(text)).elementsEqual(UnsafeBufferPointer(start: bytes, count: count))
    }
}

/// Gives codes numbers from 1 in the order in which they first come.
struct FlatCodeBook {
    private(set) var count = 0
    private(set) var bytes: ContiguousArray<UInt8> = []
    private(set) var starts: ContiguousArray<UInt32> = [0]
    /// Words and numbers by hash, a power of two; a number of 0 is free.
    private var slots = ContiguousArray(repeating: (word: UInt64(0), number: UInt32(0)), count: 64)

    /// Eight bytes can be read from the start.
    @inline(__always)
    mutating func number(_ code: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        let word = FlatCodeWord.of(code, count)
        let mask = slots.count &- 1
        var at = Int(truncatingIfNeeded: FlatHash.spread(word) >> 32) & mask
        while true {
            let slot = slots[at]
            if slot.number == 0 { return add(word, code, count, at) }
            if slot.word == word,
                word & FlatCodeWord.isLong == 0 || isText(slot.number, code, count)
            {
                return slot.number
            }
            at = (at &+ 1) & mask
        }
    }

    private func isText(_ number: UInt32, _ code: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let range = Int(starts[Int(number) - 1])..<Int(starts[Int(number)])
        return bytes[range].elementsEqual(UnsafeBufferPointer(start: code, count: count))
    }

    @inline(never)
    private mutating func add(
        _ word: UInt64, _ code: UnsafePointer<UInt8>, _ length: Int, _ at: Int
    ) -> UInt32 {
        count += 1
        bytes.append(contentsOf: UnsafeBufferPointer(start: code, count: length))
        starts.append(UInt32(bytes.count))
        slots[at] = (word, UInt32(count))
        if count * 2 > slots.count { grow() }
        return UInt32(count)
    }

    private mutating func grow() {
        let old = slots
        slots = ContiguousArray(repeating: (0, 0), count: old.count * 2)
        let mask = slots.count - 1
        for slot in old where slot.number != 0 {
            var at = Int(truncatingIfNeeded: FlatHash.spread(slot.word) >> 32) & mask
            while slots[at].number != 0 { at = (at + 1) & mask }
            slots[at] = slot
        }
    }

    /// The slots for a file: no search leaves them, for the last is free.
    func dictionary(firstText: Int) -> (slots: ContiguousArray<FlatCode>, capacity: Int) {
        // Few codes lie wide apart, so that nearly each is found where it is looked for first.
        let capacity = max(8, count * (count <= 512 ? 8 : count <= 16_384 ? 4 : 2))
        var table = ContiguousArray(
            repeating: FlatCode(word: 0, number: 0, text: 0), count: capacity + 1)
        for slot in slots where slot.number != 0 {
            var at = FlatHash.slot(slot.word, of: UInt32(capacity))
            while table[at].word != 0 {
                at += 1
                if at == table.count { table.append(FlatCode(word: 0, number: 0, text: 0)) }
            }
            table[at] = FlatCode(
                word: slot.word, number: slot.number,
                text: UInt32(firstText) + slot.number - 1)
        }
        if table[table.count - 1].word != 0 {
            table.append(FlatCode(word: 0, number: 0, text: 0))
        }
        return (table, capacity)
    }
}
