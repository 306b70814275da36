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
    private let checks: [any Check]

    /// The checks to run; all of them unless a test picks some.
    public init(_ checks: [any Check] = CheckBook.all) {
        self.checks = checks
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
        public var findings = Findings()
        /// What the base had already, which blocks nothing new.
        public var inherited = Findings()
        /// The changed things with an error of their own.
        public var faulty: Set<RowKey> = []
    }

    public func check(_ changeset: Changeset, onto base: MasterRows) throws(ApplyError) -> Outcome {
        let candidate = try Candidate(changeset, onto: base)
        let all = run(on: candidate)
        let old =
            base.isEmpty
            ? [] : Set(run(on: Candidate(unchanged: base, asOf: changeset.asOf)).map(Fault.init))
        var report = Report()
        for finding in all {
            if old.contains(Fault(finding)) {
                // A note about an untouched row is no news.
                if finding.severity == .error { report.inherited.add(finding) }
                continue
            }
            report.findings.add(finding)
            if finding.severity == .error, let key = finding.key { report.faulty.insert(key) }
        }
        if report.findings.hasErrors { return .held(report) }
        return .passed(
            CheckedChangeset(changeset: changeset, candidate: candidate.rows), report)
    }

    private func run(on candidate: Candidate) -> [Finding] {
        var findings = Findings(listing: .max)
        for check in checks { check.check(candidate, into: &findings) }
        return findings.listed
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
