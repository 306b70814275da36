public import MasterData

/// An overlap is between two different places.
///
/// A place that overlaps itself says nothing, and usually stands where another code was meant.
///
/// Example: an overlap of `tehsil:555` with `tehsil:555`.
///
/// Repair: correct one of the two places, or take the row out.
public struct OverlapsJoinTwoPlaces: RowCheck {
    public static let code: FindingCode = "row.overlap-of-itself"
    public static let kinds: [MasterKind] = [.overlap]

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        guard let content = subject.versions.last?.content, let place = content[.place],
            place == content[.other]
        else { return }
        findings.error(
            Self.code, at: subject.origin, key: subject.key, value: place,
            "\(subject.key) is an overlap of \(place) with itself. Correct one of the two places.")
    }
}
