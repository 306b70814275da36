import CMachine

/// A piece of a CSV sheet, cut at its commas and line ends.
///
/// It holds whole rows, of which the last may lack its line end. Fields are slices of the
/// bytes; those in quotes are taken out of them when they are read.
struct SheetText: ~Copyable {
    let bytes: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private let capacity: Int
    /// The places of separators; before the first stands one for "before the first byte".
    private let places: UnsafeMutablePointer<UInt32>
    private(set) var placeCount = 0
    private(set) var hasQuotes = false
    /// Some line end may be CRLF.
    private(set) var hasReturns = true
    /// The text ends inside quotes: the place of the last separator before.
    private(set) var isUnclosed = false

    static let lineFeed: UInt32 = 1 << 31
    static let placeMask: UInt32 = ~lineFeed
    /// So many bytes can be read beyond the last.
    private static let slack = 64

    init(capacity: Int) {
        self.capacity = capacity
        bytes = .allocate(capacity: capacity + Self.slack)
        places = .allocate(capacity: capacity + 2)
        places.initialize(to: Self.placeMask)
    }

    deinit {
        bytes.deallocate()
        places.deallocate()
    }

    /// Room for more bytes.
    var room: Int { capacity - count }

    /// Puts bytes behind those that are there.
    mutating func append(_ more: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(start: bytes + count, count: capacity - count)
            .copyMemory(from: more)
        count += more.count
    }

    /// Finds the separators.
    mutating func cut() {
        (bytes + count).initialize(repeating: 0, count: Self.slack)
        var quotes: UInt32 = 0
        placeCount = machine_separators(bytes, count, places + 1, &quotes)
        hasQuotes = quotes & 2 != 0
        hasReturns = quotes & 4 != 0
        isUnclosed = quotes & 1 != 0
    }

    /// Whether every line has so many fields, and none of them is in quotes.
    func isRegular(_ columnCount: Int) -> Bool {
        guard !hasQuotes, placeCount % columnCount == 0 else { return false }
        var lineEnds = 0
        for number in 0..<placeCount { lineEnds &+= place(number) & Self.lineFeed == 0 ? 0 : 1 }
        guard lineEnds * columnCount == placeCount else { return false }
        // As many line ends as rows, and each where a row ends: so there is none elsewhere.
        var flags = Self.lineFeed
        for row in 0..<lineEnds { flags &= place(row &* columnCount &+ columnCount &- 1) }
        return flags != 0
    }

    /// Makes the places of a text plain numbers, which no longer say where lines end.
    mutating func dropLineEnds() {
        places[0] = .max
        for number in 0..<placeCount { places[number &+ 1] &= Self.placeMask }
    }

    /// Takes the first bytes away and keeps the rest, which must be cut again.
    mutating func drop(_ dropped: Int) {
        bytes.update(from: bytes + dropped, count: count - dropped)
        count -= dropped
        placeCount = 0
    }

    /// The separator of a number, from 0 on; -1 is the one before the first.
    @inline(__always)
    func place(_ number: Int) -> UInt32 { places[number &+ 1] }

    /// The number of the last line end, or -1.
    var lastLineEnd: Int {
        var number = placeCount - 1
        while number >= 0 && place(number) & Self.lineFeed == 0 { number -= 1 }
        return number
    }

    /// The number of the first line end at or after a separator, or nothing.
    func lineEnd(from number: Int) -> Int? {
        var number = number
        while number < placeCount {
            if place(number) & Self.lineFeed != 0 { return number }
            number += 1
        }
        return nil
    }

    /// The fields, for reading while something else changes.
    var slices: SheetSlices {
        SheetSlices(
            bytes: UnsafePointer(bytes), places: UnsafePointer(places), hasReturns: hasReturns)
    }

    /// Where the field that a separator ends starts and ends, without the CR of CRLF.
    func field(_ number: Int) -> (start: Int, end: Int) { slices.field(number) }
}

/// The fields of a cut text, valid until it is cut again.
struct SheetSlices {
    let bytes: UnsafePointer<UInt8>
    fileprivate let places: UnsafePointer<UInt32>
    let hasReturns: Bool

    /// Where the field that a separator ends starts and ends, without the CR of CRLF.
    @inline(__always)
    func field(_ number: Int) -> (start: Int, end: Int) {
        let mask = SheetText.placeMask
        let start = Int(((places[number] & mask) &+ 1) & mask)
        let place = places[number &+ 1]
        var end = Int(place & mask)
        if hasReturns, place & SheetText.lineFeed != 0, end > start, bytes[end &- 1] == 0x0D {
            end &-= 1
        }
        return (start, end)
    }

    /// The same in a text whose places are plain numbers.
    @inline(__always)
    func plainField(_ number: Int) -> (start: Int, end: Int) {
        (Int(places[number] &+ 1), Int(places[number &+ 1]))
    }

    /// The bytes of a field without its quotes; nothing when quotes stand where none may.
    func unquoted(_ start: Int, _ end: Int) -> [UInt8]? {
        var result: [UInt8] = []
        guard bytes[start] == 0x22 else {
            for index in start..<end {
                if bytes[index] == 0x22 { return nil }
                result.append(bytes[index])
            }
            return result
        }
        guard end - start >= 2, bytes[end - 1] == 0x22 else { return nil }
        var index = start + 1
        while index < end - 1 {
            if bytes[index] == 0x22 {
                guard index + 1 < end - 1, bytes[index + 1] == 0x22 else { return nil }
                index += 1
            }
            result.append(bytes[index])
            index += 1
        }
        return result
    }

    /// The text of a field, for messages.
    func text(_ start: Int, _ end: Int) -> String {
        String(
            decoding: UnsafeBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
    }

    /// The separator of a number, from 0 on.
    @inline(__always)
    func place(_ number: Int) -> UInt32 { places[number &+ 1] }

    /// How many line ends stand in the fields from one separator to another, quoted ones too.
    func lineEnds(from first: Int, to last: Int) -> Int {
        let start = field(first).start
        let end = Int(place(last) & SheetText.placeMask) + 1
        return UnsafeBufferPointer(start: bytes + start, count: max(0, end - start))
            .reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    }
}
