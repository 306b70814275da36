public import MasterData

/// A sheet of rules compiled: no database, no release, one winner per complaint.
///
/// A rule names a category, a district, a sub-district and a channel, or `*` for any of them,
/// and holds over `[valid_from, valid_to)`. Of the rules that match a complaint the winner has
/// the highest priority, then names the most (category before district before sub-district
/// before channel), then has the lowest id.
///
///     var builder = FlatTableBuilder(source: "rules.csv")
///     builder.add(bytes)
///     let table = builder.finish().table
///     let rule = table?.decide(category: "C0007", district: "D03", channel: "APP", on: day)
///
/// The table is the bytes of a route file, whether they were just made or are mapped from one.
/// It never changes; any number of threads may ask it at once.
public struct FlatTable: Sendable {
    let image: RouteImage
    let facts: FlatFacts

    /// Opens a route file and compares every byte with its checksum.
    public init(path: String) throws(RouteFileError) {
        try self.init(RouteImage(path: path, kind: .flatTable), name: path)
    }

    /// Takes the bytes of a route file that are at hand.
    public init(bytes: [UInt8], name: String = "bytes") throws(RouteFileError) {
        var words = [UInt64](repeating: 0, count: (bytes.count + 7) / 8)
        words.withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
        let image = try RouteImage(
            words: words, byteCount: bytes.count, name: name, kind: .flatTable)
        try self.init(image, name: name)
    }

    init(_ image: RouteImage, name: String) throws(RouteFileError) {
        let facts = image.withBytes { FlatShape.facts(of: $0, in: image) }
        guard let facts else {
            throw .damaged(path: name, part: "its sections do not fit each other")
        }
        self.image = image
        self.facts = facts
    }

    /// How many rules it has; their numbers run from 1 in the order of their ids.
    public var ruleCount: Int { facts.ruleCount }

    /// Bytes in memory and in a file.
    public var byteCount: Int { image.byteCount }

    /// Whether decisions read one array of all cells instead of a hash table per level.
    public var isDense: Bool { facts.categories > 0 }

    /// How many levels of rank it has: priorities and combinations of named fields.
    public var levelCount: Int { image[.levels].count }

    /// The name of the sheet it was made from.
    public var source: String {
        image.withBytes { bytes in
            let part = image[.source]
            return String(decoding: bytes[part.start..<part.start + part.count], as: UTF8.self)
        }
    }

    /// The bytes of a route file, valid during the call.
    public func withRouteFile<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows
        -> Value
    {
        try image.withBytes(body)
    }

    /// Pointers to the sections, valid during the call.
    @inline(__always)
    func withView<Value>(_ body: (FlatView) throws -> Value) rethrows -> Value {
        try image.withBytes { try body(FlatView($0, image, facts)) }
    }
}

/// A rule of a flat table, in the words of its sheet.
public struct FlatRule: Hashable, Sendable {
    public var id: Int
    /// `*` for any; in the order of ``FlatField``.
    public var fields: [String]
    public var validFrom: Day
    public var validTo: Day
    public var target: String
    /// Where it stood.
    public var origin: Origin
}

extension FlatTable {
    /// The rule of a number from 1 to ``ruleCount``.
    public func rule(_ number: Int) -> FlatRule? {
        withView { view in
            guard number > 0, number <= view.records.count else { return nil }
            let record = view.records[number - 1]
            let fields = (0..<4).map { field -> String in
                let code = Int((record.key & facts.mask(field)) >> UInt64(facts.shifts[field]))
                if code == 0 { return "*" }
                return String(decoding: view.text(facts.firstText(field) + code - 1), as: UTF8.self)
            }
            return FlatRule(
                id: Int(record.id), fields: fields, validFrom: view.day(record.from),
                validTo: view.day(record.to),
                target: String(
                    decoding: view.text(facts.firstText(4) + Int(record.target)), as: UTF8.self),
                origin: Origin(file: source, line: Int(record.line)))
        }
    }
}

extension FlatView {
    /// The first day of a rank; rank 0 is before every day that a rule names.
    func day(_ rank: UInt16) -> Day {
        let index = Int(rank) - 1
        return index >= 0 && index < days.count ? Day(number: days[index]) : Day(number: .min)
    }
}
