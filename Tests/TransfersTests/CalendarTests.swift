import MasterData
import RouteEngine
import Testing
import Transfers

/// Numbers that look random and are the same on every run.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }
    mutating func chance(_ share: Double) -> Bool {
        Double(next() >> 11) / 9_007_199_254_740_992 < share
    }
}

extension WorkCalendar {
    /// Weekly offs that change once, and holidays here and there.
    static func random(_ dice: inout Dice) -> WorkCalendar {
        func offs() -> Set<Weekday> {
            Set(Weekday.allCases.filter { _ in dice.chance(0.3) }.prefix(5))
        }
        let change = Day(number: 20_000 + Int32(dice.below(200)))
        let before = offs()
        let after = offs()
        var holidays: Set<Day> = []
        for _ in 0..<dice.below(40) {
            holidays.insert(Day(number: 20_000 + Int32(dice.below(400))))
        }
        return WorkCalendar(
            weeklyOffs: [
                (Validity(from: Day(number: 0), to: change), before),
                (Validity(from: change), after),
            ], holidays: holidays)
    }
}

@Suite("Working days")
struct CalendarTests {
    @Test(
        "one by one is all at once; never on a day off; later is never earlier", arguments: 1...200)
    func laws(seed: Int) {
        var dice = Dice(UInt64(seed))
        let calendar = WorkCalendar.random(&dice)
        let start = Day(number: 20_000 + Int32(dice.below(300)))
        let count = 1 + dice.below(60)
        var stepped = start
        for _ in 0..<count { stepped = calendar.adding(1, to: stepped) }
        let atOnce = calendar.adding(count, to: start)
        #expect(stepped == atOnce)
        let split = dice.below(count) + 1
        #expect(
            calendar.adding(count, to: start)
                == (split == count
                    ? atOnce
                    : calendar.adding(count - split, to: calendar.adding(split, to: start))))
        for days in 0...count {
            let day = calendar.adding(days, to: start)
            #expect(!calendar.isOff(day))
            #expect(day >= start)
            #expect(calendar.adding(days + 1, to: start) > day || days == 0)
            #expect(calendar.adding(days, to: start.advanced(by: 1)) >= day)
        }
        // Counted by hand: the working days after the start, up to the result.
        let between = (1...Int(atOnce.number - start.number)).filter {
            !calendar.isOff(start.advanced(by: $0))
        }
        #expect(between.count == count)
    }

    @Test("a calendar without a working day counts days as they come")
    func noWork() {
        let calendar = WorkCalendar(
            weeklyOffs: [(Validity(from: Day(number: 0)), Set(Weekday.allCases))])
        #expect(calendar.adding(3, to: Day(number: 100)) == Day(number: 103))
    }

    @Test("weekdays are those of the calendar on the wall")
    func weekdays() throws {
        #expect(Weekday(of: try #require(Day("2026-01-26"))) == .mon)
        #expect(Weekday(of: try #require(Day("1970-01-01"))) == .thu)
        #expect(Weekday(of: try #require(Day("1947-08-15"))) == .fri)
    }

    @Test("a level is due at the midnight in Asia/Kolkata that ends its last day")
    func due() throws {
        let entered = try #require(Instant("2026-01-23T23:30:00+05:30"))
        let calendar = WorkCalendar(
            weeklyOffs: [(Validity(from: Day(number: 0)), [.sat, .sun])],
            holidays: [try #require(Day("2026-01-26"))])
        func due(_ days: Int, _ count: DayCount) -> String {
            Deadline.due(
                entered: entered, days: days, count: count, calendar: calendar
            ).description
        }
        #expect(due(2, .working) == "2026-01-29T00:00:00+05:30")
        #expect(due(2, .calendar) == "2026-01-26T00:00:00+05:30")
        #expect(due(0, .calendar) == "2026-01-24T00:00:00+05:30")
        // The same moment written in UTC is the 23rd in India too.
        let early = try #require(Instant("2026-01-22T18:31:00Z"))
        #expect(early.day.description == "2026-01-23")
    }

    @Test("calendars by department and place")
    func byPlace() throws {
        var rows = MasterRows()
        func put(
            _ kind: MasterKind, _ code: String, _ fields: [Field: String],
            from: String = "2020-01-01"
        )
            throws
        {
            var timeline = Timeline()
            timeline.put(Content(fields), over: Validity(from: try #require(Day(from))))
            rows[RowKey(kind, code)] = timeline
        }
        try put(.state, "8", [.nameEn: "Rajasthan"])
        try put(.district, "101", [.nameEn: "A", .parentRevenue: "state:8"])
        try put(.tehsil, "501", [.nameEn: "T", .parentRevenue: "district:101"])
        try put(.calendar, "RJ", [.weeklyOff: "sat|sun"])
        try put(.calendar, "POL", [.weeklyOff: "sun", .department: "POLICE"])
        try put(.calendar, "D101", [.place: "district:101"])
        try put(.holiday, "RJ/2026-01-26", [.calendar: "RJ", .date: "2026-01-26"])
        try put(
            .holiday, "D101/2026-02-03", [.calendar: "D101", .date: "2026-02-03"],
            from: "2026-06-01")
        let calendars = WorkCalendars(rows)
        func off(_ day: String, _ department: String?, _ place: String) throws -> Bool {
            let day = try #require(Day(day))
            let place = try #require(RowKey(place))
            return calendars.calendar(department: department, places: [place], on: day).isOff(day)
        }
        #expect(try off("2026-01-26", "PHED", "tehsil:501"))
        #expect(try off("2026-01-24", "PHED", "tehsil:501"))
        #expect(try !off("2026-01-24", "POLICE", "tehsil:501"), "the police have their own week")
        #expect(try !off("2026-01-26", "POLICE", "tehsil:501"), "and their own holidays")
        #expect(try off("2026-02-03", "PHED", "tehsil:501"), "a local holiday of the district")
        #expect(try off("2026-02-03", "POLICE", "tehsil:501"))
        #expect(try !off("2026-02-03", "PHED", "district:102"))
    }
}
