public import Changesets
public import MasterData

/// A changeset whose candidate passed every error-level check.
///
/// Only the check book makes one.
public struct CheckedChangeset: Sendable {
    public let changeset: Changeset
    /// The base the changeset was checked on, with the changes made.
    public let candidate: MasterRows

    fileprivate init(changeset: Changeset, candidate: MasterRows) {
        self.changeset = changeset
        self.candidate = candidate
    }
}

/// All checks, and the one way to a ``CheckedChangeset``.
public struct CheckBook: Sendable {
    /// By the order of kinds.
    private let rowChecks: [[any RowCheck]]
    /// What they look at, by the order of kinds.
    private let aspects: [RowGlance.Aspects]
    /// Those whose findings may be errors, which are told of untouched things too.
    let graveChecks: [[any RowCheck]]
    private let wholeChecks: [any Check]
    private let policy: CheckPolicy

    /// - Parameters:
    ///   - checks: the checks to run; all of them unless a test picks some.
    ///   - policy: severities of the profiles, and waivers.
    public init(_ checks: [any Check] = CheckBook.all, policy: CheckPolicy = CheckPolicy()) {
        var rowChecks: [[any RowCheck]] = MasterKind.allCases.map { _ in [] }
        var wholeChecks: [any Check] = []
        for check in checks {
            guard let check = check as? any RowCheck else {
                wholeChecks.append(check)
                continue
            }
            for kind in type(of: check).kinds { rowChecks[kind.order].append(check) }
        }
        self.rowChecks = rowChecks
        aspects = rowChecks.map { checks in
            checks.reduce(into: []) { $0.formUnion(type(of: $1).looksAt) }
        }
        graveChecks = rowChecks.map { checks in
            checks.filter { check in
                max(type(of: check).gravest, policy.severity(of: type(of: check).code) ?? .note)
                    == .error
            }
        }
        self.wholeChecks = wholeChecks
        self.policy = policy
    }

    public enum Outcome: Sendable {
        /// No new error; the findings are notes and warnings, and the base's own errors.
        case passed(CheckedChangeset, Report)
        /// At least one new error.
        case held(Report)

        public var report: Report {
            switch self {
            case .passed(_, let report), .held(let report): report
            }
        }
    }

    public struct Report: Sendable {
        /// What the changeset brings.
        public var findings: Findings
        /// What the base had already, which blocks nothing new.
        public var inherited = Findings()
        /// The changed things with an error of their own.
        public var faulty: Set<RowKey> = []
        /// The waivers that were asked for, and how many findings each let pass.
        public var waivers: [WaiverUse] = []

        init(listing limit: Int = Findings.listedPerCode) {
            findings = Findings(listing: limit)
        }
    }

    /// - Parameter limit: how many findings of one code are listed; all are counted.
    public func check(
        _ changeset: Changeset, onto base: MasterRows, listing limit: Int = Findings.listedPerCode
    ) throws(ApplyError) -> Outcome {
        let candidate = try Candidate(changeset, onto: base) { changed, rows in
            Reach(
                of: changed, soundKinds: soundKinds(in: base, asOf: changeset.asOf),
                comparesAll: comparesAll, in: [base, rows], asOf: changeset.asOf)
        }
        var verdict = Verdict(policy, asOf: changeset.asOf, listing: limit)
        checkRows(of: candidate, into: &verdict)
        checkWhole(candidate, into: &verdict)
        let report = verdict.finished()
        if report.findings.hasErrors { return .held(report) }
        return .passed(
            CheckedChangeset(changeset: changeset, candidate: candidate.rows), report)
    }

    /// Whether what comparing things finds is an error, which is told though no change has to do
    /// with it.
    private var comparesAll: Bool {
        [
            MobilesAreNotShared.code, EmailsAreNotShared.code, PersonsAreNotListedTwice.code,
            CodesKeepTheirZeros.code,
        ].contains { policy.severity(of: $0) == .error }
    }

    /// Asks the checks of rows about one thing by itself.
    public func check(_ subject: Subject, into findings: inout Findings) {
        for check in rowChecks[subject.key.kind.order] { check.check(subject, into: &findings) }
    }

