import MasterData

/// What a chain says of one level, compiled.
struct LevelSpec: BitwiseCopyable, Hashable, Sendable {
    /// -1 for the rule's department.
    var department: Int32
    var designation: Int32
    /// -1 when no coarse post is named.
    var coarseDesignation: Int32
    private var days: Int32
    /// 1 to 4.
    var level: UInt8
    var officeLevel: UInt8
    var coarseOfficeLevel: UInt8
    /// Working days, manual escalation, may send back: bits 0, 1 and 2.
    private var ways: UInt8

    init(
        level: UInt8, department: Int32, designation: Int32, officeLevel: UInt8,
        coarseDesignation: Int32, coarseOfficeLevel: UInt8, terms: LevelTerms
    ) {
        self.department = department
        self.designation = designation
        self.coarseDesignation = coarseDesignation
        days = Int32(clamping: terms.days)
        self.level = level
        self.officeLevel = officeLevel
        self.coarseOfficeLevel = coarseOfficeLevel
        ways =
            (terms.calendar == .working ? 1 : 0) | (terms.escalatesAutomatically ? 0 : 2)
            | (terms.maySendBack ? 4 : 0)
    }

    var terms: LevelTerms {
        LevelTerms(
            days: Int(days), calendar: ways & 1 == 0 ? .calendar : .working,
            escalatesAutomatically: ways & 2 == 0, maySendBack: ways & 4 != 0)
    }
}

/// The chains with their dated levels.
struct ChainBook: Sendable {
    let book: CodeBook
    /// The levels of each chain, by level, then by day.
    let levels: DatedLists<LevelSpec>

    init(
        _ rows: MasterRows, departments: inout CodeBookBuilder,
        designations: inout CodeBookBuilder
    ) {
        var book = CodeBookBuilder([.chain], in: rows)
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
        for (_, timeline) in rows.rows(of: .rule).inOrder {
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
        self.book = book.finished()
        levels = DatedLists(lists)
    }
}

extension ChainBook {
    init(
        _ reader: inout RouteTableReader, departments: Int, designations: Int
    ) throws(RouteFileError) {
        let book = try CodeBook(&reader)
        levels = try DatedLists(&reader, .chainLevels, rows: book.count) { spec in
            (1...4).contains(spec.level) && spec.department >= -1 && spec.department < departments
                && spec.designation >= -1 && spec.designation < designations
                && spec.coarseDesignation >= -1 && spec.coarseDesignation < designations
        }
        self.book = book
    }

    func write(to writer: inout RouteTableWriter) {
        book.write(to: &writer)
        levels.write(to: &writer, .chainLevels)
    }
}
