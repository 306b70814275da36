internal import Digests
internal import MappingStore
public import MasterData
internal import Plans
public import RouteEngine

extension Desk {
    /// Compares the routes of two releases cell by cell; release 0 is the empty one.
    ///
    /// - Parameter day: the first day compared; today when absent.
    public func routeDifference(
        from first: Int, to second: Int, asOf day: Day? = nil, days: Int = 400
    ) throws -> RouteDiff {
        func table(_ number: Int) throws -> RouteTable {
            number == 0
                ? Self.routeTable(of: MasterRows(), release: .empty)
                : try routeTable(release: number)
        }
        return RouteDiff.between(
            base: try table(first), candidate: try table(second), from: day ?? now.day, days: days)
    }
}

extension RouteDiff {
    /// How many shifts of a kind are listed, unless all are asked for.
    private static let listed = 10

    /// The counts, then the differing cells by kind, those with most cells first.
    public func text(listingAll: Bool = false) -> String {
        var lines = [
            "Routes from release \(base) to release \(candidate), \(impact.days.from) until \(impact.days.to)",
            "",
            "\(Lakh.grouped(impact.compared)) cells compared: \(Lakh.grouped(impact.counts.changedPost)) change post, \(Lakh.grouped(impact.counts.lostCover)) lose cover, \(Lakh.grouped(impact.counts.gainedCover)) gain it; \(Lakh.grouped(impact.newCells)) are new (\(Lakh.grouped(impact.newHoles)) of them holes), \(Lakh.grouped(impact.removedCells)) are gone",
        ]
        for kind in RouteShift.Kind.allCases {
            let shifts = self.shifts.filter { $0.kind == kind }
            if shifts.isEmpty { continue }
            lines += ["", "\(kind.heading):"]
            lines += (listingAll ? shifts[...] : shifts.prefix(Self.listed)).map { "  \($0)" }
            if !listingAll && shifts.count > Self.listed {
                lines.append(
                    "  … and \(Lakh.grouped(shifts.count - Self.listed)) more; --all lists them")
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension RouteShift.Kind {
    fileprivate var heading: String {
        switch self {
        case .changed: "Another post answers"
        case .lost: "Cover is lost"
        case .gained: "Cover is gained"
        case .new: "Cells that are new"
        case .removed: "Cells that are gone"
        }
    }
}
