public import MasterData

/// The leave that a policy gives one person to publish a plan of his own, unapproved.
///
/// Only ``Policies`` issues one. What is published under it is flagged and must be ratified by
/// another person before a moment that the warrant names.
public struct EmergencyWarrant: Hashable, Sendable {
    public let actor: ActorID
    public let reason: String
    public let ratifyBy: Instant

    fileprivate init(actor: ActorID, reason: String, ratifyBy: Instant) {
        self.actor = actor
        self.reason = reason
        self.ratifyBy = ratifyBy
    }
}

extension Policies {
    /// - Parameters:
    ///   - name: the actor's name; case and edges do not matter.
    ///   - overdue: emergency releases whose time to be ratified is over.
    public func warrant(
        for actor: ActorID, named name: String, reason: String, at now: Instant,
        overdue: [Int] = []
    ) throws(EmergencyError) -> EmergencyWarrant {
        guard let emergency else { throw .notAllowed }
        let folded = name.trimmed.lowercased()
        let isNamed = emergency.persons.contains {
            $0 == "*" || $0.trimmed.lowercased().utf8.elementsEqual(folded.utf8)
        }
        guard isNamed else { throw .notNamed(name) }
        guard !reason.trimmed.isEmpty else { throw .noReason }
        if let release = overdue.first { throw .earlierOverdue(release) }
        return EmergencyWarrant(
            actor: actor, reason: reason.trimmed,
            ratifyBy: Instant(seconds: now.seconds + Int64(emergency.hours) * 3600))
    }
}

/// Why nobody may publish unapproved, or ratify.
public enum EmergencyError: Error, Equatable, CustomStringConvertible {
    case notAllowed
    case notNamed(String)
    case notTheMaker(String)
    case noReason
    case earlierOverdue(Int)
    case noEmergency(Int)
    case ratified(Int)
    case sameHands(Int)

    public var description: String {
        switch self {
        case .notAllowed:
            "No policy allows an emergency publication. Let a second person approve the plan; a row of the kind 'policy' with the code 'emergency.publish' would allow it."
        case .notNamed(let name):
            "The policy 'emergency.publish' does not name \(name). Let a second person approve the plan."
        case .notTheMaker(let name):
            "\(name) did not make the plan. An emergency publication is its maker's own act; approve the plan instead."
        case .noReason:
            "An emergency publication needs its reason. Give it with --reason."
        case .earlierOverdue(let release):
            "Release \(release), an earlier emergency, was not ratified in time. Let another person ratify it first: rajmap ratify \(release)."
        case .noEmergency(let release):
            "Release \(release) was approved before it was published; there is nothing to ratify."
        case .ratified(let release):
            "Release \(release) is ratified already."
        case .sameHands(let release):
            "Release \(release) must be ratified by a person who neither made nor published it."
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
