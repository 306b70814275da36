/// The numbers that say how to read a flat table's sections.
struct FlatFacts: Sendable {
    var ruleCount = 0
    /// How many codes each field has; their numbers start at 1.
    var codeCounts = [0, 0, 0, 0]
    var targetCount = 0
    /// Where the bits of each field stand in a key, and how many they are.
    var shifts = [0, 0, 0, 0]
    var widths = [0, 0, 0, 0]
    /// Where the codes of each field lie in the dictionary.
    var dictionaries = Array(repeating: FlatDictionary(), count: 4)
    /// The calendar has ranks for whole years from this one on.
    var firstYear = 0
    var yearCount = 0
    /// Ids are 1, 2, 3 …: a rule's number is its id.
    var numbersAreIds = false
    /// No target needs quotes in CSV.
    var targetsArePlain = false
    /// The longest target, in bytes.
    var longestTarget = 0
    /// The sides of the dense array; 0 when there is none.
    var categories = 0
    var places = 0
    var channels = 0

    var words: ContiguousArray<UInt64> {
        var words: ContiguousArray<UInt64> = []
        for list in lists { for number in list { words.append(UInt64(number)) } }
        return words
    }

    private var lists: [[Int]] {
        [
            [ruleCount], codeCounts, [targetCount], shifts, widths,
            dictionaries.flatMap(\.words), [firstYear, yearCount],
            [numbersAreIds ? 1 : 0, targetsArePlain ? 1 : 0, longestTarget],
            [categories, places, channels],
        ]
    }

    static let wordCount = 22 + 4 * FlatDictionary.wordCount

    init() {}

    /// Reads what ``words`` wrote; nothing when a number is out of all bounds.
    init?(_ words: UnsafeBufferPointer<UInt64>) {
        guard words.count >= Self.wordCount else { return nil }
        var numbers: [Int] = []
        for word in words.prefix(Self.wordCount) {
            guard word < 1 << 40 else { return nil }
            numbers.append(Int(word))
        }
        var position = 0
        func one() -> Int {
            defer { position += 1 }
            return numbers[position]
        }
        func several(_ count: Int) -> [Int] { (0..<count).map { _ in one() } }
        func four() -> [Int] { several(4) }
        ruleCount = one()
        codeCounts = four()
        targetCount = one()
        shifts = four()
        widths = four()
        dictionaries = (0..<4).map { _ in FlatDictionary(several(FlatDictionary.wordCount)) }
        firstYear = one()
        yearCount = one()
        numbersAreIds = one() != 0
        targetsArePlain = one() != 0
        longestTarget = one()
        categories = one()
        places = one()
        channels = one()
    }

    /// The bits of a field in a key.
    func mask(_ field: Int) -> UInt64 {
        ((1 << UInt64(widths[field])) - 1) << UInt64(shifts[field])
    }

    /// What a complaint has whose code no rule names.
    var unknownKey: UInt64 { (0..<4).reduce(0) { $0 | mask($1) } }

    /// The number of the first text of each field, and of the targets.
    func firstText(_ field: Int) -> Int { codeCounts.prefix(field).reduce(0, +) }

    var textCount: Int { codeCounts.reduce(0, +) + targetCount }
}
