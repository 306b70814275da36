import MasterData

/// Days as ranks: how many of the days on which some rule starts or ends have come.
///
/// A rule's window is then two small numbers whatever years it spans, and comparing ranks
/// is exact. Around the years of the rules a date is looked up by its digits, which also
/// says that there is such a day.
enum FlatCalendar {
    /// Stands for a date that does not exist.
    static let noSuchDay = UInt16.max
    /// So many days can differ in one table.
    static let mostDays = 65_000
    /// So many years are looked up; dates of others are searched for.
    private static let yearSpan = 64

    /// The first year and the ranks of every (month, day) of its years.
    static func ranks(of days: ContiguousArray<Int32>) -> (
        year: Int, ranks: ContiguousArray<UInt16>
    ) {
        let year = min(busiestYear(days), 9999 - yearSpan + 1)
        var ranks = ContiguousArray(repeating: noSuchDay, count: yearSpan * 372)
        var rank = 0
        // Month by month: making every day from its year, month and day would cost more than
        // the rest of compiling a small sheet.
        func first(ofMonth month: Int) -> Int32? {
            Day(year: year + month / 12, month: month % 12 + 1, day: 1)?.number
        }
        for month in 0..<yearSpan * 12 {
            guard let start = first(ofMonth: month) else { continue }
            let end = first(ofMonth: month + 1) ?? start + 31
            for day in start..<end {
                while rank < days.count && days[rank] <= day { rank += 1 }
                ranks[month * 31 + Int(day - start)] = UInt16(rank)
            }
        }
        return (year, ranks)
    }

    /// The year from which on the span holds the most of the days.
    private static func busiestYear(_ days: ContiguousArray<Int32>) -> Int {
        let years = days.map { Day(number: $0).civil.year }
        var (best, most, end) = (years.first ?? 2000, 0, 0)
        for (start, year) in years.enumerated() {
            while end < years.count && years[end] < year + yearSpan { end += 1 }
            if end - start > most { (best, most) = (year, end - start) }
        }
        return best
    }
}

extension FlatView {
    /// The rank of a date written `YYYY-MM-DD`, or ``FlatCalendar/noSuchDay``.
    @inline(__always)
    func rank(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt16 {
        guard count == 10 else { return FlatCalendar.noSuchDay }
        // Eight digits and two hyphens, looked at as two words.
        let head = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self).littleEndian
        let tail = UnsafeRawPointer(text + 8).loadUnaligned(as: UInt16.self).littleEndian
        let digits = head ^ 0x2D30_302D_3030_3030
        let last = tail ^ 0x3030
        // A byte that was a digit is now at most 9, a hyphen 0.
        let over =
            ((digits &+ 0x7F76_767F_7676_7676) | digits) & 0x8080_8080_8080_8080
            | UInt64(((last &+ 0x7676) | last) & 0x8080)
        guard over == 0 else { return FlatCalendar.noSuchDay }
        @inline(__always) func digit(_ byte: UInt64) -> Int {
            Int(truncatingIfNeeded: digits >> (byte * 8) & 0xF)
        }
        let year = digit(0) &* 1000 &+ digit(1) &* 100 &+ digit(2) &* 10 &+ digit(3)
        let month = digit(5) &* 10 &+ digit(6)
        let day = Int(last & 0xF) &* 10 &+ Int(last >> 8)
        guard month &- 1 < 12, month > 0, day &- 1 < 31, day > 0 else {
            return FlatCalendar.noSuchDay
        }
        let index = (year &- firstYear) &* 372 &+ (month &- 1) &* 31 &+ day &- 1
        if year >= firstYear && year < firstYear &+ yearCount { return calendar[index] }
        return farRank(year, month, day)
    }

    @inline(never)
    private func farRank(_ year: Int, _ month: Int, _ day: Int) -> UInt16 {
        guard let day = Day(year: year, month: month, day: day) else {
            return FlatCalendar.noSuchDay
        }
        return rank(of: day)
    }

    /// The rank of a day: a binary search.
    func rank(of day: Day) -> UInt16 {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle] <= day.number { low = middle + 1 } else { high = middle }
        }
        return UInt16(truncatingIfNeeded: low)
    }
}
