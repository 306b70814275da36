public import MasterData

/// Where the rows of a release were said, to be compiled into its table.
///
/// Only rows that explanations rest on are kept: rules, jurisdictions, postings and
/// successions.
public struct RowSources: Sendable {
    /// One version of a row.
    struct Said: Sendable {
        var key: RowKey
        var from: Int32
        var source: RowSource
    }

    private(set) var said: [Said] = []

    /// The kinds of rows that explanations rest on.
    public static let kinds: [MasterKind] = [.rule, .jurisdiction, .posting, .succession]

    public init() {}

    /// Adds the version of a row that holds from a day on.
    public mutating func add(_ key: RowKey, from day: Day, _ source: RowSource) {
        guard Self.kinds.contains(key.kind) else { return }
        said.append(Said(key: key, from: day.number, source: source))
    }
}

/// Where rows were said, compiled.
struct SourceBook: Sendable {
    struct Source: BitwiseCopyable, Sendable {
        /// 0 for a row of an unpublished plan.
        var release: Int32
        /// None for a row that was entered by hand.
        var file: TextPool.Place
        var line: Int32
        var column: Int32
    }

    private let book: CodeBook
    /// Versions by their first day; each lasts until the next.
    private let lists: DatedLists<Source>
    var text = TextPool.empty

    init(_ sources: RowSources, _ text: inout TextPoolBuilder) {
        var book = CodeBookBuilder()
        var lists: [[Dated<Source>]] = []
        for said in sources.said.sorted(by: { ($0.key, $0.from) < ($1.key, $1.from) }) {
            let number = Int(book.intern(said.key))
            if number == lists.count { lists.append([]) }
            if let last = lists[number].indices.last {
                if lists[number][last].span.from == said.from {
                    lists[number].removeLast()
                } else {
                    lists[number][last].span.to = said.from
                }
            }
            let origin = said.source.origin
            lists[number].append(
                Dated(
                    span: Span(from: said.from, to: .max),
                    value: Source(
                        release: Int32(clamping: said.source.release ?? 0),
                        file: text.place(origin?.file), line: Int32(clamping: origin?.line ?? 0),
                        column: Int32(clamping: origin?.column ?? 0))))
        }
        self.book = book.finished()
        self.lists = DatedLists(lists)
    }

    /// Where the version of a row that holds on a day was said, or that which ended last
    /// before it.
    func source(of key: RowKey, on day: Int32) -> RowSource? {
        let id = book.id(key)
        guard id >= 0, let source = lists.value(id, on: day) else { return nil }
        return RowSource(
            release: source.release == 0 ? nil : Int(source.release),
            origin: text[source.file].map {
                Origin(file: $0, line: Int(source.line), column: Int(source.column))
            })
    }
}

extension SourceBook {
    init(_ reader: inout RouteTableReader, _ text: TextPool) throws(RouteFileError) {
        let book = try CodeBook(&reader)
        lists = try DatedLists(&reader, .sources, rows: book.count) { text.has($0.file) }
        self.book = book
        self.text = text
    }

    func write(to writer: inout RouteTableWriter) {
        book.write(to: &writer)
        lists.write(to: &writer, .sources)
    }
}
