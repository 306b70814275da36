internal import MasterData

// Places that come, go and move.

extension ReorganisationDraft {
    /// Makes the thing, when it is new; false when it cannot be.
    mutating func create(_ successor: ReorganisationStep.Successor) -> Bool {
        let thing = successor.thing
        guard live(thing) == nil else {
            fail(
                "row.duplicate-key", successor.origin, thing,
                "\(thing) is there already on \(day); a create makes it anew. Take the event out, or correct the code."
            )
            return false
        }
        return establish(successor)
    }

    private mutating func establish(_ successor: ReorganisationStep.Successor) -> Bool {
        let thing = successor.thing
        for spec in thing.kind.schema.specs
        where spec.isRequired && successor.fields[spec.field] == nil {
            fail(
                "cell.required", successor.origin, thing,
                "\(thing) is new and has no \(spec.field.rawValue). Add it under 'fields'.")
            return false
        }
        put(
            Content(successor.fields), as: thing, over: Validity(from: day), at: successor.origin)
        succeed(nil, thing, by: .create, at: successor.origin)
        return true
    }

    /// Members of some places make up others.
    mutating func split(_ step: ReorganisationStep) {
        for successor in step.into where !step.things.contains(successor.thing) {
            let isNew = live(successor.thing) == nil
            guard areMembers(successor.members, of: step.things),
                !isNew || establish(successor)
            else { continue }
            rehome(successor.members, to: successor.thing, isNew: isNew, at: successor.origin)
        }
    }

    /// Places go to another parent.
    mutating func move(_ step: ReorganisationStep) {
        guard let target = step.into.first, step.into.count == 1, live(target.thing) != nil else {
            findings.error(
                "reference.unknown", at: step.origin,
                "A move needs 'to' with one place that is there on \(day).")
            return
        }
        rehome(
            step.things.map { ReorganisationStep.Member($0, origin: step.origin) },
            to: target.thing, isNew: false, at: step.origin)
    }

    /// Places end; their members go to others.
    mutating func dissolve(_ step: ReorganisationStep) {
        for target in step.into {
            let isNew = live(target.thing) == nil
            if isNew, !establish(target) { continue }
            var members = target.members
            if members.isEmpty {
                members = step.things.flatMap { index.children(of: $0) }
                    .filter { parent(of: $0).map(step.things.contains) ?? false }
                    .map { ReorganisationStep.Member($0, origin: target.origin) }
            } else if !areMembers(members, of: step.things) {
                continue
            }
            rehome(members, to: target.thing, isNew: isNew, at: target.origin)
        }
        for thing in step.things where !step.into.contains(where: { $0.thing == thing }) {
            close(thing, successors: step.into.map(\.thing), at: step.origin)
        }
    }

    func parent(of place: RowKey) -> RowKey? { rows.parent(of: place, in: step.hierarchy, on: day) }

    private mutating func areMembers(
        _ members: [ReorganisationStep.Member], of things: [RowKey]
    ) -> Bool {
        var are = !members.isEmpty
        if members.isEmpty {
            findings.error(
                "structure.reorganisation", at: step.origin,
                "The event names no members. List the places that go over under 'members'.")
        }
        for member in members {
            let parent = parent(of: member.place)
            if let parent, things.contains(parent) { continue }
            are = false
            fail(
                "reference.not-a-member", member.origin, member.place,
                "\(member.place) \(parent.map { "lies in \($0)" } ?? "is in no place") on \(day), not in \(things.map(\.description).joined(separator: " or ")). Correct the member, or name the place it comes from."
            )
        }
        return are
    }

    /// Gives places a new parent, and settles what serves them.
    mutating func rehome(
        _ members: [ReorganisationStep.Member], to parent: RowKey, isNew: Bool, at origin: Origin
    ) {
        let field = step.hierarchy.parentField
        var moves: [PlaceMove.Member] = []
        for member in members {
            let line = rows.ancestors(of: member.place, in: step.hierarchy, on: day)
            guard line.first != parent else { continue }
            moves.append(PlaceMove.Member(place: member.place, before: line))
            let old = line.first?.description
            if member.isSample { samples += 1 }
            let source = member.source.map { member.isSample ? "sample: \($0)" : $0 }
            alter(member.place, at: member.origin) { content in
                guard content[field] == old else { return }
                content[field] = parent.description
                if let source { content[.source] = source }
            }
        }
        guard !moves.isEmpty else { return }
        let move = PlaceMove(
            members: moves, to: parent, isNew: isNew,
            after: [parent] + rows.ancestors(of: parent, in: step.hierarchy, on: day),
            origin: origin)
        settleOffices(move)
        settleRules(move)
        for predecessor in Set(moves.compactMap(\.before.first)).sorted() {
            succeed(predecessor, parent, by: step.event, at: origin)
        }
    }
}

/// Places that go to one new parent together.
struct PlaceMove {
    struct Member {
        var place: RowKey
        /// The places above it before the move, nearest first.
        var before: [RowKey]
    }

    var members: [Member]
    var to: RowKey
    /// Whether the parent came into being with this move.
    var isNew: Bool
    /// The new parent and the places above it.
    var after: [RowKey]
    var origin: Origin

    /// The place that gave most members.
    var principal: RowKey? {
        let parents = Set(members.compactMap(\.before.first))
        return left.first { parents.contains($0.place) }?.place
    }

    /// The places that some member did not lie in before.
    var gained: [RowKey] {
        after.filter { place in !members.allSatisfy { $0.before.contains(place) } }
    }

    /// The places that members lie in no longer, with those members; the place that gives
    /// most comes first.
    var left: [(place: RowKey, members: [RowKey])] {
        var places: [RowKey: [RowKey]] = [:]
        for member in members {
            for place in member.before where !after.contains(place) {
                places[place, default: []].append(member.place)
            }
        }
        return places.map { (place: $0.key, members: $0.value) }.sorted {
            ($1.members.count, $0.place) < ($0.members.count, $1.place)
        }
    }
}
