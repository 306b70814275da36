public import MasterData

/// What the masters themselves say of how plans are judged: rows of the kind `policy`.
///
/// A policy is a row like any other: dated, checked, approved by a second person, published in
/// a release and taken back by a rollback. A plan is judged by the policies of its base release
/// and names those that it was made under. Where no row says otherwise, the defaults hold.
public struct Policies: Hashable, Sendable {
    /// The rows in force, by code.
    public private(set) var rows: [String: Content] = [:]

    public init() {}

    /// The policies of a release that are in force on a day.
    public init(_ masters: MasterRows, on day: Day) {
        for (key, timeline) in masters.rows(of: .policy) {
            if let content = timeline.content(on: day) { rows[key.code] = content }
        }
    }

    /// How strictly a guard holds a plan.
    public enum Firmness: String, CaseIterable, Hashable, Sendable {
        /// Its maker may go past it, by the exact number or with a reason.
        case soft
        /// Nobody goes past it; the plan or the policy must change.
        case hard
        /// It is not asked.
        case off
    }

    /// The policies that are no check's severity.
    public static let guards = ["guard.shrink", "guard.churn", "guard.cover"]
    public static let emergencyCode = "emergency.publish"
    /// The words for the severity of a check.
    public static let severities = Severity.allCases.map(\.rawValue)

    func firmness(of guardCode: FindingCode) -> Firmness {
        rows[guardCode.text]?[.severity].flatMap { Firmness(rawValue: $0) } ?? .soft
    }

    /// More retirements than this share of the live rows of a kind are a shrinking.
    var shrinkPercent: Int { rows["guard.shrink"]?.integer(.percent) ?? 2 }
    /// More retirements of a kind than this are one, too.
    var shrinkRows: Int { rows["guard.shrink"]?.integer(.rows) ?? 50 }
    /// More keys that vanish or appear than this share of the live ones of a kind are churn.
    var churnPercent: Int { rows["guard.churn"]?.integer(.percent) ?? 50 }
    /// More cells without cover than this are held.
    var coverRows: Int { rows["guard.cover"]?.integer(.rows) ?? 0 }

    /// The severity of a check, where a policy says another.
    func severity(of code: FindingCode) -> Severity? {
        if rows.isEmpty || Self.isOfItsOwn(code.text) { return nil }
        return rows[code.text]?[.severity].flatMap { Severity(rawValue: $0) }
    }

    /// Whether a check reports errors in references, which no policy makes less.
    static func isFirm(_ code: String) -> Bool {
        code.hasPrefix("reference.") && !adviceOnReferences.contains(code)
    }

    /// The checks of references that only warn.
    private static let adviceOnReferences: Set = [
        "reference.foreign-post", "reference.hierarchy-jump", "reference.jurisdiction-hierarchy",
    ]

    static func isOfItsOwn(_ code: String) -> Bool {
        guards.contains(code) || code == emergencyCode
    }
}

extension Policies {
    /// Who may publish alone in an emergency, and for how long that may stay unratified.
    public struct Emergency: Hashable, Sendable {
        /// The names of actors; `*` for anyone.
        public var persons: [String]
        public var hours: Int
    }

    /// Nothing where no policy allows it.
    public var emergency: Emergency? {
        guard let content = rows[Self.emergencyCode], let hours = content.integer(.hours) else {
            return nil
        }
        return Emergency(persons: content.list(.persons), hours: hours)
    }
}

extension Policies {
    /// `{"guard.shrink": {"percent": "5", …}}`: the rows as they are.
    public var json: JSONValue { .object(rows.mapValues(\.json)) }

    /// Reads what ``json`` writes.
    public init(_ json: JSONValue) {
        for (code, members) in json.object ?? [:] {
            var content = Content()
            for (name, value) in members.object ?? [:] {
                if let field = Field(rawValue: name) { content[field] = value.string }
            }
            rows[code] = content
        }
    }
}