    /// Whether a check of rows may find something in a row of a kind, as one look at it shows.
    public func mayFind(in glance: RowGlance, about kind: MasterKind) -> Bool {
        !aspects[kind.order].isDisjoint(with: glance.doubtful)
    }

    /// Asks the checks of rows about one row of a feed by itself.
    public func check(_ row: StagedRow, asOf day: Day, into findings: inout Findings) {
        let glance = RowGlance(row, asOf: day)
        guard mayFind(in: glance, about: row.key.kind) else { return }
        let subject = Subject(
            row.key, [RowVersion(validity: glance.validity, content: Content(row.fields))],
            asOf: day, at: row.origin)
        for check in rowChecks[row.key.kind.order] where check.mayFind(in: glance) {
            check.check(subject, into: &findings)
        }
    }

    private func checkRows(of candidate: Candidate, into verdict: inout Verdict) {
        var found = Findings(listing: .max)
        for kind in MasterKind.allCases where !rowChecks[kind.order].isEmpty {
            for subject in candidate.bearing(on: kind) {
                let isChanged = candidate.changed.contains(subject.key)
                let checks = isChanged ? rowChecks[kind.order] : graveChecks[kind.order]
                for check in checks { check.check(subject, into: &found) }
                if found.isEmpty { continue }
                let old = faultsBefore(subject, in: candidate)
                for finding in found.listed {
                    verdict.take(finding, isOld: old?.contains(Fault(finding)) ?? true)
                }
                found = Findings(listing: .max)
            }
        }
    }

    /// The faults a changed thing had in the base; nothing for one that is as it was.
    private func faultsBefore(_ subject: Subject, in candidate: Candidate) -> Set<Fault>? {
        guard candidate.changed.contains(subject.key) else { return nil }
        guard let before = candidate.base[subject.key] else { return [] }
        var found = Findings(listing: .max)
        check(
            Subject(subject.key, before.versions, asOf: candidate.asOf, among: [:]), into: &found)
        return Set(found.listed.map(Fault.init))
    }

    /// Runs the checks of the whole candidate, and on the base those that found something.
    private func checkWhole(_ candidate: Candidate, into verdict: inout Verdict) {
        var before: Candidate?
        for check in wholeChecks {
            var found = Findings(listing: .max)
            check.check(candidate, into: &found)
            if found.isEmpty { continue }
            var old: Set<Fault> = []
            if !candidate.base.isEmpty {
                let base = before ?? Candidate(baseOf: candidate)
                before = base
                var known = Findings(listing: .max)
                check.check(base, into: &known)
                old = Set(known.listed.map(Fault.init))
            }
            for finding in found.listed {
                verdict.take(finding, isOld: old.contains(Fault(finding)))
            }
        }
    }

    /// What makes two findings the same fault, wherever they were read.
    private struct Fault: Hashable {
        var code: FindingCode
        var key: RowKey?
        var value: String?

        init(_ finding: Finding) {
            code = finding.code
            key = finding.key
            value = finding.value
        }
    }
}

/// Collects what the checks find, as the policy sees it.
private struct Verdict {
    private var report: CheckBook.Report
    private var waivers: WaiverBook
    private let policy: CheckPolicy

    init(_ policy: CheckPolicy, asOf day: Day, listing limit: Int) {
        self.policy = policy
        report = CheckBook.Report(listing: limit)
        waivers = WaiverBook(policy.waivers, asOf: day)
    }

    mutating func take(_ finding: Finding, isOld: Bool) {
        let finding = policy.judged(finding)
        if isOld {
            // A note about an untouched row is no news.
            if finding.severity == .error { report.inherited.add(finding) }
            return
        }
        if waivers.covers(finding) { return }
        report.findings.add(finding)
        if finding.severity == .error, let key = finding.key { report.faulty.insert(key) }
    }

    consuming func finished() -> CheckBook.Report {
        for finding in waivers.findings { report.findings.add(finding) }
        report.waivers = waivers.uses.map { use in
            // Where a waiver is written is no part of a plan.
            var bare = use
            bare.waiver.origin = Origin(file: "", line: 0)
            return bare
        }
        return report
    }
}
