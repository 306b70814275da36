public import Changesets
internal import MappingStore
public import MasterData
public import Plans

/// Which past to go back to.
public enum RollbackTarget: Hashable, Sendable {
    /// Takes back what one release did, and leaves the others.
    case undo(Int)
    /// Goes back to what a release said, whatever came after.
    case to(Int)
}

extension Desk {
    /// Makes a plan that takes one release back, or goes back to one.
    ///
    /// It is a plan as any other: read, approved and published as a new release. The digest
    /// of a release that was gone back to is the digest it had.
    ///
    /// - Parameter choices: answers to what later releases did to the same things.
    public func rollBack(
        _ target: RollbackTarget, maker: String, asOf: Day? = nil,
        answers: PlanAnswers = PlanAnswers(), choices: [RowKey: Rebase.Choice] = [:]
    ) throws -> ProposalOutcome {
        let head = try store.head()
        let live = try store.rows(ofRelease: head.number)
        let day = asOf ?? now.day
        var act = PlanAct()
        let wanted: Changeset
        let name: String
        switch target {
        case .to(let number):
            guard number >= 0, number <= head.number else { throw StoreError.noRelease(number) }
            act.returnsTo = number
            name = "release \(number)"
            wanted = Changeset.diff(
                from: live, to: try store.rows(ofRelease: number), asOf: day)
        case .undo(let number):
            guard number > 0, number <= head.number else { throw StoreError.noRelease(number) }
            act.undoes = number
            name = "release \(number) undone"
            let after = try store.rows(ofRelease: number)
            let inverse = Changeset.diff(
                from: after, to: try store.rows(ofRelease: number - 1), asOf: day)
            let rebase = try Rebase(inverse, from: after, onto: live, choices: choices)
            guard rebase.conflicts.isEmpty else {
                throw RebaseConflicts(conflicts: rebase.conflicts, asOf: day)
            }
            act.taken = rebase.taken
            wanted = rebase.changeset
        }
        try settleOwnership(of: target, head: head.number, in: &act)
        let changeset = Changeset(
            asOf: day,
            changes: wanted.changes.map { change in
                var change = change
                change.reason = .undone
                return change
            },
            origins: Dictionary(
                uniqueKeysWithValues: wanted.changes.map { ($0.key, Origin(file: name, line: 0)) }))
        return try propose(
            Proposal(
                changeset: changeset, base: head, rows: live,
                terms: Plan.Terms(base: head, answers: answers, act: act)), maker: maker)
    }

    /// Corrections that go are no longer owned, and those that come back are owned again.
    private func settleOwnership(
        of target: RollbackTarget, head: Int, in act: inout PlanAct
    ) throws {
        let live = try store.ownedFields(inRelease: head)
        switch target {
        case .undo(let number):
            act.released = live.filter { $0.value == number }.keys.sorted()
        case .to(let number):
            let then = try store.ownedFields(inRelease: number)
            act.released = live.keys.filter { then[$0] != live[$0] }.sorted()
            let back = then.keys.filter { then[$0] != live[$0] }.sorted()
            act.edits = Dictionary(grouping: back, by: \.key).sorted { $0.key < $1.key }.map {
                HandEdit(
                    key: $0.key, fields: $0.value.map(\.field),
                    reason: "as corrected in release \(number)")
            }
        }
    }
}

/// Changes that meet other changes to the same things, and wait for an answer each.
public struct RebaseConflicts: Error, CustomStringConvertible {
    public var conflicts: [Rebase.Conflict]
    public var asOf: Day

    public var description: String {
        let count = conflicts.count == 1 ? "1 conflict waits" : "\(conflicts.count) conflicts wait"
        return
            "\(count) for an answer; no plan was made. Answer each with --take mine KEY or --take live KEY."
    }
}
