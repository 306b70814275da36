public import MasterData

/// A likely identity that a person must confirm: nothing is matched on its own.
public struct IdentityProposal: Hashable, Sendable {
    public enum Nature: String, Hashable, Sendable, CaseIterable {
        /// A key vanishes and another appears: the same thing under another code.
        case recode
        /// The same, with another name.
        case rename
        /// A key vanishes into one that other keys turned into as well.
        case merge
        /// Two things exchange their names; perhaps their codes were exchanged in the feed.
        case swap
    }

    public var nature: Nature
    public var before: RowKey
    public var after: RowKey
    /// How sure, from 0 to 1000.
    public var score: Int
    /// What speaks for it, in words.
    public var evidence: [String]

    public init(
        nature: Nature, before: RowKey, after: RowKey, score: Int, evidence: [String]
    ) {
        self.nature = nature
        self.before = before
        self.after = after
        self.score = score
        self.evidence = evidence
    }

    public var pair: IdentityPair { IdentityPair(before: before, after: after) }
}

/// Two keys that may be of one thing: `tehsil:513=tehsil:9001`.
public struct IdentityPair: Hashable, Sendable, CustomStringConvertible, LosslessStringConvertible {
    public var before: RowKey
    public var after: RowKey

    public init(before: RowKey, after: RowKey) {
        self.before = before
        self.after = after
    }

    public var description: String { "\(before)=\(after)" }

    /// Reads what ``description`` writes.
    public init?(_ text: String) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let before = RowKey(parts[0]), let after = RowKey(parts[1]) else {
            return nil
        }
        self.init(before: before, after: after)
    }
}

extension IdentityProposal {
    public var json: JSONValue {
        .object([
            "nature": .string(nature.rawValue), "before": .string(before.description),
            "after": .string(after.description), "score": .integer(score),
            "evidence": .array(evidence.map(JSONValue.string)),
        ])
    }
}
