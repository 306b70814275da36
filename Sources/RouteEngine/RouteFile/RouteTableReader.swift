/// Takes the columns of a release's table out of a route file, without copying them.
///
/// Whatever a file says, a column lies inside its section; what its numbers point at is for
/// each part of the table to check, once, as it takes its columns.
struct RouteTableReader {
    private let image: RouteImage
    private let block: any ByteBlock
    private let name: String
    private let facts: Column<UInt64>
    private var nextFact = 0
    /// Items taken, by section.
    private var taken = Array(repeating: 0, count: 65)

    /// - Parameter block: holds the bytes of the image from its start.
    init(_ image: RouteImage, in block: any ByteBlock, name: String) {
        self.image = image
        self.block = block
        self.name = name
        let part = image[.facts]
        facts = Column(in: block, at: block.address + UInt(part.start), count: part.count)
    }

    mutating func number() throws(RouteFileError) -> Int {
        guard nextFact < facts.count, let number = Int(exactly: Int64(bitPattern: facts[nextFact]))
        else { throw .damaged(path: name, part: "facts are missing") }
        nextFact += 1
        return number
    }

    mutating func column<Item>(
        of type: Item.Type, _ section: RouteSection
    ) throws(RouteFileError) -> Column<Item> {
        let count = try number()
        let start = taken[Int(section.rawValue)]
        let part = image[section]
        try require(count >= 0 && count <= part.count - start, section)
        taken[Int(section.rawValue)] += count
        return Column(
            in: block,
            at: block.address + UInt(part.start + start * section.itemByteCount), count: count)
    }

    mutating func text() throws(RouteFileError) -> String {
        let bytes = try column(of: UInt8.self, .text)
        return bytes.text(0..<bytes.count)
    }

    /// Refuses the file when what it says of a section cannot be.
    func require(_ holds: Bool, _ section: RouteSection) throws(RouteFileError) {
        guard holds else {
            throw .damaged(path: name, part: "section '\(section)' points outside what there is")
        }
    }

    /// Refuses a file with more in it than was taken.
    func finish() throws(RouteFileError) {
        guard nextFact == facts.count else {
            throw .damaged(path: name, part: "it has facts of another table")
        }
        for section in RouteSection.allCases where section != .facts {
            try require(taken[Int(section.rawValue)] == image[section].count, section)
        }
    }
}
