internal import Changesets
internal import Digests
internal import MappingStore
internal import MasterData
public import Plans
public import Transfers

/// Answers to what holds an open plan, and choices that are part of it.
public struct AnswerRequest: Sendable {
    public var answers: PlanAnswers
    public var kept: [OwnedField]
    public var released: [OwnedField]
    public var keepOwned: Int?
    public var complaints: ComplaintPolicy?
    public var acknowledgedUnroutable: Int?

    public init(
        answers: PlanAnswers = PlanAnswers(), kept: [OwnedField] = [],
        released: [OwnedField] = [], keepOwned: Int? = nil, complaints: ComplaintPolicy? = nil,
        acknowledgedUnroutable: Int? = nil
    ) {
        self.answers = answers
        self.kept = kept
        self.released = released
        self.keepOwned = keepOwned
        self.complaints = complaints
        self.acknowledgedUnroutable = acknowledgedUnroutable
    }
}

extension Desk {
    /// Makes a new plan of an open one with answers of its own: any answer makes a new plan.
    public func answer(
        _ id: String, with request: AnswerRequest, maker: String
    ) throws -> ProposalOutcome {
        let hand = try HandPlan(into: id, asOf: nil, on: self)
        var terms = hand.terms
        terms.answers = terms.answers.replaced(by: request.answers)
        terms.act.take(request)
        var changeset = hand.changeset
        if let count = request.answers.retireMissing,
            count == changeset.changes.count(where: { $0.kinds == [.missing] })
        {
            terms.answers.retireMissing = count
            changeset = Guards.retiringMissing(changeset, base: hand.rows)
        }
        let outcome = try propose(
            Proposal(
                changeset: changeset, base: hand.base, rows: hand.rows, terms: terms,
                files: hand.files, keepOwned: request.keepOwned), maker: maker)
        if let replaced = hand.replaced { try retire(replaced, for: outcome, by: maker) }
        return outcome
    }
}

extension PlanAct {
    /// Adds what a request chooses.
    mutating func take(_ request: AnswerRequest) {
        released = Set(released + request.released).subtracting(request.kept).sorted()
        kept = Set(kept + request.kept).subtracting(request.released).sorted()
        complaints = request.complaints ?? complaints
        acknowledgedUnroutable = request.acknowledgedUnroutable ?? acknowledgedUnroutable
    }
}
