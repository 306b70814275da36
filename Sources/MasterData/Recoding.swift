/// A thing that goes on under another code from a day on, as a succession row says.
public struct Recoding: Hashable, Sendable {
    public var before: RowKey
    public var after: RowKey
    /// The first day of the new code.
    public var day: Day

    public init(before: RowKey, after: RowKey, day: Day) {
        self.before = before
        self.after = after
        self.day = day
    }

    /// Reads a version of a succession row; nothing when it is about something else.
    public init?(_ version: RowVersion) {
        guard let before = version.content.reference(.predecessor, in: .succession),
            let after = version.content.reference(.successor, in: .succession), before != after,
            let event = version.content[.type].flatMap(SuccessionEvent.init),
            event == .recode || event == .upgrade
        else { return nil }
        self.init(before: before, after: after, day: version.validity.from)
    }
}

/// The codes that one thing had, each with the days on which it had it.
///
/// Asked by any of its codes, it is followed to earlier and to later ones. A code that was given
/// to another thing afterwards is left where the thing left it.
public struct CodeTrail: Hashable, Sendable {
    public struct Part: Hashable, Sendable {
        public var key: RowKey
        public var days: Validity
    }

    /// In the order of days; one for a thing that was never recoded.
    public private(set) var parts: [Part]

    public init(of key: RowKey, in recodings: [Recoding]) {
        let after = Dictionary(grouping: recodings, by: \.before)
        let before = Dictionary(grouping: recodings, by: \.after)
        var seen: Set<RowKey> = [key]
        var days = Validity(from: Day(number: .min))
        var later: [Part] = []
        var last = key
        while let next = after[last]?.filter({ days.from < $0.day }).min(by: { $0.day < $1.day }),
            seen.insert(next.after).inserted
        {
            days = Validity(from: next.day)
            later.append(Part(key: next.after, days: days))
            last = next.after
        }
        var earlier: [Part] = []
        var first = key
        var end = Day.distantFuture
        while let link = before[first]?.filter({ $0.day <= end }).max(by: { $0.day < $1.day }),
            seen.insert(link.before).inserted
        {
            end = link.day
            earlier.append(
                Part(key: link.before, days: Validity(from: Day(number: .min), to: end)))
            first = link.before
        }
        let own = Part(key: key, days: Validity(from: Day(number: .min)))
        parts = earlier.reversed() + [own] + later
    }
}

/// What stands for a thing that is gone, and the succession row that says so.
public struct Heir: Hashable, Sendable {
    public var key: RowKey
    /// The succession row, and the day from which on it holds.
    public var row: RowKey
    public var since: Day

    public init(key: RowKey, row: RowKey, since: Day) {
        self.key = key
        self.row = row
        self.since = since
    }
}

extension MasterRows {
    /// What stands in the place of things of some kinds: the one successor that succession rows
    /// name, by the latest row that does. A thing that several came of has none.
    public func heirs(of kinds: Set<MasterKind>) -> [RowKey: Heir] {
        var heirs: [RowKey: Heir] = [:]
        var split: Set<RowKey> = []
        for (key, timeline) in rows(of: .succession).inOrder {
            for version in timeline.versions {
                guard let before = version.content.reference(.predecessor, in: .succession),
                    let after = version.content.reference(.successor, in: .succession),
                    before != after, kinds.contains(before.kind)
                else { continue }
                if let known = heirs[before] {
                    if known.key != after { split.insert(before) }
                    if known.since > version.validity.from { continue }
                }
                heirs[before] = Heir(key: after, row: key, since: version.validity.from)
            }
        }
        for key in split { heirs[key] = nil }
        return heirs
    }
}
