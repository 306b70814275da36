import MasterData

/// Goes through the cells of two tables side by side.
struct RouteComparison {
    private var base: CellSource
    private var candidate: CellSource
    private let keys: KeyMap
    private var impact: RouteImpact
    private var lost = HoleCollector()
    private var opened = HoleCollector()
    /// Whether the differing cells are kept, and not only counted.
    var collectsShifts = false
    private(set) var shifts: [RouteShift] = []
    private var shifted = ShiftCollector()
    private var removed = ShiftCollector()

    init(_ base: RouteModel, _ candidate: RouteModel, over window: Span) {
        let cuts = CellSource.cuts(base, in: window) + CellSource.cuts(candidate, in: window)
        self.base = CellSource(base, over: window, cut: cuts)
        self.candidate = CellSource(candidate, over: window, cut: cuts)
        keys = KeyMap(base, candidate)
        impact = RouteImpact(
            days: window.validity, compared: 0, counts: .init(), newCells: 0, newHoles: 0,
            removedCells: 0, byDepartment: [:], lostByReason: [:], gainedByReason: [:], lost: [],
            opened: [])
    }

    mutating func run() -> RouteImpact {
        let places = pairedPlaces()
        var before: [CellStretch] = []
        var after: [CellStretch] = []
        for group in pairedCategories() {
            for place in places {
                for setting in CellPlan.settings {
                    for channel in keys.channels {
                        before.removeAll(keepingCapacity: true)
                        after.removeAll(keepingCapacity: true)
                        if let groups = group.base, place.base >= 0 {
                            base.fill(
                                groups: groups, place: place.base, setting: setting,
                                channel: channel.base, into: &before)
                        }
                        if let groups = group.candidate, place.candidate >= 0 {
                            candidate.fill(
                                groups: groups, place: place.candidate, setting: setting,
                                channel: channel.candidate, into: &after)
                        }
                        compare(
                            before, after, group: group, place: place, setting: setting,
                            channel: channel.number)
                    }
                }
            }
        }
        let grouping = HoleGrouping(candidate, channels: keys.channels.map(\.name))
        impact.lost = lost.holes(grouping)
        impact.opened = opened.holes(grouping)
        if collectsShifts {
            let old = HoleGrouping(base, channels: keys.channels.map(\.name))
            shifts = shifted.shifts(grouping, keys: posts) + removed.shifts(old, keys: posts)
        }
        return impact
    }

    private func posts(_ posts: ShiftCollector.Posts) -> (from: RowKey?, to: RowKey?) {
        (
            base.model.offices.posts.key(posts.from), candidate.model.offices.posts.key(posts.to)
        )
    }

    private mutating func compare(
        _ before: [CellStretch], _ after: [CellStretch], group: PairedGroup, place: PairedPlace,
        setting: UInt8, channel: UInt8
    ) {
        let size = group.size
        for level in UInt8(1)...4 {
            let old = before.filter { $0.level == level }
            let new = after.filter { $0.level == level }
            if old.isEmpty && new.isEmpty { continue }
            if new.isEmpty {
                impact.removedCells += size
                if collectsShifts {
                    removed.add(
                        .removed, old.map { (nil, $0) }, categories: group.baseMembers,
                        place: place.base, setting: setting, channel: channel)
                }
                continue
            }
            if old.isEmpty {
                impact.newCells += size
                if collectsShifts {
                    shifted.add(
                        .new, new.map { ($0, nil) }, categories: group.members,
                        place: place.candidate, setting: setting, channel: channel)
                }
                let holes = new.filter { $0.state == .hole }
                if holes.isEmpty { continue }
                impact.newHoles += size
                opened.add(
                    holes, categories: group.members, place: place.candidate, setting: setting,
                    channel: channel)
                continue
            }
            impact.compared += size
            let difference = difference(old, new)
            count(difference, size)
            if collectsShifts {
                for (kind, pairs) in difference.shifts {
                    shifted.add(
                        kind, pairs, former: formerDepartment, categories: group.members,
                        place: place.candidate, setting: setting, channel: channel)
                }
            }
            if !difference.lost.isEmpty {
                lost.add(
                    difference.lost, categories: group.members, place: place.candidate,
                    setting: setting, channel: channel)
            }
        }
    }

    /// How one level of one cell differs.
    private struct Difference {
        var department: RowKey?
        var isChanged = false
        var lost: [CellStretch] = []
        var gained: Set<UnroutableReason> = []
        /// The stretches that differ on either side, by how, for their common days.
        var shifts: [RouteShift.Kind: [ShiftCollector.Stretches]] = [:]
    }

    /// The department that answered before, where it is not the one that answers now.
    private func formerDepartment(_ stretches: ShiftCollector.Stretches) -> RowKey? {
        let old = base.model.departments.key(stretches.before?.department ?? -1)
        let new = candidate.model.departments.key(stretches.after?.department ?? -1)
        return old == new ? nil : old
    }

