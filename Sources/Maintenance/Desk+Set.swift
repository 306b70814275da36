internal import Changesets
internal import Digests
internal import MappingStore
public import MasterData
public import Plans
internal import Staging

/// One thing to correct by hand, and why.
public struct SetRequest: Sendable {
    public var kind: String
    public var code: String
    /// `FIELD=VALUE` each; an empty value clears the field. `valid_to` ends the thing.
    public var assignments: [String]
    public var reason: String
    /// The first day of the correction; today when absent.
    public var asOf: Day?
    /// The open plan that the correction joins, by the first digits of its id.
    public var into: String?
    public var maker: String
    public var answers: PlanAnswers

    public init(
        kind: String, code: String, assignments: [String], reason: String, asOf: Day? = nil,
        into: String? = nil, maker: String, answers: PlanAnswers = PlanAnswers()
    ) {
        self.kind = kind
        self.code = code
        self.assignments = assignments
        self.reason = reason
        self.asOf = asOf
        self.into = into
        self.maker = maker
        self.answers = answers
    }
}

extension Desk {
    /// Makes a plan of one correction by hand, alone or together with those of another plan.
    ///
    /// The fields it writes are owned by the correction: a later feed that would overwrite
    /// one is held until somebody lets go of it.
    public func set(_ request: SetRequest) throws -> ProposalOutcome {
        let desktop = try HandPlan(into: request.into, asOf: request.asOf, on: self)
        guard let kind = MasterKind(rawValue: request.kind) else {
            throw HandError.unknownKind(request.kind)
        }
        guard !request.reason.allSatisfy(\.isWhitespace) else { throw HandError.noReason }
        let key = try desktop.known(kind, request.code)
        let correction = try Correction(
            request.assignments, of: key, seal: store.contactSeal(),
            kept: { details in
                try store.keepContacts(details)
            })
        var hand = desktop
        try hand.write(correction, reason: request.reason)
        return try propose(hand, maker: request.maker, answers: request.answers)
    }

    /// Stores the plan of hand edits; the plan that it takes the place of is turned down.
    func propose(
        _ hand: HandPlan, maker: String, answers: PlanAnswers
    ) throws -> ProposalOutcome {
        var terms = hand.terms
        terms.answers = terms.answers.replaced(by: answers)
        let outcome = try propose(
            Proposal(
                changeset: hand.changeset, base: hand.base, rows: hand.rows, terms: terms,
                files: hand.files, officesFollow: hand.replaced == nil), maker: maker)
        if let replaced = hand.replaced { try retire(replaced, for: outcome, by: maker) }
        return outcome
    }
}

extension PlanAnswers {
    /// The answers with those that are given anew in the place of the old ones.
    func replaced(by new: PlanAnswers) -> PlanAnswers {
        var answers = self
        answers.overrides += new.overrides
        if let count = new.withoutSuccessor { answers.withoutSuccessor = count }
        if let count = new.allowShrink { answers.allowShrink = count }
        if let count = new.allowChurn { answers.allowChurn = count }
        if let count = new.acceptLostCover { answers.acceptLostCover = count }
        return answers
    }
}
