internal import Changesets
internal import MappingStore
public import MasterData
public import Plans

/// A relieving, joining or charge order (कार्यमुक्त, कार्यग्रहण, अतिरिक्त कार्यभार) of one post.
public struct HandoverRequest: Sendable {
    /// The post's code.
    public var post: String
    /// The first day on which the holder has the post no more.
    public var relieve: Day?
    /// The person who joins, and the first day.
    public var join: (person: String, on: Day)?
    /// The person who gets the charge, from the day of relieving or ``chargeFrom`` on.
    public var charge: String?
    public var chargeFrom: Day?
    /// `additional_charge`, `officiating`, `look_after` or `link_officer`.
    public var nature: String
    /// The number of the order.
    public var order: String?
    public var asOf: Day?
    public var into: String?
    public var maker: String
    public var answers: PlanAnswers

    public init(
        post: String, relieve: Day? = nil, join: (person: String, on: Day)? = nil,
        charge: String? = nil, chargeFrom: Day? = nil, nature: String = "additional_charge",
        order: String? = nil, asOf: Day? = nil, into: String? = nil, maker: String,
        answers: PlanAnswers = PlanAnswers()
    ) {
        self.post = post
        self.relieve = relieve
        self.join = join
        self.charge = charge
        self.chargeFrom = chargeFrom
        self.nature = nature
        self.order = order
        self.asOf = asOf
        self.into = into
        self.maker = maker
        self.answers = answers
    }
}

extension Desk {
    /// Makes a plan of one order: the holder goes, and another person joins or gets the charge.
    ///
    /// Who joins ends the charge that others had of the post. The post itself stays as it
    /// is, and so do the rules that name it.
    public func handOver(_ request: HandoverRequest) throws -> ProposalOutcome {
        let first = [request.relieve, request.join?.on, request.chargeFrom].compactMap(\.self).min()
        guard let first, request.relieve != nil || request.join != nil || request.charge != nil
        else { throw HandError.nothingOrdered }
        var hand = try HandPlan(into: request.into, asOf: request.asOf ?? first, on: self)
        let order = Order(
            post: try hand.known(.post, request.post), number: request.order ?? "")
        if let day = request.relieve { try order.relieve(from: day, in: &hand) }
        if let join = request.join {
            try order.post(
                try hand.known(.person, join.person), as: "substantive", from: join.on, in: &hand)
        }
        if let charge = request.charge {
            try order.post(
                try hand.known(.person, charge), as: request.nature,
                from: request.chargeFrom ?? first, in: &hand)
        }
        return try propose(hand, maker: request.maker, answers: request.answers)
    }
}

/// Carries out one order on the postings of a post.
private struct Order {
    let post: RowKey
    let number: String

    private var suffix: String { number.isEmpty ? "" : ", order \(number)" }

    /// Ends the posting of the substantive holder.
    func relieve(from day: Day, in hand: inout HandPlan) throws {
        // Who is relieved on the day had the post on the day before.
        let holders = postings(on: day.advanced(by: -1), in: hand).filter {
            $0.nature == "substantive"
        }
        guard let holder = holders.first else { throw HandError.nobodyToRelieve(post, on: day) }
        try end(holder.key, on: day, "relieved from \(day)\(suffix)", in: &hand)
    }

    /// Puts a person in the post, and ends the charges of others when the post is filled.
    func post(
        _ person: RowKey, as nature: String, from day: Day, in hand: inout HandPlan
    ) throws {
        if nature == "substantive" {
            for charge in postings(on: day, in: hand)
            where charge.nature != "substantive" && charge.nature != "link_officer" {
                try end(charge.key, on: day, "charge given up on \(day)\(suffix)", in: &hand)
            }
        }
        let key = RowKey(.posting, "\(post.code)/\(person.code)")
        var content = Content([
            .post: post.code, .person: person.code, .nature: nature,
        ])
        content[.orderNo] = number
        var timeline = hand.candidate[key] ?? Timeline()
        let next = timeline.versions.first { day < $0.validity.from }?.validity.from
        timeline.put(content, over: Validity(from: day, to: next ?? .distantFuture))
        hand.put(timeline, at: key)
        let verb = nature == "substantive" ? "joined" : "has the charge (\(nature))"
        hand.note(HandEdit(key: key, fields: [], reason: "\(verb) from \(day)\(suffix)"))
    }

    private func end(
        _ key: RowKey, on day: Day, _ reason: String, in hand: inout HandPlan
    ) throws {
        var timeline = hand.candidate[key] ?? Timeline()
        timeline.clear(Validity(from: day))
        hand.put(timeline, at: key)
        hand.note(HandEdit(key: key, fields: [], reason: reason))
    }

    /// The postings of the post on a day, in key order.
    private func postings(
        on day: Day, in hand: HandPlan
    ) -> [(key: RowKey, nature: String)] {
        hand.candidate.rows(of: .posting).compactMap { key, timeline in
            guard let content = timeline.content(on: day),
                content.reference(.post, in: .posting) == post
            else { return nil }
            return (key, content[.nature] ?? "")
        }.sorted { $0.key < $1.key }
    }
}
