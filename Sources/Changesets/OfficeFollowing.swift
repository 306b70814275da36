public import MasterData

/// What happens to the offices that served a place when the place moves to another parent.
///
/// An office serves a place through the places above it. Where the new parent has an office
/// of the same department and level, the place goes to that office; where it has none, the
/// old office keeps the place, by a jurisdiction row of its own from the day of the move. It is
/// the same when the place gets another code with its other parent.
public struct OfficeFollowing: Sendable {
    /// One office that served a place before it moved.
    public struct Outcome: Hashable, Sendable {
        public enum Verdict: String, Hashable, Sendable {
            /// The place goes to an office of its new parent.
            case follows
            /// The old office keeps the place.
            case stays
            /// The place gets an office of its own, modelled on the old one.
            case opens
            /// The office ends with its last place.
            case closes
        }

        public var department: RowKey
        public var level: String
        public var place: RowKey
        public var office: RowKey
        public var verdict: Verdict
    }

    /// In the order of department, level and place.
    public private(set) var outcomes: [Outcome] = []
    /// The jurisdictions that keep places with their old offices.
    public private(set) var changes: [Change] = []
    public private(set) var origins: [RowKey: Origin] = [:]

    /// The outcomes that a reorganisation worked out.
    public init(outcomes: [Outcome]) {
        self.outcomes = outcomes
    }

    /// - Parameters:
    ///   - changeset: what the feeds change.
    ///   - base: the masters before.
    ///   - candidate: the masters after.
    public init(_ changeset: Changeset, base: MasterRows, candidate: MasterRows) {
        let moves = changeset.changes.filter { $0.kinds.contains(.moved) && $0.key.kind.isPlace }
        guard !moves.isEmpty else { return }
        let recoded = Dictionary(
            changeset.recodings.map { ($0.after, $0) }, uniquingKeysWith: { first, _ in first })
        var sides: [Day: (old: OfficesByPlace, new: OfficesByPlace)] = [:]
        for move in moves {
            let day = max(changeset.asOf, recoded[move.key]?.day ?? changeset.asOf)
            let (old, new) =
                sides[day] ?? (OfficesByPlace(base, on: day), OfficesByPlace(candidate, on: day))
            sides[day] = (old, new)
            let former = recoded[move.key]?.before ?? move.key
            for hierarchy in Hierarchy.allCases {
                let before = base.ancestors(of: former, in: hierarchy, on: day)
                let after = candidate.ancestors(of: move.key, in: hierarchy, on: day)
                guard before != after else { continue }
                settle(
                    move.key, left: before.filter { !after.contains($0) },
                    now: [move.key] + after, old: old, new: new, day: day,
                    candidate: candidate, origin: changeset.origins[move.key])
            }
        }
        outcomes.sort {
            ($0.department, $0.level, $0.place, $0.office)
                < ($1.department, $1.level, $1.place, $1.office)
        }
    }

    private mutating func settle(
        _ place: RowKey, left: [RowKey], now: [RowKey], old: OfficesByPlace, new: OfficesByPlace,
        day: Day, candidate: MasterRows, origin: Origin?
    ) {
        let serving = Set(now.flatMap { new.offices(at: $0) }.map(\.desk))
        for office in left.flatMap({ old.offices(at: $0) }) {
            let follows = serving.contains(office.desk)
            outcomes.append(
                Outcome(
                    department: office.desk.department, level: office.desk.level, place: place,
                    office: office.key, verdict: follows ? .follows : .stays))
            let key = RowKey(.jurisdiction, "\(office.key.code)/\(place)")
            guard !follows, candidate[key] == nil, !origins.keys.contains(key) else { continue }
            let content = Content([
                .office: office.key.code, .place: place.description, .mode: "include",
            ])
            let version = RowVersion(validity: Validity(from: day), content: content)
            changes.append(
                Change(key: key, kinds: [.added], removed: [], added: [version], reason: .followed))
            origins[key] = origin
        }
    }
}

/// The offices that name a place in their jurisdiction on one day.
private struct OfficesByPlace {
    /// A department's level: what an office of the new parent must match.
    struct Desk: Hashable {
        var department: RowKey
        var level: String
    }

    struct Office {
        var key: RowKey
        var desk: Desk
    }

    private var offices: [RowKey: [Office]] = [:]

    init(_ rows: MasterRows, on day: Day) {
        for key in rows.keys(of: .jurisdiction) {
            guard let content = rows.content(of: key, on: day), content[.mode] == "include",
                let place = content.reference(.place, in: .jurisdiction),
                let office = content.reference(.office, in: .jurisdiction),
                let row = rows.content(of: office, on: day), let level = row[.level],
                let department = row.reference(.department, in: .office)
            else { continue }
            offices[place, default: []].append(
                Office(key: office, desk: Desk(department: department, level: level)))
        }
    }

    func offices(at place: RowKey) -> [Office] { offices[place] ?? [] }
}
