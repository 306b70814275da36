internal import Changesets
internal import Digests
internal import MappingStore
public import MasterData
internal import Plans
internal import RouteEngine
public import SourceReading
public import Transfers

extension Desk {
    /// What a plan does to the open complaints of a file, counted and listed.
    ///
    /// Each complaint is decided by what is live and by the live masters with the plan's
    /// changes made, with the posts of the plan's as-of day, or of its registration when that
    /// is later. Last days are forecasts, counted from registration by the release's calendars.
    ///
    /// - Parameter policy: what happens to complaints whose post changes; the plan's own when
    ///   absent.
    public func impact(
        ofPlan id: String, on complaints: SourceFile, policy: ComplaintPolicy? = nil,
        finding: (Finding) throws -> Void
    ) throws -> ComplaintImpact {
        let stored = try store.plan(matching: id)
        let head = try store.head()
        let live = try store.rows(ofRelease: head.number)
        let changeset = try store.changeset(of: stored.id)
        let after: MasterRows
        do { after = try changeset.applied(to: live) } catch {
            throw PublishRefusal.stale(
                plan: stored.id.short, base: stored.terms.base.number, live: head.number)
        }
        var impact = try impact(
            of: after, over: live, on: complaints, from: changeset.asOf, head: head,
            finding: finding)
        impact.policy = policy ?? stored.terms.act.complaints ?? .standard
        impact.acknowledged = stored.terms.act.acknowledgedUnroutable ?? 0
        return impact
    }

    /// Refuses a plan that makes more complaints unroutable than it acknowledges.
    func refuseUnroutable(
        _ plan: Plan, complaints: SourceFile, live: MasterRows, head: ReleaseIdentity
    ) throws {
        let impact = try impact(
            of: plan.checked.candidate, over: live, on: complaints, from: plan.changeset.asOf,
            head: head, finding: { _ in })
        let acknowledged = plan.terms.act.acknowledgedUnroutable ?? 0
        guard impact.total.unroutable <= acknowledged else {
            throw PublishRefusal.unroutable(
                plan: plan.id.short, count: impact.total.unroutable, acknowledged: acknowledged)
        }
    }

    private func impact(
        of after: MasterRows, over before: MasterRows, on complaints: SourceFile, from day: Day,
        head: ReleaseIdentity, finding: (Finding) throws -> Void
    ) throws -> ComplaintImpact {
        var impact = ComplaintImpact()
        let (old, new) = (
            Dispatcher(before, release: head), Dispatcher(after, release: head)
        )
        try ComplaintFile.read(complaints) { complaint, _ in
            let request = complaint.request(category: complaint.category)
            let entering = max(day, request.day)
            let (was, will) = (
                old.decision(request, entering: entering), new.decision(request, entering: entering)
            )
            if was.outcome == .unroutable, will.outcome == .unroutable {
                impact.unroutableBefore += 1
            }
            impact.add(
                ComplaintImpact.Row(
                    request, was, will, district: new.district(of: request), old: old, new: new),
                department: (was.department ?? will.department)?.code ?? "",
                district: new.district(of: request))
        } finding: {
            impact.faulty += $0.severity == .error ? 1 : 0
            try finding($0)
        }
        return impact
    }
}

/// One set of masters, asked about complaints.
struct Dispatcher {
    private let rows: MasterRows
    private let table: RouteTable
    private let calendars: WorkCalendars

    init(_ rows: MasterRows, release: ReleaseIdentity) {
        self.rows = rows
        table = Desk.routeTable(of: rows, release: release)
        calendars = WorkCalendars(rows)
    }

    func decision(_ request: RouteRequest, entering day: Day) -> Decision {
        table.decide(request, entering: day)
    }

    /// The last day of each level, each entered when the one before is over.
    func lastDays(_ decision: Decision, of request: RouteRequest) -> [Int: Day] {
        var days: [Int: Day] = [:]
        var entered = request.day
        for level in decision.levels {
            guard let terms = level.terms else { continue }
            let calendar =
                terms.calendar == .calendar
                ? WorkCalendar()
                : calendars.calendar(
                    department: level.department?.code, places: request.places, on: entered)
            let last = Deadline.lastDay(
                entered: Deadline.end(of: entered.advanced(by: -1)), days: terms.days,
                count: terms.calendar, calendar: calendar)
            days[level.level] = last
            entered = last.advanced(by: 1)
        }
        return days
    }

    /// The district that a complaint is from, as code; empty when it names none.
    func district(of request: RouteRequest) -> String {
        if let key = request.places.first(where: { $0.kind == .district }) { return key.code }
        for place in request.places {
            for hierarchy in Hierarchy.allCases {
                let above = rows.ancestors(of: place, in: hierarchy, on: request.day)
                if let key = above.first(where: { $0.kind == .district }) { return key.code }
            }
        }
        return ""
    }
}

extension ComplaintImpact.Row {
    /// Nothing when the plan leaves the complaint as it is.
    init?(
        _ request: RouteRequest, _ was: Decision, _ will: Decision, district: String,
        old: Dispatcher, new: Dispatcher
    ) {
        let isLost = was.outcome == .routed && will.outcome == .unroutable
        var moves: [ComplaintImpact.Move] = []
        var shifts: [ComplaintImpact.Shift] = []
        if was.outcome == .routed, will.outcome == .routed {
            for level in 1...4 {
                let (before, after) = (was[level: level]?.answers, will[level: level]?.answers)
                guard before != after else { continue }
                moves.append(
                    ComplaintImpact.Move(
                        level: level, from: before?.code ?? "", to: after?.code ?? ""))
            }
            let (before, after) = (
                old.lastDays(was, of: request), new.lastDays(will, of: request)
            )
            for level in 1...4 {
                guard let from = before[level], let to = after[level], from != to else { continue }
                shifts.append(ComplaintImpact.Shift(level: level, from: from, to: to))
            }
        }
        let isGained = was.outcome == .unroutable && will.outcome == .routed
        if !isLost, !isGained, moves.isEmpty, shifts.isEmpty { return nil }
        self.init(
            complaint: request.id, department: (was.department ?? will.department)?.code ?? "",
            district: district, moves: moves, deadlines: shifts,
            unroutable: isLost ? will.reason?.rawValue : nil, isGained: isGained)
    }
}
