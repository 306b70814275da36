public import MasterData

/// By which release and rule a complaint has its chain.
public struct Assignment: Hashable, Sendable {
    public var release: Int
    public var rule: String?
    public var department: String?
    public var chain: String?
    /// The guaranteed service whose clock it follows.
    public var service: String?

    public init(
        release: Int, rule: String? = nil, department: String? = nil, chain: String? = nil,
        service: String? = nil
    ) {
        self.release = release
        self.rule = rule
        self.department = department
        self.chain = chain
        self.service = service
    }
}

/// What a level's time was counted from.
public enum DueBasis: Hashable, Sendable {
    /// The days of the chain's level, from the moment it was entered.
    case chain
    /// The statutory days of a guaranteed service, from the day of the application.
    case application(Day)
    /// The statutory days, from registration, as no day of application is known.
    case registration
    /// The days of a first or second appeal.
    case appeal
}

/// A level that escalation went past, and why.
public struct PassedLevel: Hashable, Sendable {
    public var level: Int
    /// `same-person-as-below`, or the reason of a hole.
    public var reason: String

    public init(level: Int, reason: String) {
        self.level = level
        self.reason = reason
    }
}
