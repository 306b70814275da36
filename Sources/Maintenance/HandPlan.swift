internal import Changesets
internal import Digests
internal import MappingStore
public import MasterData
internal import Plans

/// A plan in the making by hand: what is live, what an open plan adds, and edits on top.
struct HandPlan {
    let base: ReleaseIdentity
    /// The masters of the base.
    let rows: MasterRows
    let day: Day
    /// The plan that this one takes the place of.
    let replaced: SHA256Digest?
    let files: [String]
    private(set) var terms: Plan.Terms
    /// The base with all changes so far.
    private(set) var candidate: MasterRows
    private var changes: [RowKey: Change] = [:]
    private var origins: [RowKey: Origin] = [:]

    var changeset: Changeset {
        Changeset(asOf: day, changes: Array(changes.values), origins: origins)
    }

    /// - Parameter plan: an open plan to continue; a plan whose base is no longer live must be
    ///   rebased first.
    init(into plan: String?, asOf: Day?, on desk: Desk) throws {
        let store = desk.store
        base = try store.head()
        rows = try store.rows(ofRelease: base.number)
        guard let plan else {
            day = asOf ?? desk.now.day
            replaced = nil
            files = []
            terms = Plan.Terms(base: base)
            candidate = rows
            return
        }
        let stored = try store.plan(matching: plan)
        guard stored.state == .open || stored.state == .approved else {
            throw StoreError.notOpen(plan: stored.id.short, state: stored.state.rawValue)
        }
        guard stored.terms.base == base else {
            throw HandError.baseHasMoved(
                plan: stored.id.short, base: stored.terms.base.number, live: base.number)
        }
        let changeset = try store.changeset(of: stored.id)
        day = asOf ?? stored.asOf
        replaced = stored.id
        files = stored.files
        terms = stored.terms
        terms.act.replaces = stored.id
        candidate = try changeset.applied(to: rows)
        origins = changeset.origins
        changes = Dictionary(uniqueKeysWithValues: changeset.changes.map { ($0.key, $0) })
    }

    /// The key of a thing that is there; else an error with the nearest codes.
    func known(_ kind: MasterKind, _ code: String) throws -> RowKey {
        let keys = kind.schema.schemes.map { RowKey(kind, code, scheme: $0) }
        if let key = keys.first(where: { candidate[$0] != nil }) { return key }
        let near = NearThings(to: code, of: kind, in: candidate, on: day)
        throw HandError.unknownThing(RowKey(kind, code), near: near.descriptions)
    }

    /// Writes a correction onto a thing from the plan's day on, and notes who answers for it.
    mutating func write(_ correction: Correction, reason: String) throws {
        var timeline = candidate[correction.key] ?? Timeline()
        guard let version = timeline.version(on: day) else {
            throw HandError.notLive(correction.key, on: day)
        }
        var content = version.content
        for (field, value) in correction.values { content[field] = value }
        timeline.put(content, over: Validity(from: day, to: version.validity.to))
        if let end = correction.end { timeline.clear(Validity(from: end)) }
        put(timeline, at: correction.key)
        note(HandEdit(key: correction.key, fields: correction.values.map(\.0), reason: reason))
    }

    /// Puts a timeline in the place of what is live, by hand.
    mutating func put(_ timeline: Timeline, at key: RowKey) {
        candidate[key] = timeline
        changes[key] = Change(
            of: key, from: rows[key] ?? Timeline(), to: timeline, asOf: day, reason: .byHand)
        origins[key] = changes[key].map { _ in Origin(file: "by hand", line: 0) }
    }

    mutating func note(_ edit: HandEdit) { terms.act.edits.append(edit) }
}

/// Why an edit by hand cannot be made.
public enum HandError: Error, Equatable, CustomStringConvertible {
    case unknownKind(String)
    case unknownThing(RowKey, near: [String])
    case notLive(RowKey, on: Day)
    case notAnAssignment(String)
    case unknownField(String, kind: MasterKind)
    case keyField(Field, kind: MasterKind)
    case badValue(field: String, value: String, expected: String)
    case nothingSet
    case noReason
    case baseHasMoved(plan: String, base: Int, live: Int)
    case nobodyToRelieve(RowKey, on: Day)
    case nothingOrdered

    public var description: String {
        switch self {
        case .unknownKind(let kind):
            "'\(kind)' is no kind of master; \(NearThings.hint(for: kind, among: MasterKind.allCases.map(\.rawValue)))"
        case .unknownThing(let key, let near):
            near.isEmpty
                ? "No \(key.kind.rawValue) has the code '\(key.code)', and none has one like it."
                : "No \(key.kind.rawValue) has the code '\(key.code)'; did you mean \(near.joined(separator: ", "))?"
        case .notLive(let key, let day):
            "\(key) is not valid on \(day). Give a day on which it is with --as-of."
        case .notAnAssignment(let text):
            "'\(text)' sets nothing; write FIELD=VALUE, such as name_en=Kotputli."
        case .unknownField(let field, let kind):
            "A \(kind.rawValue) has no field '\(field)'; \(NearThings.hint(for: field, among: kind.schema.specs.map(\.field.rawValue) + ["valid_to"]))"
        case .keyField(let field, let kind):
            "'\(field.rawValue)' is part of what names a \(kind.rawValue) and cannot be set; end this one with valid_to and import the other."
        case .badValue(let field, let value, let expected):
            "\(field) cannot be '\(value)'; expected \(expected)."
        case .nothingSet:
            "Nothing is set. Write at least one FIELD=VALUE."
        case .noReason:
            "A correction needs its reason. Give it with --reason."
        case .baseHasMoved(let plan, let base, let live):
            "Plan \(plan) was made against release \(base), but release \(live) is live. Rebase it first: rajmap plan rebase \(plan)."
        case .nobodyToRelieve(let post, let day):
            "Nobody holds \(post) substantively on \(day), so nobody can be relieved. Leave --relieve out to record a joining or a charge."
        case .nothingOrdered:
            "The order says nothing. Give --relieve, --join or --charge."
        }
    }
}
