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
    /// Soft policies that its maker overrode, with the reason.
    public var overrides: [PolicyOverride] = []
    /// What happens to open complaints whose post changes.
    public var complaints: ComplaintPolicy?
    /// How many open complaints may become unroutable.
    public var acknowledgedUnroutable: Int?

    public init() {}

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

/// A soft policy set aside for one plan, and why.
public struct PolicyOverride: Hashable, Sendable {
    public var code: FindingCode
    public var reason: String

    public init(code: FindingCode, reason: String) {
        self.code = code
        self.reason = reason
    }
}
