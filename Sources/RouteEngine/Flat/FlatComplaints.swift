import CMachine
public import MasterData

/// Complaints as text: a piece of a sheet cut into rows, ready to be decided.
///
/// The sheet is CSV with the columns `complaint_id, category, district, subdistrict, channel,
/// date` in any order. A blank field is one that the complaint lacks.
public struct FlatComplaints: ~Copyable {
    /// The columns that a sheet of complaints has.
    public static let headings =
        ["complaint_id"] + FlatField.allCases.map(\.heading) + ["date"]

    /// Where the columns stand, read from a sheet's first line.
    public struct Layout: Sendable {
        let columns: FlatColumns

        /// Reads the row of headings; nothing, and findings, when a column is missing.
        ///
        /// - Parameters:
        ///   - line: the bytes up to the first line end, without a byte order mark.
        ///   - file: the name of the sheet, for messages.
        ///   - findings: gets what is missing.
        public init?(line: [UInt8], file: String, findings: inout Findings) {
            var text = SheetText(capacity: line.count + 1)
            (line + [0x0A]).withUnsafeBytes { text.append($0) }
            text.cut()
            guard let last = text.lineEnd(from: 0) else { return nil }
            let columns = FlatColumns(
                text.texts(0, last), wanted: FlatComplaints.headings, file: file,
                findings: &findings)
            guard let columns else { return nil }
            self.columns = columns
        }
    }

    var text: SheetText
    let columns: FlatColumns
    /// Every line has as many fields as the heading, and none is in quotes.
    private(set) var isRegular = false
    /// Places of separators are plain numbers.
    private(set) var isPlain = false

    /// Takes whole rows; the last line end may be missing.
    public init(_ bytes: UnsafeRawBufferPointer, layout: Layout) {
        columns = layout.columns
        text = SheetText(capacity: bytes.count + 1)
        take(bytes)
    }

    /// The same from bytes at hand.
    public init(_ bytes: ArraySlice<UInt8>, layout: Layout) {
        columns = layout.columns
        text = SheetText(capacity: bytes.count + 1)
        bytes.withUnsafeBytes { take($0) }
    }

    /// How many of the bytes are whole rows, line ends inside quotes aside.
    public static func endOfRows(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress, !buffer.isEmpty else { return 0 }
            return machine_end_of_rows(
                start.assumingMemoryBound(to: UInt8.self), buffer.count)
        }
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer) {
        text.append(bytes)
        if let last = bytes.last, last != 0x0A {
            [UInt8(0x0A)].withUnsafeBytes { text.append($0) }
        }
        text.cut()
        isRegular = text.isRegular(columns.count)
        isPlain = isRegular && !text.hasReturns
        if isPlain { text.dropLineEnds() }
    }
}

/// A complaint of a sheet that is none, with its line in the piece it stands in.
public struct FlatFault: Hashable, Sendable {
    public var code: FindingCode
    /// From 1 at the piece's first line.
    public var line: Int
    public var value: String
    public var message: String
}

/// The rows of a block, as numbers.
struct FlatBlock: ~Copyable {
    static let size = 256
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    let days = UnsafeMutablePointer<UInt16>.allocate(capacity: size)
    let cells = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    let winners = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    /// The separator that ends the id of each row.
    let ids = UnsafeMutablePointer<Int>.allocate(capacity: size)
    var count = 0

    deinit {
        keys.deallocate()
        days.deallocate()
        cells.deallocate()
        winners.deallocate()
        ids.deallocate()
    }
}
