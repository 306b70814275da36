internal import MappingStore
public import MasterData
internal import RouteEngine
public import SourceReading
public import Transfers

/// What taking in complaints came to.
public struct IntakeTotals: Hashable, Sendable {
    public var routed = 0
    /// Kept without a post, by reason.
    public var unroutable: [String: Int] = [:]
    /// There already, with the same facts.
    public var known = 0
    /// Rows that were not taken in.
    public var faulty = 0
    public var release = 0

    public init() {}

    public var unroutableCount: Int { unroutable.values.reduce(0, +) }
    public var added: Int { routed + unroutableCount }
}

extension Desk {
    /// How many complaints are taken in by one transaction.
    static let intakeBatch = 1000

    /// Takes in the complaints of a CSV or JSON Lines file and routes each by the live release.
    ///
    /// A file may be given again, or again after a crash: what is there already is passed over.
    /// Only what `schemas/complaints.md` lists is kept; the rest is dropped and named.
    public func takeIn(
        _ file: SourceFile, finding: (Finding) throws -> Void
    ) throws -> IntakeTotals {
        var totals = IntakeTotals()
        var batch: [(complaint: Complaint, origin: Origin)] = []
        func report(_ found: Finding) throws {
            if found.severity == .error { totals.faulty += 1 }
            try finding(found)
        }
        func take(_ complaint: Complaint, _ origin: Origin) throws {
            batch.append((complaint, origin))
            if batch.count == Self.intakeBatch { try flush() }
        }
        func flush() throws {
            let results = try takeIn(batch.map(\.complaint), &totals)
            for (item, result) in zip(batch, results) {
                if let refusal = result.refusal { try report(refusal.finding(at: item.origin)) }
            }
            batch.removeAll(keepingCapacity: true)
        }
        if try file.isJSONLines() {
            try ComplaintFile.readLines(file, by: source, take, finding: report)
        } else {
            try ComplaintFile.read(file, by: source, strangers: .drop, take, finding: report)
        }
        try flush()
        return totals
    }

    /// Takes in complaints that are at hand, all or none, and says what is wrong with those
    /// that are refused.
    public func takeIn(_ complaints: [Complaint]) throws -> (IntakeTotals, [Finding]) {
        var totals = IntakeTotals()
        let results = try takeIn(complaints, &totals)
        let findings = zip(complaints, results).compactMap { complaint, result in
            result.refusal?.finding(at: Origin(file: complaint.number, line: 0))
        }
        totals.faulty = findings.count
        return (totals, findings)
    }

    private struct Taken {
        var refusal: ComplaintDraft.Fault?
    }

    private func takeIn(
        _ complaints: [Complaint], _ totals: inout IntakeTotals
    ) throws -> [Taken] {
        let refusals = complaints.map { ComplaintDraft.refusal(of: $0, at: now) }
        let accepted = zip(complaints, refusals).filter { $1 == nil }.map(\.0)
        let (arrivals, results, release) = try openingReleases { markings in
            let marking = markings.live
            let arrivals = accepted.map { marking.arrivalEvent(of: $0) }
            return (
                arrivals,
                try store.takeIn(
                    zip(accepted, arrivals).map { ($0, [$1]) }, by: marking.release,
                    recordedAt: now), marking.release
            )
        }
        totals.release = release
        var taken: [Taken] = []
        var position = 0
        for (complaint, refusal) in zip(complaints, refusals) {
            if let refusal {
                taken.append(Taken(refusal: refusal))
                continue
            }
            switch results[position] {
            case .known: totals.known += 1
            case .differs: taken.append(Taken(refusal: .differs(complaint)))
            case .added:
                if case .unroutable(_, let reason) = arrivals[position].happening {
                    totals.unroutable[reason, default: 0] += 1
                } else {
                    totals.routed += 1
                }
            }
            if results[position] != .differs { taken.append(Taken()) }
            position += 1
        }
        return taken
    }
}

extension ComplaintDraft.Fault {
    fileprivate static func differs(_ complaint: Complaint) -> ComplaintDraft.Fault {
        ComplaintDraft.Fault(
            field: "complaint_id", code: "row.other-complaint", severity: .error,
            value: complaint.number,
            message:
                "Complaint \(complaint.number) is there already with other facts, which stay. Give this one a number of its own, or re-mark the other."
        )
    }
}

extension Marking {
    /// The first event of a complaint's ledger, at its registration.
    func arrivalEvent(of complaint: Complaint) -> LedgerEvent {
        LedgerEvent(
            step: 1, at: complaint.registeredAt,
            happening: happening(
                arrival(
                    of: complaint, category: complaint.category, at: complaint.registeredAt)))
    }

    func happening(_ arrival: Arrival) -> Happening {
        switch arrival {
        case .routed(let assignment, let entry, let passed):
            .routed(assignment, entry, passed: passed)
        case .unroutable(let reason): .unroutable(release: release, reason: reason)
        }
    }
}
