import MasterData

/// The places with their dated parents in every hierarchy.
///
/// States, divisions and districts are shared: they lie in every hierarchy, and above a
/// district every hierarchy goes on along the revenue line, so that an office or a rule
/// for a division serves blocks and urban bodies too.
struct PlaceGraph: Sendable {
    /// Parents in the order of ``Hierarchy/allCases``; -1 is none.
    typealias Parents = SIMD4<Int32>

    let book: CodeBook
    private let versions: DatedLists<Parents>
    /// The hierarchies (by index) in which a place is somebody's parent.
    private let parenting: DatedLists<UInt8>
    let overlaps: DatedLists<Int32>
    private let shared: [Bool]
    /// The first days of new states of the graph, sorted.
    let cuts: [Int32]

    init(_ rows: MasterRows) {
        var book = CodeBook(MasterKind.places, in: rows)
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
        versions += Array(repeating: [], count: book.count - listed)
        self.book = book
        self.versions = DatedLists(versions)
        self.overlaps = DatedLists((0..<book.count).map { overlaps[Int32($0)] ?? [] })
        parenting = DatedLists(
            (0..<book.count).map { number in
                guard let spans = children[Int32(number)] else { return [] }
                return (0..<4).flatMap { index in
                    Self.union(spans[index]).map { Dated(span: $0, value: UInt8(index)) }
                }
            })
        shared = book.keys.map { Self.isShared($0.kind) }
        self.cuts = cuts.sorted()
    }

    static func isShared(_ kind: MasterKind) -> Bool {
        kind == .district || kind == .division || kind == .state
    }

    func isShared(_ place: Int32) -> Bool { shared[Int(place)] }

    func exists(_ place: Int32, on day: Int32) -> Bool { versions.index(place, on: day) >= 0 }

    /// The parent that exists that day, or -1.
    func parent(of place: Int32, in hierarchy: Int, on day: Int32) -> Int32 {
        let index = versions.index(place, on: day)
        guard index >= 0 else { return -1 }
        let parents = versions.entries[index].value
        var parent = parents[hierarchy]
        if shared[Int(place)] && parents[0] >= 0 { parent = parents[0] }
        return parent >= 0 && exists(parent, on: day) ? parent : -1
    }

    /// Whether a place that exists belongs to a hierarchy that day.
    func lies(_ place: Int32, in hierarchy: Int, on day: Int32) -> Bool {
        let index = versions.index(place, on: day)
        guard index >= 0 else { return false }
        if shared[Int(place)] || versions.entries[index].value[hierarchy] >= 0 { return true }
        return isParent(place, in: hierarchy, on: day)
    }

    /// Whether a place is the parent of some place in a hierarchy that day.
    func isParent(_ place: Int32, in hierarchy: Int, on day: Int32) -> Bool {
        for index in parenting.range(place)
        where parenting.entries[index].value == UInt8(hierarchy)
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
