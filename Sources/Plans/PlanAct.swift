public import Changesets
public import Digests
public import MasterData
public import Transfers

/// What people did to bring a plan about, beyond the files of an import; part of the plan.
public struct PlanAct: Hashable, Sendable {
    /// Corrections and orders entered by hand, in the order they were given.
    public var edits: [HandEdit] = []
    /// The release that the plan takes back.
    public var undoes: Int?
    /// The release that the plan goes back to.
    public var returnsTo: Int?
    /// The plan that this one takes the place of.
    public var replaces: SHA256Digest?
    /// How conflicts with what was live were answered.
    public var taken: [RowKey: Rebase.Choice] = [:]
    /// Hand-corrected fields that this plan lets go of.
    public var released: [OwnedField] = []
    /// Hand-corrected fields that a feed would have overwritten, and that stay.
    public var kept: [OwnedField] = []
    /// What people said of likely identities, in the order of keys.
    public var identities: [IdentityVerdict] = []
    /// What people said of things that a full feed misses.
    public var missing: [RowKey: MissingAnswer] = [:]
    /// Soft policies that its maker overrode, with the reason.
    public var overrides: [PolicyOverride] = []
    /// What happens to open complaints whose post changes.
    public var complaints: ComplaintPolicy?
    /// How many open complaints may become unroutable.
    public var acknowledgedUnroutable: Int?

    public init() {}

    /// Takes over what the answers of a maker override, the later reason for each guard.
    public mutating func take(overridesOf answers: inout PlanAnswers) {
        for override in answers.overrides {
            overrides.removeAll { $0.code == override.code }
            overrides.append(override)
        }
        overrides.sort { $0.code.text < $1.code.text }
        answers.overrides = []
    }

    public var isEmpty: Bool { self == PlanAct() }

    /// The fields that are owned by the corrections of this plan once it is published.
    public var owned: [OwnedField] {
        edits.flatMap { edit in edit.fields.map { OwnedField(key: edit.key, field: $0) } }
    }
}

/// One thing corrected by hand, or by an order.
public struct HandEdit: Hashable, Sendable {
    public var key: RowKey
    /// The fields that the correction owns from now on.
    public var fields: [Field]
    /// Why, and by which order.
    public var reason: String

    public init(key: RowKey, fields: [Field], reason: String) {
        self.key = key
        self.fields = fields
        self.reason = reason
    }
}

/// A field of a thing that a person corrected, and that no feed may overwrite unasked.
public struct OwnedField: Hashable, Sendable, Comparable, CustomStringConvertible,
    LosslessStringConvertible
{
    public var key: RowKey
    public var field: Field

    public init(key: RowKey, field: Field) {
        self.key = key
        self.field = field
    }

    /// `tehsil:538.name_en`
    public var description: String { "\(key).\(field.rawValue)" }

    /// Reads what ``description`` writes.
    public init?(_ text: String) {
        guard let dot = text.lastIndex(of: "."), let key = RowKey(String(text[..<dot])),
            let field = Field(rawValue: String(text[text.index(after: dot)...]))
        else { return nil }
        self.init(key: key, field: field)
    }

    public static func < (a: OwnedField, b: OwnedField) -> Bool {
        (a.key, a.field) < (b.key, b.field)
    }
}

/// What a person said of a likely identity.
public struct IdentityVerdict: Hashable, Sendable {
    public var nature: IdentityProposal.Nature
    public var pair: IdentityPair
    public var isConfirmed: Bool

    public init(nature: IdentityProposal.Nature, pair: IdentityPair, isConfirmed: Bool) {
        self.nature = nature
        self.pair = pair
        self.isConfirmed = isConfirmed
    }
}

/// What a person said of a thing that a full feed misses.
public enum MissingAnswer: Hashable, Sendable, CustomStringConvertible, LosslessStringConvertible {
    /// It ended, on the plan's as-of day.
    case retire
    /// It is there all the same.
    case keep
    /// It stands under another place now, outside what the feed speaks for.
    case moved(to: RowKey)

    /// `retire`, `keep` or `moved district:782`.
    public var description: String {
        switch self {
        case .retire: "retire"
        case .keep: "keep"
        case .moved(let place): "moved \(place)"
        }
    }

    /// Reads what ``description`` writes.
    public init?(_ text: String) {
        switch text {
        case "retire": self = .retire
        case "keep": self = .keep
        default:
            guard text.hasPrefix("moved "), let place = RowKey(String(text.dropFirst(6))) else {
                return nil
            }
            self = .moved(to: place)
        }
    }
}

/// A soft policy set aside for one plan, and why.
public struct PolicyOverride: Hashable, Sendable {
    public var code: FindingCode
    public var reason: String

    public init(code: FindingCode, reason: String) {
        self.code = code
        self.reason = reason
    }
}
