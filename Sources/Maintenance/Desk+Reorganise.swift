internal import Changesets
internal import Digests
internal import Foundation
internal import MappingStore
public import MasterData
public import Plans
internal import SourceReading
internal import Staging

/// What a reorganisation file came to.
public struct ReorganisationOutcome: Sendable {
    /// The stored plan; nothing when there are errors, or nothing changes.
    public var report: PlanReport?
    public var reorganisation: Reorganisation
    public var findings: Findings
    /// Errors that the live masters had before, which block nothing new.
    public var inherited: Findings
    /// How many memberships are a sample.
    public var samples: Int
}

extension Desk {
    /// Reads a reorganisation file, works out all that follows from it and stores a plan.
    ///
    /// The plan's as-of day is the day from which the reorganisation holds.
    public func reorganise(
        _ path: String, maker: String, answers: PlanAnswers = PlanAnswers()
    ) throws -> ReorganisationOutcome {
        let files = ReorganisationFiles(path)
        let reorganisation = try files.reorganisation()
        let head = try store.head()
        let base = try store.rows(ofRelease: head.number)
        let expansion = ReorganisationExpansion(reorganisation, onto: base)
        var outcome = ReorganisationOutcome(
            reorganisation: reorganisation, findings: expansion.findings, inherited: Findings(),
            samples: expansion.samples)
        if expansion.samples > 0 {
            outcome.findings.note(
                "impact.sample-membership", at: Origin(file: files.names[0], line: 0),
                "\(expansion.samples) memberships are a sample: no register or notification at hand proves them. They are marked in the source of each place."
            )
        }
        if outcome.findings.hasErrors || expansion.changeset.isEmpty { return outcome }
        let policies = try policies(in: base, of: head, asOf: expansion.changeset.asOf)
        var answers = answers
        var act = PlanAct()
        act.take(overridesOf: &answers)
        let checked = try CheckBook(policy: CheckPolicy(policies: policies))
            .check(expansion.changeset, onto: base)
        outcome.findings.merge(checked.report.findings)
        outcome.inherited = checked.report.inherited
        guard case .passed(let changes, _) = checked else { return outcome }
        let impact = ImpactReport(
            base: base, checked: changes,
            following: OfficeFollowing(outcomes: expansion.outcomes), release: head)
        let plan = Plan(
            changes,
            terms: Plan.Terms(
                base: head, feeds: files.sources.map(\.digest),
                findings: FindingsSummary(outcome.findings), answers: answers,
                policy: CheckPolicy(policies: policies),
                holds: Guards.holds(
                    for: changes.changeset, base: base, scopes: [], answers: answers,
                    lostCover: impact.lostCover, policies: policies, overrides: act.overrides),
                routeImpact: impact.json, act: act))
        for source in files.sources {
            try store.storeUpload(name: source.file.name, digest: source.digest, at: now) { keep in
                try source.file.readChunks { chunk in try keep(Array(chunk)) }
            }
        }
        try store.savePlan(
            plan, maker: try store.actor(named: maker), at: now, files: files.names)
        outcome.report = try report(
            of: try store.plan(matching: plan.id.description), plan.changeset, base: base)
        return outcome
    }
}

/// A reorganisation file and those that it takes back; all are what the plan is made from.
private final class ReorganisationFiles {
    private(set) var sources: [(file: SourceFile, digest: SHA256Digest)] = []
    private let path: String

    var names: [String] { sources.map(\.file.name) }

    init(_ path: String) {
        self.path = path
    }

    func reorganisation() throws -> Reorganisation {
        let text = try read(path)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        return try Reorganisation(yaml: text, file: names[0]) { name in
            guard !name.contains("/") else { return nil }
            return try? self.read(folder.appendingPathComponent(name).path)
        }
    }

    private func read(_ path: String) throws -> String {
        let file = try SourceFile.open(path: path)
        var bytes: [UInt8] = []
        try file.readChunks { bytes.append(contentsOf: $0) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ReorganisationFileError(
                origin: Origin(file: file.name, line: 1), reason: "the file is not UTF-8")
        }
        sources.append((file, try file.digest()))
        return text
    }
}
