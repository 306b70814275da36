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

    /// The words of all codes, in the order of their numbers.
    var words: ContiguousArray<UInt64> {
        var words = ContiguousArray(repeating: UInt64(0), count: count)
        for slot in slots where slot.number != 0 { words[Int(slot.number) - 1] = slot.word }
        return words
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
}
