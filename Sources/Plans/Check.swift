public import MasterData

/// One promise about the masters, checked on the candidate of a changeset.
///
/// A check reports what is wrong with the whole candidate; the check book tells new
/// faults from those that the base had already. Every finding names the key it is about.
public protocol Check: Sendable {
    /// `family.name`; the finding's page bears this name.
    static var code: FindingCode { get }

    init()

    func check(_ candidate: Candidate, into findings: inout Findings)
}

/// A promise that one thing keeps or breaks by itself, whatever else the masters hold.
///
/// The check book asks all of them in one pass over the candidate, and asks the base only
/// about the things that change: what is alone at fault was so before.
public protocol RowCheck: Check {
    /// The kinds of thing that it looks at.
    static var kinds: [MasterKind] { get }
    /// The gravest severity that it gives a finding by itself.
    ///
    /// Below an error it is not asked about things that no change touches: what they were at
    /// fault of before is told only when it is an error.
    static var gravest: Severity { get }

    /// What it looks at in a row of a feed: it finds nothing where a glance at that shows no
    /// doubt. Anything, unless it says otherwise.
    static var looksAt: RowGlance.Aspects { get }

    func check(_ subject: Subject, into findings: inout Findings)
}

extension RowCheck {
    public static var gravest: Severity { .error }

    public static var looksAt: RowGlance.Aspects { .anything }

    /// Whether it may find something in a row, as one look at that shows.
    public func mayFind(in glance: RowGlance) -> Bool {
        !Self.looksAt.isDisjoint(with: glance.doubtful)
    }

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in Self.kinds {
            for subject in candidate.subjects(of: kind) { check(subject, into: &findings) }
        }
    }
}

extension MasterKind {
    /// The kinds whose things have names.
    static let named = allCases.filter { $0.schema.spec(of: .nameEn) != nil }
}
