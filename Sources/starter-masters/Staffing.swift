/// Who holds which post in 2022: most substantively, some in charge, some posts vacant.
///
/// Posts that complaints fall back to are always filled: those of the state and of head offices,
/// and at the district those that a level chain names as coarse.
struct Staffing {
    let seed: UInt64
    /// The designations that some chain names as coarse at the district.
    let coarse: Set<String>
    var register: PersonRegister
    private(set) var roster = Roster()
    /// The substantive holder of each post that has one, with the posting.
    private(set) var holders: [String: (person: Person, posting: Posting)] = [:]

    init(seed: UInt64, coarse: Set<String>) {
        self.seed = seed
        self.coarse = coarse
        register = PersonRegister(seed: seed)
    }

    func isNeverVacant(_ post: OfficeSet.Post) -> Bool {
        switch post.level {
        case .state, .headOffice: true
        case .district: coarse.contains(post.designation)
        case .tehsil, .block, .urbanBody: false
        }
    }

    mutating func staff(_ posts: [OfficeSet.Post]) {
        var unfilled: [(post: OfficeSet.Post, nature: Posting.Nature?)] = []
        for post in posts {
            let share = draw(post.code, "staffing").unit
            if isNeverVacant(post) || share >= Self.unfilledShare {
                fill(post)
            } else {
                unfilled.append((post, Self.nature(at: share)))
            }
        }
        let neighbours = Neighbours(posts.filter { holders[$0.code] != nil })
        for (post, nature) in unfilled {
            if let nature { give(post, nature, neighbours) }
        }
        for post in posts
        where holders[post.code] != nil && draw(post.code, "link officer").chance(0.003) {
            give(post, .linkOfficer, neighbours)
        }
    }

    /// How the posts without a substantive holder are drawn, as shares of all that may be vacant.
    private static let vacantShare = 0.041
    private static let chargeShare = 0.078
    private static let otherShare = 0.006
    private static var unfilledShare: Double { vacantShare + chargeShare + 2 * otherShare }

    private static func nature(at share: Double) -> Posting.Nature? {
        if share < vacantShare { return nil }
        if share < vacantShare + chargeShare { return .additionalCharge }
        return share < vacantShare + chargeShare + otherShare ? .officiating : .lookAfter
    }

    private mutating func fill(_ post: OfficeSet.Post) {
        let first = CalendarDay(2018, 1, 1)
        let last = CalendarDay(2021, 12, 15)
        let from = CalendarDay(
            number: first.number + draw(post.code, "since").below(last.number - first.number + 1))
        let person = register.invent(for: post.code, occasion: "2022", since: from)
        let posting = Posting(
            post: post.code, nature: .substantive, from: from,
            orderNo: orderNumber(post.code, from))
        holders[post.code] = (person, posting)
        roster.add(posting, of: person)
    }

    /// Gives a post to a neighbour beside his own; it stays as it is when there is none.
    private mutating func give(
        _ post: OfficeSet.Post, _ nature: Posting.Nature, _ neighbours: Neighbours
    ) {
        guard let code = neighbours.nearest(to: post, district: post.district, seed: seed),
            let holder = holders[code]
        else { return }
        let last = CalendarDay(2021, 12, 31)
        let days = last.number - holder.posting.from.number
        let from = CalendarDay(
            number: holder.posting.from.number + 1 + draw(post.code, "charge since").below(days))
        roster.add(
            Posting(
                post: post.code, nature: nature, from: from, orderNo: orderNumber(post.code, from)),
            of: holder.person)
    }

    private func draw(_ code: String, _ purpose: String) -> Draw {
        Draw(seed: seed, code: code, purpose: purpose)
    }

    func orderNumber(_ post: String, _ day: CalendarDay) -> String {
        "F1-\(day.civil.year)-\(padded(1 + draw(post, "order").below(9999), 4))"
    }
}
