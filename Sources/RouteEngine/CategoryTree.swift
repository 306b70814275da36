import MasterData

/// The categories with their dated parents and the hierarchies they are routed in.
struct CategoryTree: Sendable {
    struct Version: BitwiseCopyable, Hashable, Sendable {
        var parent: Int32
        var rural: UInt8
        var urban: UInt8
        /// 1 for a category that the public may choose.
        var publicity: UInt8
        /// A ``SettingCode``: the only setting that the category is for, or any.
        var variant: UInt8

        var isPublic: Bool { publicity != 0 }
    }

    let book: CodeBook
    let versions: DatedLists<Version>
    /// The first days of new states of the tree, sorted.
    let cuts: [Int32]

    init(_ rows: MasterRows) {
        var book = CodeBookBuilder([.category], in: rows)
        let listed = book.count
        var cuts: Set<Int32> = []
        var lists: [[Dated<Version>]] = []
        for number in 0..<listed {
            var list: [Dated<Version>] = []
            for version in rows[book.keys[number]]?.versions ?? [] {
                let content = version.content
                list.appendJoining(
                    Version(
                        parent: content[.parent].map { book.intern(.bare(.category, $0)) } ?? -1,
                        rural: Self.hierarchy(content[.hierarchyRural]),
                        urban: Self.hierarchy(content[.hierarchyUrban]),
                        publicity: content[.audience] != "internal" ? 1 : 0,
                        variant: SettingCode.code(content[.variant])),
                    over: Span(version.validity))
            }
            for entry in list { cuts.formUnion([entry.span.from, entry.span.to]) }
            lists.append(list)
        }
        lists += Array(repeating: [], count: book.count - listed)
        self.book = book.finished()
        versions = DatedLists(lists)
        self.cuts = cuts.sorted()
    }

    private static func hierarchy(_ text: String?) -> UInt8 {
        UInt8((text.flatMap(Hierarchy.init) ?? .revenue).index)
    }

    func version(_ category: Int32, on day: Int32) -> Version? {
        versions.value(category, on: day)
    }

    /// The category and its ancestors that exist that day, nearest first.
    func line(from category: Int32, on day: Int32) -> PlaceLine {
        var line = PlaceLine()
        var next = category
        while next >= 0 && !line.isFull {
            guard let version = version(next, on: day) else { break }
            line.append(next)
            next = version.parent
        }
        return line
    }

    /// Whether the category has ended by a day.
    func hasEnded(_ category: Int32, by day: Int32) -> Bool {
        versions.range(category).contains { versions.entries[$0].span.to <= day }
    }
}

extension CategoryTree {
    init(_ reader: inout RouteTableReader) throws(RouteFileError) {
        let book = try CodeBook(&reader)
        let categories = Int32(clamping: book.count)
        versions = try DatedLists(&reader, .categories, rows: book.count) {
            $0.parent >= -1 && $0.parent < categories && $0.rural < 4 && $0.urban < 4
                && $0.publicity < 2 && $0.variant <= SettingCode.urban
        }
        cuts = Array(try reader.column(of: Int32.self, .cuts))
        self.book = book
    }

    func write(to writer: inout RouteTableWriter) {
        book.write(to: &writer)
        versions.write(to: &writer, .categories)
        writer.add(cuts, to: .cuts)
    }
}

extension RowKey {
    /// The key that a reference to one kind means: a bare code, or a code with its scheme.
    static func bare(_ kind: MasterKind, _ text: String) -> RowKey {
        if text.utf8.contains(UInt8(ascii: ":")), let key = RowKey(text) { return key }
        return RowKey(kind, text, scheme: kind.firstScheme)
    }
}
