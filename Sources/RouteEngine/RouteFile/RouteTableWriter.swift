/// Puts the columns of a release's table together to the sections of a route file.
///
/// Columns of one section lie one after the other in the order in which they are added; how
/// long each is stands among the facts, in the same order. ``RouteTableReader`` takes them
/// out the same way.
struct RouteTableWriter {
    private var facts: ContiguousArray<UInt64> = []
    private var bytes: [RouteSection: ContiguousArray<UInt8>] = [:]

    mutating func add(_ number: Int) { facts.append(UInt64(bitPattern: Int64(number))) }

    mutating func add<Item>(_ column: Column<Item>, to section: RouteSection) {
        precondition(
            MemoryLayout<Item>.stride == section.itemByteCount
                && MemoryLayout<Item>.size == section.itemByteCount, "items of another section")
        add(column.count)
        column.withBytes { bytes[section, default: []].append(contentsOf: $0) }
    }

    mutating func add<Item: BitwiseCopyable & Sendable>(_ items: [Item], to section: RouteSection) {
        add(Column(items), to: section)
    }

    mutating func add(_ text: String) { add(Array(text.utf8), to: .text) }

    func image() -> RouteImage {
        var writer = RouteImageWriter()
        writer.add(.facts, facts)
        for section in RouteSection.allCases {
            if let bytes = bytes[section] { writer.add(section, bytes: bytes) }
        }
        return writer.image(.release)
    }
}
