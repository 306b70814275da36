public import MasterData

/// How routes differ between two releases, or between a release and what a plan makes of it.
///
/// Cells are those of ``Cover``, compared day by day but counted once. A cell may change
/// its post on some days and lose its cover on others; it then counts under both.
public struct RouteImpact: Sendable {
    public struct Counts: Hashable, Sendable {
        /// Cells answered by another post.
        public var changedPost = 0
        /// Cells that had a post and are a hole.
        public var lostCover = 0
        /// Cells that were a hole and have a post.
        public var gainedCover = 0
    }

    public var days: Validity
    /// Cells that both sides have.
    public var compared: Int
    public var counts: Counts
    /// Cells that only the candidate has, and how many of them are holes on some day.
    public var newCells: Int
    public var newHoles: Int
    /// Cells that only the base has.
    public var removedCells: Int
    /// By the department of the level, as the candidate has it where it has one.
    public var byDepartment: [RowKey: Counts]
    /// Cells that lost their cover, by the reason of the hole.
    public var lostByReason: [UnroutableReason: Int]
    /// Cells that gained cover, by the reason that the hole had.
    public var gainedByReason: [UnroutableReason: Int]
    /// The lost cells, grouped to the largest description; most cells first.
    public var lost: [Hole]
    /// The holes among the new cells, grouped likewise.
    public var opened: [Hole]

    /// Whether nothing differs.
    public var isEmpty: Bool {
        counts == Counts() && newCells == 0 && removedCells == 0
    }

    /// Compares the cells of two tables from a day on, within the days both cover.
    public static func between(
        base: RouteTable, candidate: RouteTable, from day: Day, days: Int = 400
    ) -> RouteImpact {
        let window = base.span(from: day, days: days)
            .clipped(to: candidate.span(from: day, days: days))
        var comparison = RouteComparison(base.model, candidate.model, over: window)
        return comparison.run()
    }
}

extension RouteImpact {
    public var json: JSONValue {
        .object([
            "by_department": .object(
                Dictionary(
                    uniqueKeysWithValues: byDepartment.map { ($0.key.description, $0.value.json) })),
            "compared": .integer(compared),
            "counts": counts.json,
            "days": .days(days),
            "gained_by_reason": .object(Self.reasons(gainedByReason)),
            "lost": .array(lost.map(\.json)),
            "lost_by_reason": .object(Self.reasons(lostByReason)),
            "new_cells": .integer(newCells),
            "new_holes": .integer(newHoles),
            "opened": .array(opened.map(\.json)),
            "removed_cells": .integer(removedCells),
        ])
    }

    private static func reasons(_ counts: [UnroutableReason: Int]) -> [String: JSONValue] {
        Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, .integer($0.value)) })
    }
}

extension RouteImpact.Counts {
    public var json: JSONValue {
        .object([
            "changed_post": .integer(changedPost),
            "gained_cover": .integer(gainedCover),
            "lost_cover": .integer(lostCover),
        ])
    }
}
