/// What happens to officers on 1 May 2026: the new posts are filled, some officers are
/// transferred and some retire.
struct Changeover2026 {
    static let day = CalendarDay(2026, 5, 1)

    private var staffing: Staffing
    private let seed: UInt64
    private let oldPosts: [OfficeSet.Post]
    private let principalParents: [String: String]
    /// The posts whose holder has one posting and may therefore leave it without loose ends.
    private var movable: [OfficeSet.Post] = []
    private var leaving: Set<String> = []
    private(set) var roster = Roster()
    private(set) var transferred = 0
    /// The codes of those whose service ends.
    private(set) var retired: Set<String> = []

    init(
        _ staffing: Staffing, oldPosts: [OfficeSet.Post], newPosts: [OfficeSet.Post],
        principalParents: [String: String]
    ) {
        self.staffing = staffing
        self.oldPosts = oldPosts
        self.principalParents = principalParents
        seed = staffing.seed
        movable = oldPosts.filter { post in
            guard let holder = staffing.holders[post.code] else { return false }
            return staffing.roster.postings(of: holder.person).count == 1
        }
        transfer()
        retire()
        staff(newPosts)
        roster = retiring(in: roster)
    }

    /// A roster in which those who retire have the day before as their last one in service.
    func retiring(in roster: Roster) -> Roster {
        roster.ending(serviceOf: retired, on: CalendarDay(number: Self.day.number - 1))
    }

    /// Rotates drawn officers among the posts of their kind: a secretary goes to any department,
    /// everybody else to the same designation of his own.
    private mutating func transfer() {
        var groups: [String: [OfficeSet.Post]] = [:]
        var order: [String] = []
        for post in movable
        where draw(post, "transfer").chance(post.level == .state ? 0.15 : 0.0235) {
            let key = post.level == .state ? "SECY" : "\(post.department)/\(post.designation)"
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(post)
        }
        for key in order {
            guard let group = groups[key], group.count > 1 else { continue }
            for (index, post) in group.enumerated() {
                guard let holder = staffing.holders[post.code] else { continue }
                end(holder)
                let next = group[(index + 1) % group.count]
                join(holder.person, next)
                leaving.insert(post.code)
                transferred += 1
            }
        }
    }

    /// Ends the service of drawn officers. Their posts are refilled, given in charge or left vacant.
    private mutating func retire() {
        var open: [(post: OfficeSet.Post, inCharge: Bool)] = []
        for post in movable
        where !leaving.contains(post.code) && draw(post, "retirement").chance(0.0082) {
            guard let holder = staffing.holders[post.code] else { continue }
            end(holder)
            leaving.insert(post.code)
            retired.insert(holder.person.code)
            let share = draw(post, "after retirement").unit
            if staffing.isNeverVacant(post) || share < 0.5 {
                welcome(post)
            } else {
                open.append((post, share < 0.75))
            }
        }
        let neighbours = remainingNeighbours
        for (post, inCharge) in open where inCharge {
            charge(post, district: post.district, neighbours)
        }
    }

    /// New officers, old ones in charge, and a few vacancies in the posts of the new offices.
    private mutating func staff(_ posts: [OfficeSet.Post]) {
        let neighbours = remainingNeighbours
        for post in posts {
            let share = draw(post, "first staffing").unit
            let isNeverVacant = staffing.isNeverVacant(post)
            if share < 0.2 {
                let district = principalParents[post.district] ?? post.district
                if charge(post, district: district, neighbours) { continue }
            } else if share < 0.3, !isNeverVacant {
                continue
            }
            welcome(post)
        }
    }

    private var remainingNeighbours: Neighbours {
        Neighbours(
            oldPosts.filter { staffing.holders[$0.code] != nil && !leaving.contains($0.code) })
    }

    private mutating func end(_ holder: (person: Person, posting: Posting)) {
        var ended = holder.posting
        ended.to = Self.day
        roster.add(ended, of: holder.person)
    }

    private mutating func join(_ person: Person, _ post: OfficeSet.Post) {
        roster.add(posting(post, .substantive), of: person)
    }

    private mutating func welcome(_ post: OfficeSet.Post) {
        join(staffing.register.invent(for: post.code, occasion: "2026", since: Self.day), post)
    }

    @discardableResult
    private mutating func charge(
        _ post: OfficeSet.Post, district: String, _ neighbours: Neighbours
    ) -> Bool {
        guard let code = neighbours.nearest(to: post, district: district, seed: seed),
            let holder = staffing.holders[code]
        else { return false }
        roster.add(posting(post, .additionalCharge), of: holder.person)
        return true
    }

    private func posting(_ post: OfficeSet.Post, _ nature: Posting.Nature) -> Posting {
        Posting(
            post: post.code, nature: nature, from: Self.day,
            orderNo: staffing.orderNumber("\(post.code)/2026", Self.day))
    }

    private func draw(_ post: OfficeSet.Post, _ purpose: String) -> Draw {
        Draw(seed: seed, code: post.code, purpose: purpose)
    }
}
