import MasterData
import Testing

@Suite("Days and moments")
struct DayTests {
    @Test("every day from 1900 to 2100 reads back what it writes, one after the other")
    func roundTrip() throws {
        var day = try #require(Day("1900-01-01"))
        let end = try #require(Day("2100-12-31"))
        var previous = ""
        while day <= end {
            let text = day.description
            #expect(Day(text) == day && previous < text)
            previous = text
            day = day.advanced(by: 1)
        }
        #expect(previous == "2100-12-31")
    }

    @Test(
        "what is no day is refused",
        arguments: [
            "2026-02-30", "2026-2-3", "20260203", "2026-13-01", "२०२६-०१-०१", "", "2025-02-29",
        ])
    func refused(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("a moment is of the day it is in Asia/Kolkata")
    func kolkata() throws {
        #expect(Instant("2026-05-24T18:29:59Z")?.day == Day("2026-05-24"))
        let moment = try #require(Instant("2026-05-24T18:30:00Z"))
        #expect(moment.day == Day("2026-05-25"))
        #expect(moment.description == "2026-05-25T00:00:00+05:30")
        #expect(Instant(moment.description) == moment)
        #expect(Instant("2026-05-24T18:30:00") == nil)
    }
}
