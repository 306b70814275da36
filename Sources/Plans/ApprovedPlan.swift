/// Who acts, as a row in the store: makers and checkers are compared by this.
public struct ActorID: Hashable, Sendable {
    public var number: Int64

    public init(number: Int64) {
        self.number = number
    }
}

/// Why a plan cannot be approved.
public enum ApprovalError: Error, Equatable, CustomStringConvertible {
    /// The checker made the plan.
    case makerIsChecker
    /// The checker made a plan that this one takes the place of.
    case madeEarlierPlan
    /// Something in the plan waits for an answer.
    case held([PlanHold])

    public var description: String {
        switch self {
        case .makerIsChecker:
            "A plan must be approved by another person than its maker. Ask a second person to read it."
        case .madeEarlierPlan:
            "A plan must be approved by another person than those who made it and the plans it takes the place of. Ask somebody else to read it."
        case .held(let holds):
            "The plan is held: " + holds.map(\.message).joined(separator: " ")
        }
    }
}

/// A plan that another person than its makers approved, under that exact id; or one that its
/// maker may publish alone in an emergency.
public struct ApprovedPlan: Sendable {
    public let plan: Plan
    public let maker: ActorID
    /// Who approved it; nobody in an emergency.
    public let checker: ActorID?
    public let warrant: EmergencyWarrant?

    /// - Parameter makers: those of the plans that this one takes the place of.
    public init(
        _ plan: Plan, maker: ActorID, makers: Set<ActorID> = [], checker: ActorID
    ) throws(ApprovalError) {
        guard plan.terms.holds.isEmpty else { throw .held(plan.terms.holds) }
        guard maker != checker else { throw .makerIsChecker }
        guard !makers.contains(checker) else { throw .madeEarlierPlan }
        self.plan = plan
        self.maker = maker
        self.checker = checker
        warrant = nil
    }

    /// A plan that its maker publishes alone; what holds it holds it all the same.
    public init(_ plan: Plan, maker: ActorID, under warrant: EmergencyWarrant)
        throws(ApprovalError)
    {
        guard plan.terms.holds.isEmpty else { throw .held(plan.terms.holds) }
        precondition(warrant.actor == maker, "a warrant is given to the plan's maker")
        self.plan = plan
        self.maker = maker
        checker = nil
        self.warrant = warrant
    }
}
