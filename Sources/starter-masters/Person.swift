/// An invented officer.
struct Person {
    var code: String
    var nameEn: String
    var nameHi: String
    var mobile: String
    var email: String
    /// The day of the first posting that the masters know.
    var since: CalendarDay
    /// The last day in service: the last of a month.
    var retiresOn: CalendarDay
}

/// A person in a post.
struct Posting {
    enum Nature: String {
        case substantive
        case officiating
        case additionalCharge = "additional_charge"
        case lookAfter = "look_after"
        case linkOfficer = "link_officer"
    }

    var post: String
    var nature: Nature
    var from: CalendarDay
    /// The first day on which it no longer holds.
    var to: CalendarDay?
    var orderNo: String
}

/// Gives each invented officer a code and a mobile number that nobody else has.
///
/// Both come from the post that the officer was invented for; the few that collide are drawn again.
/// Numbers begin with 60000, so that they are plainly invented.
struct PersonRegister {
    let seed: UInt64
    private var codes: Set<Int> = []
    private var mobiles: Set<Int> = []

    init(seed: UInt64) { self.seed = seed }

    /// A new person, for the post and the occasion (`2022`, `2026`).
    mutating func invent(for post: String, occasion: String, since: CalendarDay) -> Person {
        func draw(_ purpose: String) -> Draw {
            Draw(seed: seed, code: post, purpose: "\(occasion) \(purpose)")
        }
        let number = Self.free(&codes) { 100_000 + draw("person code \($0)").below(900_000) }
        let mobile = Self.free(&mobiles) { draw("mobile \($0)").below(100_000) }
        let name = InventedNames.name(for: draw)
        return Person(
            code: "RJ\(number)", nameEn: name.en, nameHi: name.hi,
            mobile: "60000" + padded(mobile, 5), email: "rj\(number)@officers.example.invalid",
            since: since, retiresOn: Self.retirement(draw("retirement")))
    }

    /// Most have years before them; one in a hundred retires in the summer of 2026.
    private static func retirement(_ draw: Draw) -> CalendarDay {
        let month = draw.below(2800)
        let (year, ordinal) = month < 28 ? (2026, 6 + month % 4) : (2027 + month / 100, month % 12)
        let next = ordinal == 11 ? CalendarDay(year + 1, 1, 1) : CalendarDay(year, ordinal + 2, 1)
        return CalendarDay(number: next.number - 1)
    }

    private static func free(_ taken: inout Set<Int>, _ attempt: (Int) -> Int) -> Int {
        precondition(taken.count < 50_000, "too many officers for the invented numbers")
        var tries = 0
        while true {
            let number = attempt(tries)
            if taken.insert(number).inserted { return number }
            tries += 1
        }
    }
}
