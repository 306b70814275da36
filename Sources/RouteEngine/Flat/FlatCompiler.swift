import CMachine
import MasterData

/// Lays the rules of a sheet out as the sections of a route file.
struct FlatCompiler {
    let source: String
    /// In the order of their ids.
    let rows: ContiguousArray<FlatRow>
    let books: [FlatCodeBook]
    let targets: FlatCodeBook

    /// With more cells than this there is no dense array.
    static let mostCells = 4 << 20

    func image(dense: Bool, findings: inout Findings) -> RouteImage? {
        var facts = FlatFacts()
        guard fit(&facts, &findings), let days = daysNamed(&findings) else { return nil }
        var writer = RouteImageWriter()
        let records = records(facts, days)
        let levels = FlatLevels(rows, records, facts)
        let texts = texts()
        let calendar = FlatCalendar.ranks(of: days.list)
        (facts.firstYear, facts.yearCount) = (calendar.year, calendar.ranks.count / 372)
        let dictionary = dictionary(&facts)
        var cells = FlatCells()
        if dense, FlatCells.count(facts) <= Self.mostCells {
            cells = FlatCells(rows, records, levels, &facts)
        }
        writer.add(.facts, facts.words)
        writer.add(.levels, levels.levels)
        writer.add(.slots, levels.slots)
        writer.add(.chains, levels.chains)
        writer.add(.records, records)
        writer.add(.days, days.list)
        writer.add(.calendar, calendar.ranks)
        writer.add(.dictionary, dictionary)
        writer.add(.textStarts, texts.starts)
        writer.add(.text, texts.bytes)
        writer.add(.places, cells.districtOf)
        writer.add(.cells, cells.cells)
        writer.add(.segments, cells.segments)
        writer.add(.source, ContiguousArray(source.utf8))
        return writer.image(.flatTable)
    }

    /// Counts, and the bits of each field in a key.
    private func fit(_ facts: inout FlatFacts, _ findings: inout Findings) -> Bool {
        facts.ruleCount = rows.count
        facts.codeCounts = books.map(\.count)
        facts.targetCount = targets.count
        facts.numbersAreIds = rows.last.map { Int($0.id) == rows.count } ?? true
        facts.longestTarget = zip(targets.starts.dropFirst(), targets.starts)
            .reduce(0) { max($0, Int($1.0 - $1.1)) }
        facts.targetsArePlain = !targets.bytes.contains {
            $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D
        }
        var top = 63
        for field in 0..<4 {
            // One value for any, one for a code that no rule names.
            let width = Int.bitWidth - (books[field].count + 1).leadingZeroBitCount
            top -= width
            facts.widths[field] = width
            facts.shifts[field] = top
        }
        if top >= 0, facts.widths.allSatisfy({ $0 <= 28 }), facts.longestTarget <= 1000 {
            return true
        }
        findings.error(
            FlatFinding.tooLarge, at: Origin(file: source, line: 0),
            "The sheet names more codes than one table holds (\(facts.codeCounts.map(String.init).joined(separator: ", ")) of categories, districts, sub-districts and channels), or a target of more than 1000 bytes. Split it, or shorten the target."
        )
        return false
    }

    /// The days on which some rule starts or ends; nothing when they are too many.
    private func daysNamed(_ findings: inout Findings) -> FlatDays? {
        let days = FlatDays(rows)
        if days.list.count <= FlatCalendar.mostDays { return days }
        findings.error(
            FlatFinding.tooLarge, at: Origin(file: source, line: 0),
            "The rules start and end on more than \(FlatCalendar.mostDays) different days. Split the sheet."
        )
        return nil
    }

    private func records(_ facts: FlatFacts, _ days: FlatDays) -> ContiguousArray<FlatRecord> {
        let shifts = facts.shifts.map { UInt64($0) }
        let (first, second, third, fourth) = (shifts[0], shifts[1], shifts[2], shifts[3])
        var records: ContiguousArray<FlatRecord> = []
        records.reserveCapacity(rows.count)
        for row in rows {
            let key =
                UInt64(row.codes.0) << first | UInt64(row.codes.1) << second
                | UInt64(row.codes.2) << third | UInt64(row.codes.3) << fourth
            records.append(
                FlatRecord(
                    key: key, from: days.rank(row.from), to: days.rank(row.to), target: row.target,
                    line: row.line, id: row.id))
        }
        return records
    }

    private func texts() -> (starts: ContiguousArray<UInt32>, bytes: ContiguousArray<UInt8>) {
        var starts: ContiguousArray<UInt32> = [0]
        var bytes: ContiguousArray<UInt8> = []
        for book in books + [targets] {
            let base = UInt32(bytes.count)
            for start in book.starts.dropFirst() { starts.append(base + start) }
            bytes += book.bytes
        }
        return (starts, bytes)
    }

    private func dictionary(_ facts: inout FlatFacts) -> ContiguousArray<FlatCode> {
        var writer = FlatDictionaryWriter()
        facts.dictionaries = books.enumerated().map { field, book in
            writer.add(book, firstText: facts.firstText(field))
        }
        return writer.slots
    }
}
