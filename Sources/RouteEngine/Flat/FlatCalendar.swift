import MasterData

/// Days as ranks: how many of the days on which some rule starts or ends have come.
///
/// A rule's window is then two small numbers whatever years it spans, and comparing ranks
/// is exact. Around the years of the rules a date is looked up by its digits, which also
/// says that there is such a day.
enum FlatCalendar {
    /// Stands for a date that does not exist.
    static let noSuchDay = UInt16.max
    /// The first two bytes of a date that is looked up: `20`.
    static let century: UInt16 = 0x3032
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
    ///
    /// Eight bytes, from the third one on, are looked at as one word.
    @inline(__always)
    func rank(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt16 {
        guard count == 10 else { return FlatCalendar.noSuchDay }
        let start = UnsafeRawPointer(text)
        let century = start.loadUnaligned(as: UInt16.self).littleEndian
        guard century == FlatCalendar.century else { return farRank(text) }
        let word = start.loadUnaligned(fromByteOffset: 2, as: UInt64.self).littleEndian
        let digits = word ^ 0x3030_2D30_302D_3030
        // A byte that was a digit is now at most 9, a hyphen 0; what is more carries into bit 7.
        let misshapen = ((digits &+ 0x7676_7F76_767F_7676) | digits) & 0x8080_8080_8080_8080
        // Each byte becomes the number that it and the next one spell: in the first, the fourth
        // and the seventh are year, month and day.
        let spelled = (digits &* 10 &+ digits &>> 8) & 0x00FF_0000_FF00_00FF
        // The same with 11 for the highest month and 30 for the highest day.
        let fromZero = spelled &- 0x0001_0000_0100_0000
        let outside = ((fromZero &+ 0x0061_0000_7400_0000) | fromZero) & 0x0080_0000_8000_0000
        guard misshapen | outside == 0 else { return FlatCalendar.noSuchDay }
        // The year times 372 and the month times 31 meet the day in the highest bits.
        let sum = (spelled &* (372 << 48 | 31 << 24 | 1)) &>> 48
        let place = Int(truncatingIfNeeded: sum) &- calendarStart
        // Before the first year it is negative: a large number without a sign.
        if UInt(bitPattern: place) < UInt(bitPattern: calendarCount) { return calendar[place] }
        return farRank(text)
    }

    /// The rank of a date outside the calendar's years.
    @inline(never)
    private func farRank(_ text: UnsafePointer<UInt8>) -> UInt16 {
        guard let number = FlatCell.day(text, 10) else { return FlatCalendar.noSuchDay }
        return rank(of: Day(number: number))
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
