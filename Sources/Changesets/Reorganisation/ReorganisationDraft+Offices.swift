internal import MasterData

// Offices keep the places that move, or hand them over.

/// A department's level: what an office of a new parent must match.
struct OfficeDesk: Hashable {
    var department: RowKey
    var level: String
}

/// An office that names a place in its jurisdiction.
private struct ServingOffice {
    var key: RowKey
    var jurisdiction: RowKey
    var isExcluding: Bool
}

/// The offices of one desk at one of the places that members left.
private struct LeftOffices {
    var place: RowKey
    var members: [RowKey]
    var offices: [ServingOffice]
}

extension ReorganisationDraft {
    mutating func settleOffices(_ move: PlaceMove) {
        var desks: [OfficeDesk: [LeftOffices]] = [:]
        for left in move.left {
            for (desk, offices) in offices(at: left.place) {
                desks[desk, default: []].append(
                    LeftOffices(place: left.place, members: left.members, offices: offices))
            }
        }
        let gained = move.gained.reduce(into: Set<OfficeDesk>()) { desks, place in
            for (desk, offices) in offices(at: place)
            where offices.contains(where: { !$0.isExcluding }) {
                desks.insert(desk)
            }
        }
        for desk in desks.keys.sorted(by: { ($0.department, $0.level) < ($1.department, $1.level) })
        {
            guard let left = desks[desk] else { continue }
            settle(desk, left, move, isServed: gained.contains(desk))
        }
    }

    private mutating func settle(
        _ desk: OfficeDesk, _ left: [LeftOffices], _ move: PlaceMove, isServed: Bool
    ) {
        let department = desk.department.code
        let handover = max(event.offices.handovers[department] ?? day, day)
        let covered = Set(left.flatMap(\.members))
        // A place of its own jurisdiction is served by that, wherever it lies.
        let servedItself = Set(
            covered.filter { place in
                offices(at: place)[desk]?.contains { !$0.isExcluding } ?? false
            })
        // The new place itself goes with the place that gave most of it.
        let isWhole =
            move.isNew
            && (covered.count == move.members.count || left.first?.place == move.principal)
        let opens = !isServed && move.isNew && event.offices.verdict(of: department) == .open
        var isOpened = false
        for (position, entry) in left.enumerated() {
            let members = entry.members.filter { !servedItself.contains($0) }
            for office in entry.offices {
                if office.isExcluding {
                    keepOut(office, entry.members, move)
                    continue
                }
                if opens, position == 0 || isOpened, isLocal(office.key, to: entry.place) {
                    if position == 0 {
                        let places = isWhole ? [move.to] : covered.sorted()
                        open(office.key, at: entry.place, places, move, from: handover)
                        isOpened = true
                    }
                    note(desk, entry.members, office.key, position == 0 ? .opens : .follows)
                    keep(members, with: office, over: Validity(from: day, to: handover), move)
                } else if isServed {
                    note(desk, entry.members, office.key, .follows)
                    keep(members, with: office, over: Validity(from: day, to: handover), move)
                } else {
                    let places = isWhole && position == 0 ? [move.to] : members
                    note(desk, entry.members, office.key, .stays)
                    keep(places, with: office, over: Validity(from: day), move)
                }
            }
        }
    }

    private mutating func note(
        _ desk: OfficeDesk, _ places: [RowKey], _ office: RowKey,
        _ verdict: OfficeFollowing.Outcome.Verdict
    ) {
        for place in places {
            outcomes.append(
                OfficeFollowing.Outcome(
                    department: desk.department, level: desk.level, place: place, office: office,
                    verdict: verdict))
        }
    }

    /// Lists places in an office's jurisdiction for some days.
    private mutating func keep(
        _ places: [RowKey], with office: ServingOffice, over days: Validity, _ move: PlaceMove
    ) {
        guard !days.isEmpty else { return }
        for place in places { serve(place, by: office.key, "include", over: days, move.origin) }
    }

    /// An office that was shut out of the old place stays shut out of what left it.
    private mutating func keepOut(_ office: ServingOffice, _ members: [RowKey], _ move: PlaceMove) {
        let places = move.isNew && members.count == move.members.count ? [move.to] : members
        for place in places {
            serve(place, by: office.key, "exclude", over: Validity(from: day), move.origin)
        }
    }

    private mutating func serve(
        _ place: RowKey, by office: RowKey, _ mode: String, over days: Validity, _ origin: Origin
    ) {
        let key = RowKey(.jurisdiction, "\(office.code)/\(place)")
        guard live(key) == nil else { return }
        put(
            Content([.office: office.code, .place: place.description, .mode: mode]), as: key,
            over: days, at: origin)
    }

    /// Makes an office like another, with its posts, for a new place.
    private mutating func open(
        _ office: RowKey, at old: RowKey, _ places: [RowKey], _ move: PlaceMove, from start: Day
    ) {
        let days = Validity(from: start)
        guard var content = tail(office).first?.content else { return }
        let renaming = PlaceRenaming(from: old, to: move.to, in: rows, on: day)
        let copy = unused(renaming.code(office))
        renaming.rename(&content)
        if content.reference(.place, in: .office) == old { content[.place] = move.to.description }
        put(content, as: copy, over: days, at: move.origin)
        originals[copy] = office
        for place in places { serve(place, by: copy, "include", over: days, move.origin) }
        for post in index.posts(of: office) {
            guard var content = tail(post).first?.content else { continue }
            let suffix =
                post.code.hasPrefix(office.code) ? post.code.dropFirst(office.code.count) : nil
            let key = unused(
                suffix.map { RowKey(.post, copy.code + $0) } ?? renaming.code(post))
            content[.office] = copy.code
            // A post's telephone and address are its own.
            content[.phone] = nil
            content[.email] = nil
            put(content, as: key, over: days, at: move.origin)
            originals[key] = post
        }
    }

    /// The key, or one near it that no row ever had.
    func unused(_ key: RowKey) -> RowKey {
        var candidate = key
        var number = 2
        while rows[candidate] != nil {
            candidate.code = "\(key.code).\(number)"
            number += 1
        }
        return candidate
    }

    // MARK: - Who serves what

    /// The offices that name a place, by desk, from the effective day on.
    private func offices(at place: RowKey) -> [OfficeDesk: [ServingOffice]] {
        var desks: [OfficeDesk: [ServingOffice]] = [:]
        for key in index.jurisdictions(at: place) {
            guard let content = tail(key).first?.content,
                content.reference(.place, in: .jurisdiction) == place,
                let office = content.reference(.office, in: .jurisdiction),
                let desk = desk(of: office)
            else { continue }
            desks[desk, default: []].append(
                ServingOffice(
                    key: office, jurisdiction: key, isExcluding: content[.mode] == "exclude"))
        }
        return desks
    }

    func desk(of office: RowKey) -> OfficeDesk? {
        guard let row = tail(office).first?.content, let level = row[.level],
            let department = row.reference(.department, in: .office)
        else { return nil }
        return OfficeDesk(department: department, level: level)
    }

    /// Whether a place is all that an office is listed for.
    private func isLocal(_ office: RowKey, to place: RowKey) -> Bool {
        index.jurisdictions(of: office).allSatisfy { key in
            tail(key).allSatisfy { version in
                version.content[.mode] != "include"
                    || version.content.reference(.place, in: .jurisdiction) == place
                    // What an earlier event left with it until a hand-over is no ground.
                    || !version.validity.isOpen
            }
        }
    }
}
