/// Lays the codes of the four fields out as slots of the dictionary.
struct FlatDictionaryWriter {
    private(set) var slots: ContiguousArray<FlatCode> = []

    private static let free = FlatCode(word: 0, number: 0, text: 0)
    /// A field whose codes need more slots than this has none of their own.
    private static let mostOwnBits = 16
    /// So many ways to spread the words are tried before the slots are doubled.
    private static let seedsTried = 200

    /// Adds the codes of a field and returns where they lie.
    ///
    /// - Parameter firstText: the number of the text of the field's first code.
    mutating func add(_ book: FlatCodeBook, firstText: Int) -> FlatDictionary {
        var short: ContiguousArray<FlatCode> = []
        var others: ContiguousArray<FlatCode> = []
        for (index, word) in book.words.enumerated() {
            let code = FlatCode(
                word: word, number: UInt32(index + 1), text: UInt32(firstText + index))
            if word & FlatCodeWord.isLong == 0 { short.append(code) } else { others.append(code) }
        }
        var dictionary = FlatDictionary()
        if !addOwn(short, to: &dictionary) { others += short }
        addSearched(others, to: &dictionary)
        return dictionary
    }

    /// Gives each code its own slot; false when they would need too many.
    private mutating func addOwn(
        _ codes: ContiguousArray<FlatCode>, to dictionary: inout FlatDictionary
    ) -> Bool {
        dictionary.ownStart = slots.count
        var bits = 3
        while 1 << bits < 2 * codes.count { bits += 1 }
        while bits <= Self.mostOwnBits {
            for seed in 0..<Self.seedsTried {
                let slot = FlatOwnSlot(seed: seed, bits: bits)
                guard let placed = Self.placed(codes, slot, bits) else { continue }
                slots += placed
                (dictionary.ownBits, dictionary.seed) = (bits, seed)
                return true
            }
            bits += 1
        }
        return false
    }

    /// Each code in the slot of its word, or nothing when two have the same.
    private static func placed(
        _ codes: ContiguousArray<FlatCode>, _ slot: FlatOwnSlot, _ bits: Int
    ) -> ContiguousArray<FlatCode>? {
        // A bit a slot first: most ways fail, and soon.
        var taken = ContiguousArray(repeating: UInt64(0), count: (1 << bits + 63) / 64)
        for code in codes {
            let at = slot(code.word)
            if taken[at >> 6] >> UInt64(at & 63) & 1 != 0 { return nil }
            taken[at >> 6] |= 1 << UInt64(at & 63)
        }
        var slots = ContiguousArray(repeating: free, count: 1 << bits)
        for code in codes { slots[slot(code.word)] = code }
        return slots
    }

    /// A quarter full at most, and no search leaves the slots, for the last is free.
    private mutating func addSearched(
        _ codes: ContiguousArray<FlatCode>, to dictionary: inout FlatDictionary
    ) {
        let capacity = max(1, 4 * codes.count)
        var table = ContiguousArray(repeating: Self.free, count: capacity + 1)
        for code in codes {
            var at = FlatHash.slot(code.word, of: UInt32(capacity))
            while table[at].word != 0 {
                at += 1
                if at == table.count { table.append(Self.free) }
            }
            table[at] = code
        }
        if table[table.count - 1].word != 0 { table.append(Self.free) }
        (dictionary.searchStart, dictionary.searchSlots) = (slots.count, table.count)
        dictionary.searchCapacity = capacity
        slots += table
    }
}
