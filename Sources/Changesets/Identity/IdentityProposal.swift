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
