/// Texts of a table, each stored once.
struct TextPool: Sendable {
    /// Where a text lies; one that is not there is ``none``.
    struct Place: BitwiseCopyable, Hashable, Sendable {
        var start: UInt32
        var length: UInt32

        static let none = Place(start: .max, length: 0)
    }

    private let bytes: Column<UInt8>

    static let empty = TextPool(Column([]))

    fileprivate init(_ bytes: Column<UInt8>) {
        self.bytes = bytes
    }

    /// The text of a place, or nothing for none.
    subscript(place: Place) -> String? {
        place == .none ? nil : bytes.text(Int(place.start)..<Int(place.start) + Int(place.length))
    }

    /// Whether a place lies inside, or is none.
    func has(_ place: Place) -> Bool {
        place == .none || Int(place.start) + Int(place.length) <= bytes.count
    }
}

extension TextPool {
    init(_ reader: inout RouteTableReader) throws(RouteFileError) {
        bytes = try reader.column(of: UInt8.self, .text)
    }

    func write(to writer: inout RouteTableWriter) { writer.add(bytes, to: .text) }
}

/// A text pool that still grows.
struct TextPoolBuilder {
    private var bytes: [UInt8] = []
    private var known: [String: TextPool.Place] = [:]

    mutating func place(_ text: String?) -> TextPool.Place {
        guard let text else { return .none }
        if let place = known[text] { return place }
        let place = TextPool.Place(
            start: UInt32(bytes.count), length: UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
        known[text] = place
        return place
    }

    func finished() -> TextPool { TextPool(Column(bytes)) }
}
