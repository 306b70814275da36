public import MasterData

/// Every difference between the routes of two tables, cell by cell and grouped.
///
///     let diff = RouteDiff.between(base: old, candidate: new, from: day)
///     for shift in diff.shifts { print(shift) }
public struct RouteDiff: Sendable {
    public var base: ReleaseLabel
    public var candidate: ReleaseLabel
    /// The differences counted.
    public var impact: RouteImpact
    /// The differing cells, each kind by itself, grouped to the largest description; most
    /// cells first.
    public var shifts: [RouteShift]

    /// Whether every cell goes where it went.
    public var isEmpty: Bool { impact.isEmpty }

    /// Compares the cells of two tables from a day on, within the days both cover.
    public static func between(
        base: RouteTable, candidate: RouteTable, from day: Day, days: Int = 400
    ) -> RouteDiff {
        let window = base.span(from: day, days: days)
            .clipped(to: candidate.span(from: day, days: days))
        var comparison = RouteComparison(base.model, candidate.model, over: window)
        comparison.collectsShifts = true
        let impact = comparison.run()
        return RouteDiff(
            base: base.release, candidate: candidate.release, impact: impact,
            shifts: comparison.shifts)
    }

    public var json: JSONValue {
        .object([
            "candidate": .string(candidate.description), "base": .string(base.description),
            "impact": impact.json, "shifts": .array(shifts.map(\.json)),
        ])
    }
}
