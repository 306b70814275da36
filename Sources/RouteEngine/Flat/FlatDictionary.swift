import CMachine

/// Where the codes of one field lie among the slots of the dictionary.
///
/// Codes of up to seven bytes, when they are not too many, each have a slot of their own, which
/// the word alone tells: that one slot is read and compared without a branch, so looking up a
/// code takes the same time whether it is known or not. Longer codes, whose texts must be
/// compared, and those of fields with very many are searched for.
struct FlatDictionary: Sendable {
    /// The first of the slots of the codes that have their own.
    var ownStart = 0
    /// There are 2^`ownBits` of them; 0 when codes of any length are searched for.
    var ownBits = 0
    /// Which of many ways to spread words gives each its own slot.
    var seed = 0
    /// The first of the slots that are searched.
    var searchStart = 0
    /// How many slots words are hashed to.
    var searchCapacity = 0
    /// All slots that are searched, with a free one at the end.
    var searchSlots = 0

    static let wordCount = 6

    var words: [Int] { [ownStart, ownBits, seed, searchStart, searchCapacity, searchSlots] }

    init() {}

    init(_ words: some Collection<Int>) {
        let words = Array(words)
        (ownStart, ownBits, seed) = (words[0], words[1], words[2])
        (searchStart, searchCapacity, searchSlots) = (words[3], words[4], words[5])
    }
}

/// The slot of a word that has its own.
struct FlatOwnSlot {
    private let factor: UInt64
    private let shift: UInt64

    init(seed: Int, bits: Int) {
        factor = FlatHash.spread(UInt64(seed) &+ 1) | 1
        shift = 64 - UInt64(bits)
    }

    @inline(__always)
    func callAsFunction(_ word: UInt64) -> Int {
        Int(truncatingIfNeeded: (word &* factor) &>> shift)
    }
}

/// A code of a complaint, of which eight bytes can be read from the start.
struct FlatSlice {
    var start: UnsafePointer<UInt8>
    var count: Int
}

/// A dictionary as a loop wants it: numbers that need no further arithmetic.
struct FlatCodeSearch {
    private let own: UnsafePointer<FlatCode>
    private let slots: UnsafePointer<FlatCode>
    private let ownSlot: FlatOwnSlot
    /// Codes of so many bytes and more are searched for.
    private let searchedLength: Int
    private let capacity: UInt32

    init(_ dictionary: FlatDictionary, _ slots: UnsafePointer<FlatCode>) {
        own = slots + dictionary.ownStart
        self.slots = slots + dictionary.searchStart
        ownSlot = FlatOwnSlot(seed: dictionary.seed, bits: dictionary.ownBits)
        searchedLength = dictionary.ownBits == 0 ? 0 : 8
        capacity = UInt32(dictionary.searchCapacity)
    }

    /// The number of a code, or 0.
    ///
    /// No code is empty, and an empty one names nothing.
    @inline(__always)
    func number(_ code: FlatSlice, _ view: FlatView) -> UInt32 {
        if code.count >= searchedLength { return searched(code, view) }
        let word = FlatCodeWord.short(code.start, code.count)
        let slot = own[ownSlot(word)]
        return slot.number & UInt32(truncatingIfNeeded: machine_equal(slot.word, word))
    }

    @inline(never)
    private func searched(_ code: FlatSlice, _ view: FlatView) -> UInt32 {
        let word = FlatCodeWord.of(code.start, code.count)
        var at = slots + FlatHash.slot(word, of: capacity)
        while at.pointee.word != 0 {
            if at.pointee.word == word {
                if word & FlatCodeWord.isLong == 0 { return at.pointee.number }
                let text = view.text(Int(at.pointee.text))
                if text.elementsEqual(UnsafeBufferPointer(start: code.start, count: code.count)) {
                    return at.pointee.number
                }
            }
            at += 1
        }
        return 0
    }
}
