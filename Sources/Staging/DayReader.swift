internal import MasterData

/// In what order a column writes day, month and year, besides `YYYY-MM-DD`.
public enum DayOrder: String, Hashable, Sendable, CaseIterable {
    /// `31/03/2026`, `31-03-2026`, `31.03.2026`
    case dayFirst = "d/m/y"
    /// `03/31/2026`
    case monthFirst = "m/d/y"
}

/// Reads the days of one column and notices when some of them are turned round.
///
/// A spreadsheet set to another country's order turns `05/04/2026` into `04/05/2026` and
/// leaves `31/03/2026` alone, so that a column holds both. A day that can be read either way
/// is then doubtful, and the column as a whole says so.
struct DayReader {
    /// How many days can be read one way only, and how many both ways.
    private(set) var dayFirst = 0
    private(set) var monthFirst = 0
    private(set) var eitherWay = 0
    private var lastLine = 0
    private let first: Origin

    init(at origin: Origin) {
        first = origin
    }

    /// A day that is written with slashes, hyphens or dots; nothing when it is no such day.
    struct Written: Equatable {
        var first: Int
        var second: Int
        var year: Int

        init?(_ text: String) {
            let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
            guard parts.count == 3, parts.allSatisfy(\.isAllDigits), parts[2].utf8.count == 4,
                parts[0].utf8.count <= 2, parts[1].utf8.count <= 2, let first = Int(parts[0]),
                let second = Int(parts[1]), let year = Int(parts[2])
            else { return nil }
            self.first = first
            self.second = second
            self.year = year
        }

        func day(_ order: DayOrder) -> Day? {
            let (day, month) = order == .dayFirst ? (first, second) : (second, first)
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return Day("\(year)-\(two(month))-\(two(day))")
        }
    }

    /// Counts a day; a row that yields several records is counted once.
    mutating func count(_ written: Written, line: Int) {
        guard line != lastLine else { return }
        lastLine = line
        switch (written.day(.dayFirst) != nil, written.day(.monthFirst) != nil) {
        case (true, true): if written.first != written.second { eitherWay += 1 }
        case (true, false): dayFirst += 1
        case (false, true): monthFirst += 1
        case (false, false): break
        }
    }

    /// The finding about the whole column, once all of it was read.
    func finding(_ column: String) -> Finding? {
        guard dayFirst > 0, monthFirst > 0 else { return nil }
        return Finding(
            code: "cell.turned-dates", severity: .warning,
            origin: Origin(file: first.file, line: first.line),
            value: "\(dayFirst)/\(monthFirst)/\(eitherWay)",
            message:
                "Column '\(column)' has days that can only be day first (\(dayFirst)) and some that can only be month first (\(monthFirst)): a spreadsheet turned some round, and those that read both ways (\(eitherWay)) may be wrong. Export the column again as YYYY-MM-DD."
        )
    }

    /// Reads a cell of the column.
    static func canonical(
        _ value: String, order: DayOrder?
    ) throws(CellReader.Fault) -> String {
        if Day(value) != nil { return value }
        guard let written = Written(value) else {
            throw CellReader.Fault(code: "cell.not-a-day", expected: "a day written YYYY-MM-DD")
        }
        guard let order else {
            let hint = DayOrder.allCases.compactMap { order in
                written.day(order).map { "\($0) if the profile says 'date: \(order.rawValue)'" }
            }
            throw CellReader.Fault(
                code: "cell.not-a-day",
                expected: "a day written YYYY-MM-DD"
                    + (hint.isEmpty ? "" : " (" + hint.joined(separator: ", ") + ")"))
        }
        if let day = written.day(order) { return day.description }
        let other: DayOrder = order == .dayFirst ? .monthFirst : .dayFirst
        if let day = written.day(other) {
            throw CellReader.Fault(
                code: "cell.turned-date",
                expected: "a day written \(order.rawValue), as the column has; this may be \(day)")
        }
        throw CellReader.Fault(code: "cell.not-a-day", expected: "a day of the calendar")
    }
}
