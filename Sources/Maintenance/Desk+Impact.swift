internal import Changesets
internal import Digests
internal import MappingStore
public import MasterData
internal import Plans
internal import RouteEngine
public import SourceReading
public import Transfers

extension Desk {
    /// What a plan does to open complaints, counted and listed.
    ///
    /// Each complaint is decided by what is live and by the live masters with the plan's
    /// changes made, with the posts of the plan's as-of day, or of its registration when that
    /// is later. Last days are forecasts, counted from registration by the release's calendars.
    /// Complaints of the store count under the category they have now, and for the levels that
    /// they have not left behind.
    ///
    /// - Parameters:
    ///   - complaints: a file of open complaints; those of the store when absent.
    ///   - policy: what happens to complaints whose post changes; the plan's own when absent.
    public func impact(
        ofPlan id: String, on complaints: SourceFile? = nil, policy: ComplaintPolicy? = nil,
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

    /// Refuses a plan that makes more open complaints unroutable than it acknowledges: those of
    /// the store, and those of a file where one is given.
    func refuseUnroutable(
        _ plan: Plan, complaints: SourceFile?, live: MasterRows, head: ReleaseIdentity
    ) throws {
        let acknowledged = plan.terms.act.acknowledgedUnroutable ?? 0
        func refuse(_ source: SourceFile?) throws {
            let impact = try impact(
                of: plan.checked.candidate, over: live, on: source, from: plan.changeset.asOf,
                head: head, finding: { _ in })
            guard impact.total.unroutable <= acknowledged else {
                throw PublishRefusal.unroutable(
                    plan: plan.id.short, count: impact.total.unroutable,
                    acknowledged: acknowledged)
            }
        }
        if let complaints { try refuse(complaints) }
        if head.number > 0, try store.hasOpenComplaints() { try refuse(nil) }
    }

    private func impact(
        of after: MasterRows, over before: MasterRows, on complaints: SourceFile?,
        from day: Day, head: ReleaseIdentity, finding: (Finding) throws -> Void
    ) throws -> ComplaintImpact {
        var weighing = ComplaintWeighing(before: before, after: after, from: day, head: head)
        if let complaints {
            weighing.impact.source = complaints.name
            try ComplaintFile.read(complaints, by: source) { complaint, _ in
                weighing.add(complaint.request(category: complaint.category), from: 1)
            } finding: {
                weighing.impact.faulty += $0.severity == .error ? 1 : 0
                try finding($0)
            }
        } else {
            try store.forEachOpenComplaint { open in
                weighing.add(
                    open.complaint.request(category: open.category), from: open.level ?? 1)
            }
        }
        return weighing.impact
    }
}

/// Open complaints decided by two sets of masters, one after the other.
private struct ComplaintWeighing {
    var impact = ComplaintImpact()
    private let old: Dispatcher
    private let new: Dispatcher
    private let day: Day

    init(before: MasterRows, after: MasterRows, from day: Day, head: ReleaseIdentity) {
        old = Dispatcher(before, release: head)
        new = Dispatcher(after, release: head)
        self.day = day
    }

    /// - Parameter level: the level at which the complaint stands; lower ones are over.
    mutating func add(_ request: RouteRequest, from level: Int) {
        let entering = max(day, request.day)
        let (was, will) = (
            old.decision(request, entering: entering), new.decision(request, entering: entering)
        )
        if was.outcome == .unroutable, will.outcome == .unroutable { impact.unroutableBefore += 1 }
        if will.outcome == .routed { impact.routedAfter += 1 }
        if will.outcome == .unroutable, let reason = will.reason?.rawValue {
            impact.unroutableAfter[reason, default: 0] += 1
        }
        let district = new.district(of: request)
        impact.add(
            ComplaintImpact.Row(
                request, was, will, from: level, district: district, old: old, new: new),
            department: (was.department ?? will.department)?.code ?? "", district: district)
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

    /// Under the category that stands for the complaint's own, where that is over by the day and
    /// the other routes it.
    func decision(_ request: RouteRequest, entering day: Day) -> Decision {
        if let heir = table.heir(ofCategory: request.category, on: day)?.heir.code {
            var marked = request
            marked.category = heir
            let decision = table.decide(marked, entering: day)
            if decision.outcome == .routed { return decision }
        }
        return table.decide(request, entering: day)
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
        _ request: RouteRequest, _ was: Decision, _ will: Decision, from first: Int,
        district: String, old: Dispatcher, new: Dispatcher
    ) {
        let isLost = was.outcome == .routed && will.outcome == .unroutable
        var moves: [ComplaintImpact.Move] = []
        var shifts: [ComplaintImpact.Shift] = []
        if was.outcome == .routed, will.outcome == .routed {
            for level in first...4 {
                let (before, after) = (was[level: level]?.answers, will[level: level]?.answers)
                guard before != after else { continue }
                moves.append(
                    ComplaintImpact.Move(
                        level: level, from: before?.code ?? "", to: after?.code ?? ""))
            }
            let (before, after) = (
                old.lastDays(was, of: request), new.lastDays(will, of: request)
            )
            for level in first...4 {
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
