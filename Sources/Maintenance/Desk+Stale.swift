internal import MappingStore
public import MasterData

/// Something in the live masters that looks old, and what would settle it.
public struct StaleThing: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case ruleNotConfirmed = "rule-not-confirmed"
        case postingNotConfirmed = "posting-not-confirmed"
        case postLongVacant = "post-long-vacant"
        case officerPastRetirement = "officer-past-retirement"
        case categoryNeverUsed = "category-never-used"
        case placeNeverNamed = "place-never-named"

        /// What would settle it.
        public var remedy: String {
            switch self {
            case .ruleNotConfirmed:
                "Ask the department whether the rule still holds; import it again, or end it."
            case .postingNotConfirmed:
                "Ask the office who holds the post; import the posting again, or the handover."
            case .postLongVacant:
                "Import who was posted, record a charge, or end the post."
            case .officerPastRetirement:
                "Relieve the officer ('rajmap handover POST --relieve DATE'), or import the new retires_on if the service was extended."
            case .categoryNeverUsed:
                "End the category with its successor, or tell counters and helpline of it."
            case .placeNeverNamed:
                "Check the place's code against the portal's: complaints from there may come under another."
            }
        }
    }

    public var kind: Kind
    public var key: RowKey
    /// Since when, as far as the masters tell.
    public var since: Day?
}

extension Desk {
    /// What looks old in the live release: not said anew for so many months, vacant for so
    /// long, or never met by a complaint.
    public func stale(months: Int) throws -> [StaleThing] {
        let head = try store.releases().last?.number ?? 0
        guard head > 0 else { throw NothingPublished() }
        let rows = try store.rows(ofRelease: head)
        let today = now.day
        let limit = today.advanced(by: -months * 365 / 12)
        var found: [StaleThing] = []
        for (kind, stale) in [
            (MasterKind.rule, StaleThing.Kind.ruleNotConfirmed),
            (.posting, .postingNotConfirmed),
        ] {
            for (key, said) in try store.lastSaid(of: kind)
            where said.day <= limit && rows.content(of: key, on: today) != nil {
                found.append(StaleThing(kind: stale, key: key, since: said.day))
            }
        }
        found += Self.vacantPosts(rows, since: limit, on: today)
        found += Self.retiredHolders(rows, on: today)
        found += try unmet(rows, on: today)
        let order = StaleThing.Kind.allCases
        return found.sorted {
            let (a, b) = (order.firstIndex(of: $0.kind) ?? 0, order.firstIndex(of: $1.kind) ?? 0)
            return a != b ? a < b : $0.key < $1.key
        }
    }

    private static func vacantPosts(
        _ rows: MasterRows, since limit: Day, on today: Day
    ) -> [StaleThing] {
        var lastHeld: [String: Day] = [:]
        for (_, timeline) in rows.rows(of: .posting) {
            for version in timeline.versions {
                guard let post = version.content[.post], version.validity.from <= today else {
                    continue
                }
                lastHeld[post] = max(lastHeld[post] ?? version.validity.to, version.validity.to)
            }
        }
        return rows.rows(of: .post).compactMap { key, timeline in
            guard let version = timeline.version(on: today) else { return nil }
            let since = lastHeld[key.code] ?? version.validity.from
            return since <= limit
                ? StaleThing(kind: .postLongVacant, key: key, since: since) : nil
        }
    }

    /// Postings of today whose officer's last day in service lies behind; since that day.
    private static func retiredHolders(_ rows: MasterRows, on today: Day) -> [StaleThing] {
        rows.rows(of: .posting).compactMap { key, timeline in
            guard let content = timeline.content(on: today),
                let person = content.reference(.person, in: .posting),
                let last = rows.content(of: person, on: today)?[.retiresOn].flatMap({ Day($0) }),
                last < today
            else { return nil }
            return StaleThing(kind: .officerPastRetirement, key: key, since: last)
        }
    }

    /// Public categories without children, and places without children, that no complaint names.
    private func unmet(_ rows: MasterRows, on today: Day) throws -> [StaleThing] {
        var categories: Set<String> = []
        var places: Set<String> = []
        try store.forEachComplaint { line in
            categories.insert(line.category)
            for place in line.places.split(separator: " ") where !places.contains(String(place)) {
                places.insert(String(place))
            }
        }
        // Without any complaint, everything would be unmet, which says nothing.
        guard !categories.isEmpty else { return [] }
        var parents: Set<RowKey> = []
        for kind in MasterKind.places + [.category] {
            for (key, timeline) in rows.rows(of: kind) {
                guard let content = timeline.content(on: today) else { continue }
                for field in Hierarchy.allCases.map(\.parentField) + [.parent] {
                    if let parent = content.reference(field, in: key.kind) {
                        parents.insert(parent)
                    }
                }
            }
        }
        var found: [StaleThing] = []
        for (key, timeline) in rows.rows(of: .category) where !parents.contains(key) {
            guard let content = timeline.content(on: today), content[.audience] != "internal",
                !categories.contains(key.code)
            else { continue }
            found.append(StaleThing(kind: .categoryNeverUsed, key: key, since: nil))
        }
        for kind in MasterKind.places {
            for (key, timeline) in rows.rows(of: kind)
            where !parents.contains(key) && timeline.content(on: today) != nil
                && !places.contains(key.description)
            {
                found.append(StaleThing(kind: .placeNeverNamed, key: key, since: nil))
            }
        }
        return found
    }
}

extension StaleThing {
    public var json: JSONValue {
        .object([
            "kind": .string(kind.rawValue), "key": .string(key.description),
            "since": .optional(since?.description), "remedy": .string(kind.remedy),
        ])
    }
}
