import MasterData

/// What a chain says of one level, compiled.
struct LevelSpec: Hashable, Sendable {
    /// 1 to 4.
    var level: UInt8
    /// -1 for the rule's department.
    var department: Int32
    var designation: Int32
    var officeLevel: UInt8
    /// -1 when no coarse post is named.
    var coarseDesignation: Int32
    var coarseOfficeLevel: UInt8
    var terms: LevelTerms
}

/// The chains with their dated levels.
struct ChainBook: Sendable {
    let book: CodeBook
    /// The levels of each chain, by level, then by day.
    let levels: DatedLists<LevelSpec>

    init(_ rows: MasterRows, departments: inout CodeBook, designations: inout CodeBook) {
        var book = CodeBook([.chain], in: rows)
        var lists: [[Dated<LevelSpec>]] = Array(repeating: [], count: book.count)
        for key in rows.keys(of: .chainLevel) {
            for version in rows[key]?.versions ?? [] {
                let content = version.content
                guard let chain = content[.chain], let level = content.integer(.level),
                    (1...4).contains(level)
                else { continue }
                let number = Int(book.intern(.bare(.chain, chain)))
                if number == lists.count { lists.append([]) }
                let coarse = content[.coarseDesignation].map {
                    designations.intern(.bare(.designation, $0))
                }
                let spec = LevelSpec(
                    level: UInt8(level),
                    department: content[.department].map {
                        departments.intern(.bare(.department, $0))
                    } ?? -1,
                    designation: content[.designation].map {
                        designations.intern(.bare(.designation, $0))
                    } ?? -1,
                    officeLevel: OfficeLevel.code(content[.officeLevel]),
                    coarseDesignation: coarse ?? -1,
                    coarseOfficeLevel: OfficeLevel.code(content[.coarseOfficeLevel]),
                    terms: LevelTerms(
                        days: content.integer(.days) ?? 0,
                        calendar: content[.calendar].flatMap(DayCount.init) ?? .calendar,
                        escalatesAutomatically: content[.escalation] != "manual",
                        maySendBack: content.flag(.sendBack)))
                lists[number].append(Dated(span: Span(version.validity), value: spec))
            }
        }
        for (_, timeline) in rows.rows(of: .rule) {
            for version in timeline.versions {
                if let chain = version.content[.chain] { _ = book.intern(.bare(.chain, chain)) }
            }
        }
        lists += Array(repeating: [], count: book.count - lists.count)
        for index in lists.indices {
            lists[index].sort {
                ($0.value.level, $0.span.from) < ($1.value.level, $1.span.from)
            }
        }
        self.book = book
        levels = DatedLists(lists)
    }
}
