public import MasterData

/// What a reorganisation comes to on live masters: one changeset of everything that follows
/// from its events.
///
/// Places get their new parents from the effective day. Offices keep their places or hand
/// them over, department by department; new places get offices, posts and rules modelled on
/// those of the place they come from; what loses its last place closes. Each event leaves
/// succession rows, so that history and open complaints can follow it.
public struct ReorganisationExpansion: Sendable {
    public let changeset: Changeset
    /// What in the file does not fit the masters.
    public let findings: Findings
    /// What becomes of the offices, in the order of department, level and place.
    public let outcomes: [OfficeFollowing.Outcome]
    /// How many memberships rest on a sample rather than on a register or a notification.
    public let samples: Int
    /// The masters as they would be.
    let rows: MasterRows
    /// The offices, posts and rules that were modelled on others, by the new one.
    let originals: [RowKey: RowKey]
    /// The ids of the events that wrote each row.
    let writers: [RowKey: Set<String>]

    public init(_ reorganisation: Reorganisation, onto base: MasterRows) {
        var draft = ReorganisationDraft(reorganisation, onto: base)
        for step in reorganisation.steps { draft.perform(step) }
        draft.replaceClosedPosts()
        changeset = draft.changeset
        findings = draft.findings
        outcomes = draft.outcomes.sorted {
            ($0.department, $0.level, $0.place, $0.office)
                < ($1.department, $1.level, $1.place, $1.office)
        }
        samples = draft.samples
        rows = draft.rows
        originals = draft.originals
        writers = draft.writers
    }
}

extension ReorganisationDraft {
    /// Performs one event on what the earlier ones left.
    mutating func perform(_ step: ReorganisationStep) {
        self.step = step
        guard knowsAll(step.things) else { return }
        switch step.event {
        case .create:
            for successor in step.into { _ = create(successor) }
        case .split:
            split(step)
        case .merge, .abolish:
            step.things.contains(where: \.kind.isPlace) ? dissolve(step) : replace(step)
        case .move:
            move(step)
        case .rename:
            for thing in step.things { rename(thing, step.fields) }
        case .recode:
            recode(step)
        case .upgrade:
            step.into.isEmpty ? upgrade(step) : recode(step)
        case .reverse:
            for earlier in step.reversed.reversed() { takeBack(earlier, step.reversedSteps) }
        }
    }

    /// Whether each thing is there on the day; each that is not is an error.
    private mutating func knowsAll(_ things: [RowKey]) -> Bool {
        var knows = true
        for thing in things where live(thing) == nil {
            knows = false
            fail(
                "reference.unknown", step.origin, thing,
                "\(thing) is not there on \(day). Correct the code, or the order of the events.")
        }
        return knows
    }
}
