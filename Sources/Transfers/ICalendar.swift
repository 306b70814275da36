public import MasterData

/// One holiday read from a calendar file.
public struct HolidayEntry: Hashable, Sendable {
    public var date: Day
    public var name: String
    public var origin: Origin
}

/// Reads the holidays of an iCalendar file (RFC 5545).
///
/// Every `VEVENT` is one holiday or several: `DTSTART` and `DTEND` as dates, `SUMMARY`, and a
/// yearly `RRULE` within the window. What else repeats or has a time of day is refused by
/// name; events that are cancelled are passed over.
public struct ICalendar: Sendable {
    public private(set) var holidays: [HolidayEntry] = []
    public private(set) var findings = Findings()

    private let file: String
    private let window: Validity

    /// - Parameter window: the days for which yearly holidays are written out; holidays
    ///   outside it are left out.
    public init(parsing bytes: some Sequence<UInt8>, file: String, window: Validity) {
        self.file = file
        self.window = window
        guard let text = String(validating: Array(bytes), as: UTF8.self) else {
            findings.error(
                "file.not-utf8", at: Origin(file: file, line: 1),
                "The file is not UTF-8, which iCalendar is. Save it as UTF-8.")
            return
        }
        let lines = ContentLine.all(of: text)
        guard lines.first.map({ $0.name == "BEGIN" && $0.value == "VCALENDAR" }) == true else {
            findings.error(
                "structure.not-icalendar", at: Origin(file: file, line: 1),
                "The file does not begin with BEGIN:VCALENDAR; it is no iCalendar file.")
            return
        }
        var event: [ContentLine]?
        var depth = 0
        for line in lines {
            switch (line.name, line.value) {
            case ("BEGIN", "VEVENT") where event == nil: event = []
            case ("BEGIN", _) where event != nil: depth += 1
            case ("END", "VEVENT") where event != nil && depth == 0:
                take(event ?? [], ending: line.number)
                event = nil
            case ("END", _) where event != nil: depth -= 1
            default: if depth == 0 { event?.append(line) }
            }
        }
        if event != nil {
            findings.error(
                "structure.cut-off", at: Origin(file: file, line: lines.last?.number ?? 1),
                "The file ends inside a VEVENT. It was cut off; fetch it again.")
        }
        holidays.sort { ($0.date, $0.origin) < ($1.date, $1.origin) }
    }

    private mutating func take(_ lines: [ContentLine], ending number: Int) {
        func line(_ name: String) -> ContentLine? { lines.first { $0.name == name } }
        if line("STATUS")?.value == "CANCELLED" { return }
        guard let start = line("DTSTART") else {
            return refuse("cell.required", number, "This event has no DTSTART. Give its date.")
        }
        guard let first = start.date else {
            return refuse(
                "cell.not-a-day", start.number,
                "DTSTART is '\(start.value)'; a holiday is a whole day, DTSTART;VALUE=DATE:20260126."
            )
        }
        var length = 1
        if let end = line("DTEND") {
            guard let last = end.date, last > first else {
                return refuse(
                    "cell.not-a-day", end.number,
                    "DTEND is '\(end.value)'; expected a date after DTSTART (the day after the last)."
                )
            }
            length = Int(last.number - first.number)
        }
        guard length <= 31 else {
            return refuse(
                "cell.not-a-day", start.number,
                "The event lasts \(length) days; a holiday of more than 31 days is taken for an error."
            )
        }
        for name in ["RDATE", "EXDATE", "DURATION", "RECURRENCE-ID"] {
            if let other = line(name) {
                return refuse(
                    "cell.not-read", other.number,
                    "\(name) is not read. Write the event's days out as events of their own.")
            }
        }
        var starts = [first]
        if let rule = line("RRULE") {
            guard let years = yearly(rule, from: first) else {
                return refuse(
                    "cell.not-read", rule.number,
                    "RRULE '\(rule.value)' is not read; only FREQ=YEARLY with INTERVAL, COUNT or UNTIL is. Write the days out."
                )
            }
            starts = years
        }
        let name = line("SUMMARY")?.text ?? ""
        if name.isEmpty {
            return refuse(
                "cell.required", start.number, "This event has no SUMMARY. Name the holiday.")
        }
        let origin = Origin(file: file, line: start.number)
        for start in starts {
            for offset in 0..<length {
                let day = start.advanced(by: offset)
                guard window.contains(day) else { continue }
                holidays.append(HolidayEntry(date: day, name: name, origin: origin))
            }
        }
    }

    /// The days of a yearly rule within the window; nothing when it says more than that.
    private func yearly(_ line: ContentLine, from first: Day) -> [Day]? {
        var parts: [String: String] = [:]
        for part in line.value.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            parts[String(pair[0])] = String(pair[1])
        }
        guard parts.removeValue(forKey: "FREQ") == "YEARLY" else { return nil }
        parts["WKST"] = nil
        let interval = parts.removeValue(forKey: "INTERVAL").map { Int($0) } ?? 1
        let count = parts.removeValue(forKey: "COUNT").map { Int($0) } ?? Int.max
        let until =
            parts.removeValue(forKey: "UNTIL").map { ContentLine.date($0.prefix(8)) }
            ?? Day.distantFuture
        guard parts.isEmpty, let interval, interval > 0, let count, count > 0, let until else {
            return nil
        }
        let (year, month, day) = first.civil
        var days: [Day] = []
        var found = 0
        var next = year
        while next <= 9999, found < count {
            defer { next += interval }
            // 29 February is a day of leap years only, as RFC 5545 has it.
            guard let date = Day(year: next, month: month, day: day) else { continue }
            if date > until || date >= window.to { break }
            found += 1
            days.append(date)
        }
        return days
    }

    private mutating func refuse(_ code: FindingCode, _ line: Int, _ message: String) {
        findings.error(code, at: Origin(file: file, line: line), message)
    }
}

/// One unfolded line of an iCalendar file.
private struct ContentLine {
    var number: Int
    var name: String
    var parameters: [String]
    var value: String

    /// Lines with what was folded joined again: a line that begins with a space goes on.
    static func all(of text: String) -> [ContentLine] {
        var lines: [ContentLine] = []
        var pending: (number: Int, text: String)?
        var number = 0
        func close(_ line: (number: Int, text: String)?) {
            if let line, let content = ContentLine(line.text, number: line.number) {
                lines.append(content)
            }
        }
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            if let first = raw.first, first == " " || first == "\t", pending != nil {
                pending?.text += raw.dropFirst()
            } else {
                close(pending)
                pending = (number, String(raw))
            }
        }
        close(pending)
        return lines
    }

    private init?(_ text: String, number: Int) {
        var isQuoted = false
        var colon: String.Index?
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            if text[index] == ":" && !isQuoted {
                colon = index
                break
            }
        }
        guard let colon else { return nil }
        let head = text[..<colon].split(separator: ";").map { $0.uppercased() }
        guard let name = head.first else { return nil }
        self.number = number
        self.name = name
        parameters = Array(head.dropFirst())
        value = String(text[text.index(after: colon)...])
    }

    /// The value as a date; nothing when it has a time of day.
    var date: Day? { value.utf8.count == 8 ? Self.date(value[...]) : nil }

    static func date(_ text: Substring) -> Day? {
        let digits = Array(text)
        guard digits.count == 8, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return nil
        }
        return Day("\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))")
    }

    /// The value of a text property without its escapes.
    var text: String {
        var text = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                text.append(character == "n" || character == "N" ? " " : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.append(character)
            }
        }
        while text.last == " " { text.removeLast() }
        while text.first == " " { text.removeFirst() }
        return text
    }
}
