import MasterData

/// The places with their dated parents in every hierarchy.
///
/// States, divisions and districts are shared: they lie in every hierarchy, and above a
/// district every hierarchy goes on along the revenue line, so that an office or a rule
/// for a division serves blocks and urban bodies too.
struct PlaceGraph: Sendable {
    /// Parents in the order of ``Hierarchy/allCases``; -1 is none.
    typealias Parents = Four

    let book: CodeBook
    private let versions: DatedLists<Parents>
    /// The hierarchies (by index) in which a place is somebody's parent.
    private let parenting: DatedLists<Int32>
    let overlaps: DatedLists<Int32>
    /// The first days of new states of the graph, sorted.
    let cuts: [Int32]

    /// - Parameter alsoNamed: places to be numbered that the rows of places may not list.
    init(_ rows: MasterRows, alsoNamed: [RowKey] = []) {
        var book = CodeBookBuilder(MasterKind.places, in: rows)
        let listed = book.count
        var cuts: Set<Int32> = []
        var versions: [[Dated<Parents>]] = []
        var children: [Int32: [[Span]]] = [:]
        for number in 0..<listed {
            let key = book.keys[number]
            var list: [Dated<Parents>] = []
            for version in rows[key]?.versions ?? [] {
                var parents = Parents(repeating: -1)
                for (index, hierarchy) in Hierarchy.allCases.enumerated() {
                    guard let parent = version.content[hierarchy.parentField].flatMap(RowKey.init)
                    else { continue }
                    parents[index] = book.intern(parent)
                }
                list.appendJoining(parents, over: Span(version.validity))
            }
            for entry in list {
                cuts.formUnion([entry.span.from, entry.span.to])
                for index in 0..<4 where entry.value[index] >= 0 {
                    children[entry.value[index], default: Array(repeating: [], count: 4)][index]
                        .append(entry.span)
                }
            }
            versions.append(list)
        }
        var overlaps: [Int32: [Dated<Int32>]] = [:]
        for key in rows.keys(of: .overlap) {
            for version in rows[key]?.versions ?? [] {
                guard
                    let one = version.content[.place].flatMap(RowKey.init).map({ book.intern($0) }),
                    let other = version.content[.other].flatMap(RowKey.init)
                        .map({ book.intern($0) })
                else { continue }
                let span = Span(version.validity)
                overlaps[one, default: []].append(Dated(span: span, value: other))
                overlaps[other, default: []].append(Dated(span: span, value: one))
            }
        }
        for key in alsoNamed.sorted() { _ = book.intern(key) }
        versions += Array(repeating: [], count: book.count - listed)
        self.book = book.finished()
        self.versions = DatedLists(versions)
        self.overlaps = DatedLists((0..<book.count).map { overlaps[Int32($0)] ?? [] })
        parenting = DatedLists(
            (0..<book.count).map { number in
                guard let spans = children[Int32(number)] else { return [] }
                return (0..<4).flatMap { index in
                    Self.union(spans[index]).map { Dated(span: $0, value: Int32(index)) }
                }
            })
        self.cuts = cuts.sorted()
    }

    static func isShared(_ kind: MasterKind) -> Bool {
        kind == .district || kind == .division || kind == .state
    }

    func isShared(_ place: Int32) -> Bool { Self.isShared(book.kind(place)) }

    func exists(_ place: Int32, on day: Int32) -> Bool { versions.index(place, on: day) >= 0 }

    /// The parent that exists that day, or -1.
    func parent(of place: Int32, in hierarchy: Int, on day: Int32) -> Int32 {
        let index = versions.index(place, on: day)
        guard index >= 0 else { return -1 }
        let parents = versions.entries[index].value
        var parent = parents[hierarchy]
        if parents[0] >= 0 && isShared(place) { parent = parents[0] }
        return parent >= 0 && exists(parent, on: day) ? parent : -1
    }

    /// Whether a place that exists belongs to a hierarchy that day.
    func lies(_ place: Int32, in hierarchy: Int, on day: Int32) -> Bool {
        let index = versions.index(place, on: day)
        guard index >= 0 else { return false }
        if versions.entries[index].value[hierarchy] >= 0 || isShared(place) { return true }
        return isParent(place, in: hierarchy, on: day)
    }

    /// Whether a place is the parent of some place in a hierarchy that day.
    func isParent(_ place: Int32, in hierarchy: Int, on day: Int32) -> Bool {
        for index in parenting.range(place)
        where parenting.entries[index].value == Int32(hierarchy)
            && parenting.entries[index].span.contains(day)
        { return true }
        return false
    }

    /// The place and its ancestors that day, nearest first.
    func line(from place: Int32, in hierarchy: Int, on day: Int32) -> PlaceLine {
        var line = PlaceLine()
        var next = place
        while next >= 0 && !line.isFull {
            line.append(next)
            next = parent(of: next, in: hierarchy, on: day)
        }
        return line
    }

    /// The days on which a place exists.
    func spans(of place: Int32) -> [Span] {
        versions.range(place).map { versions.entries[$0].span }
    }

    private static func union(_ spans: [Span]) -> [Span] {
        var joined: [Span] = []
        for span in spans.sorted(by: { $0.from < $1.from }) {
            if let last = joined.last, span.from <= last.to {
                joined[joined.count - 1].to = max(last.to, span.to)
            } else {
                joined.append(span)
            }
        }
        return joined
    }
}

extension PlaceGraph {
    init(_ reader: inout RouteTableReader) throws(RouteFileError) {
        let book = try CodeBook(&reader)
        let places = Int32(clamping: book.count)
        versions = try DatedLists(&reader, .parents, rows: book.count) { parents in
            (0..<4).allSatisfy { parents[$0] >= -1 && parents[$0] < places }
        }
        parenting = try DatedLists(&reader, .parenting, rows: book.count) {
            (0..<4).contains($0)
        }
        overlaps = try DatedLists(&reader, .overlaps, rows: book.count) {
            (0..<places).contains($0)
        }
        cuts = Array(try reader.column(of: Int32.self, .cuts))
        self.book = book
    }

    func write(to writer: inout RouteTableWriter) {
        book.write(to: &writer)
        versions.write(to: &writer, .parents)
        parenting.write(to: &writer, .parenting)
        overlaps.write(to: &writer, .overlaps)
        writer.add(cuts, to: .cuts)
    }
}

/// Four numbers side by side.
struct Four: BitwiseCopyable, Hashable, Sendable {
    private var items: (Int32, Int32, Int32, Int32)

    init(repeating item: Int32) { items = (item, item, item, item) }

    init(_ a: Int32, _ b: Int32, _ c: Int32, _ d: Int32) { items = (a, b, c, d) }

    subscript(index: Int) -> Int32 {
        get {
            switch index {
            case 0: items.0
            case 1: items.1
            case 2: items.2
            default: items.3
            }
        }
        set {
            switch index {
            case 0: items.0 = newValue
            case 1: items.1 = newValue
            case 2: items.2 = newValue
            default: items.3 = newValue
            }
        }
    }

    static func == (a: Four, b: Four) -> Bool { a.items == b.items }

    func hash(into hasher: inout Hasher) {
        for index in 0..<4 { hasher.combine(self[index]) }
    }
}

extension Hierarchy {
    /// The position among all hierarchies, which is how the compiled table names one.
    var index: Int {
        switch self {
        case .revenue: 0
        case .panchayat: 1
        case .urban: 2
        case .department: 3
        }
    }
}