    private func difference(_ old: [CellStretch], _ new: [CellStretch]) -> Difference {
        var difference = Difference()
        for after in new {
            for before in old where before.span.overlaps(after.span) {
                let kind: RouteShift.Kind
                var stretch = after
                stretch.span = after.span.clipped(to: before.span)
                switch (before.state == .hole, after.state == .hole) {
                case (true, true): continue
                case (false, true):
                    kind = .lost
                    difference.lost.append(stretch)
                case (true, false):
                    kind = .gained
                    difference.gained.insert(before.reason ?? .noPost)
                case (false, false):
                    if before.answers == keys.basePost[Int(after.answers)] { continue }
                    kind = .changed
                    difference.isChanged = true
                }
                if collectsShifts {
                    difference.shifts[kind, default: []].append((stretch, before))
                }
                difference.department =
                    difference.department
                    ?? candidate.model.departments.key(after.department)
                    ?? base.model.departments.key(before.department)
            }
        }
        return difference
    }

    private mutating func count(_ difference: Difference, _ size: Int) {
        var counts = RouteImpact.Counts()
        if difference.isChanged { counts.changedPost = size }
        if !difference.lost.isEmpty { counts.lostCover = size }
        if !difference.gained.isEmpty { counts.gainedCover = size }
        if counts == RouteImpact.Counts() { return }
        impact.counts += counts
        if let department = difference.department {
            impact.byDepartment[department, default: .init()] += counts
        }
        for reason in Set(difference.lost.compactMap(\.reason)) {
            impact.lostByReason[reason, default: 0] += size
        }
        for reason in difference.gained { impact.gainedByReason[reason, default: 0] += size }
    }

    private struct PairedPlace {
        var base: Int32
        var candidate: Int32
    }

    private struct PairedGroup {
        var base: [Int32]?
        var candidate: [Int32]?
        /// The categories as the candidate numbers them; those only the base has are left out.
        var members: [Int32]
        /// Those that the base has, as it numbers them.
        var baseMembers: [Int32]
        var size: Int
    }

    private struct GroupPair: Hashable {
        var base: [Int32]?
        var candidate: [Int32]?
    }

    /// Categories by the groups they are in on either side.
    private func pairedCategories() -> [PairedGroup] {
        let old = base.model.categories.book
        let new = candidate.model.categories.book
        var pairs: [GroupPair: (members: [Int32], base: [Int32], size: Int)] = [:]
        for key in Set(old.keys).union(new.keys).sorted() {
            let pair = GroupPair(
                base: base.groups(of: old.id(key)), candidate: candidate.groups(of: new.id(key)))
            if pair.base == nil && pair.candidate == nil { continue }
            pairs[pair, default: ([], [], 0)].size += 1
            if pair.candidate != nil { pairs[pair]?.members.append(new.id(key)) }
            if pair.base != nil { pairs[pair]?.base.append(old.id(key)) }
        }
        return pairs.map {
            PairedGroup(
                base: $0.key.base, candidate: $0.key.candidate, members: $0.value.members,
                baseMembers: $0.value.base, size: $0.value.size)
        }
    }

    private func pairedPlaces() -> [PairedPlace] {
        let old = base.model.places.book
        let new = candidate.model.places.book
        return Set(old.keys).union(new.keys).sorted().compactMap { key in
            let pair = PairedPlace(base: old.id(key), candidate: new.id(key))
            let isCell =
                pair.base >= 0 && base.days.contains { $0.isCell(pair.base) }
                || pair.candidate >= 0 && candidate.days.contains { $0.isCell(pair.candidate) }
            return isCell ? pair : nil
        }
    }
}

/// What the numbers of two tables have to do with each other.
private struct KeyMap {
    /// The base's number of each of the candidate's posts, or -2.
    let basePost: [Int32]
    /// The channels that rules of either side tell apart, and all others.
    let channels: [Channel]

    /// A channel and what either side calls it.
    struct Channel {
        /// Its position in the list.
        var number: UInt8
        var name: String?
        var base: UInt8
        var candidate: UInt8
    }

    init(_ base: RouteModel, _ candidate: RouteModel) {
        basePost = candidate.offices.posts.keys.map { key in
            let number = base.offices.posts.id(key)
            return number < 0 ? -2 : number
        }
        let named = Set(base.rules.channels + candidate.rules.channels).sorted()
        channels = ([nil] + named.map(Optional.some)).prefix(255).enumerated().map {
            Channel(
                number: UInt8($0), name: $1, base: base.rules.channelCode($1),
                candidate: candidate.rules.channelCode($1))
        }
    }
}

extension RouteImpact.Counts {
    fileprivate static func += (a: inout Self, b: Self) {
        a.changedPost += b.changedPost
        a.lostCover += b.lostCover
        a.gainedCover += b.gainedCover
    }
}
