import MasterData
import Testing
import Transfers

@Suite("Holidays from iCalendar")
struct ICalendarTests {
    private func read(_ events: String) throws -> ICalendar {
        let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\(events)\r\nEND:VCALENDAR\r\n"
        return ICalendar(
            parsing: text.utf8, file: "holidays.ics",
            window: Validity(
                from: try #require(Day("2026-01-01")), to: try #require(Day("2029-01-01"))))
    }

    private func event(_ lines: String...) -> String {
        (["BEGIN:VEVENT"] + lines + ["END:VEVENT"]).joined(separator: "\r\n")
    }

    @Test("days, spans, folded names, escapes and alarms inside")
    func plain() throws {
        let calendar = try read(
            event("DTSTART;VALUE=DATE:20260126", "SUMMARY:Republic Day, \r\n गणतंत्र\r\n  दिवस")
                + "\r\n"
                + event(
                    "DTSTART;VALUE=DATE:20261108", "DTEND;VALUE=DATE:20261110",
                    "SUMMARY:Diwali\\, second day", "BEGIN:VALARM", "SUMMARY:not this",
                    "END:VALARM"))
        #expect(
            calendar.holidays.map { "\($0.date) \($0.name)" } == [
                "2026-01-26 Republic Day, गणतंत्र दिवस", "2026-11-08 Diwali, second day",
                "2026-11-09 Diwali, second day",
            ])
        #expect(calendar.findings.isEmpty)
        #expect(calendar.holidays.first?.origin.description == "holidays.ics:4")
    }

    @Test("yearly rules are written out in the window")
    func yearly() throws {
        func days(_ start: String, _ rule: String) throws -> [String] {
            try read(event("DTSTART;VALUE=DATE:\(start)", "SUMMARY:x", "RRULE:\(rule)"))
                .holidays.map(\.date.description)
        }
        #expect(
            try days("20200815", "FREQ=YEARLY") == ["2026-08-15", "2027-08-15", "2028-08-15"])
        #expect(try days("20260815", "FREQ=YEARLY;COUNT=2") == ["2026-08-15", "2027-08-15"])
        #expect(try days("20200229", "FREQ=YEARLY") == ["2028-02-29"])
        #expect(
            try days("20260815", "FREQ=YEARLY;UNTIL=20270815T000000Z")
                == ["2026-08-15", "2027-08-15"])
        #expect(try days("20260815", "FREQ=YEARLY;INTERVAL=2") == ["2026-08-15", "2028-08-15"])
    }

    @Test(
        "what it cannot read it names, with its line",
        arguments: [
            ("DTSTART;VALUE=DATE:20260126|SUMMARY:x|RRULE:FREQ=MONTHLY", "holidays.ics:6", "RRULE"),
            (
                "DTSTART;VALUE=DATE:20260126|SUMMARY:x|RRULE:FREQ=YEARLY;BYDAY=2MO",
                "holidays.ics:6", "BYDAY"
            ),
            ("DTSTART:20260126T100000Z|SUMMARY:x", "holidays.ics:4", "whole day"),
            ("DTSTART;VALUE=DATE:20260231|SUMMARY:x", "holidays.ics:4", "20260231"),
            ("SUMMARY:x", "holidays.ics:5", "DTSTART"),
            ("DTSTART;VALUE=DATE:20260126", "holidays.ics:4", "SUMMARY"),
            (
                "DTSTART;VALUE=DATE:20260126|DTEND;VALUE=DATE:20260126|SUMMARY:x", "holidays.ics:5",
                "DTEND"
            ),
        ])
    func refused(lines: String, origin: String, words: String) throws {
        let calendar = try read(
            "BEGIN:VEVENT\r\n" + lines.split(separator: "|").joined(separator: "\r\n")
                + "\r\nEND:VEVENT")
        #expect(calendar.holidays.isEmpty)
        let finding = try #require(calendar.findings.listed.first)
        #expect(finding.origin?.description == origin)
        #expect(finding.message.contains(words))
    }

    @Test("a file cut anywhere, or of other bytes, is read or named and never crashes")
    func cut() throws {
        let whole = Array(
            "BEGIN:VCALENDAR\r\n\(event("DTSTART;VALUE=DATE:20260126", "SUMMARY:दिवस"))\r\n".utf8)
        let window = Validity(from: Day(number: 0))
        for end in 0..<whole.count {
            let calendar = ICalendar(parsing: whole[..<end], file: "a.ics", window: window)
            #expect(calendar.holidays.count <= 1)
        }
        var dice = Dice(7)
        for _ in 0..<200 {
            let bytes = (0..<80).map { _ in UInt8(dice.below(256)) }
            _ = ICalendar(
                parsing: Array("BEGIN:VCALENDAR\n".utf8) + bytes, file: "a", window: window)
        }
    }
}
