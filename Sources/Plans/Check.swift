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
