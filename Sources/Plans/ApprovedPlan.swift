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
    /// Something in the plan waits for an answer.
    case held([PlanHold])

    public var description: String {
        switch self {
        case .makerIsChecker:
            "A plan must be approved by another person than its maker. Ask a second person to read it."
        case .held(let holds):
            "The plan is held: " + holds.map(\.message).joined(separator: " ")
        }
    }
}

/// A plan that another person than its maker approved, under that exact id.
public struct ApprovedPlan: Sendable {
    public let plan: Plan
    public let maker: ActorID
    public let checker: ActorID

    public init(_ plan: Plan, maker: ActorID, checker: ActorID) throws(ApprovalError) {
        guard plan.terms.holds.isEmpty else { throw .held(plan.terms.holds) }
        guard maker != checker else { throw .makerIsChecker }
        self.plan = plan
        self.maker = maker
        self.checker = checker
    }
}
