public import MasterData

/// A department has one office of a name at a level and place.
///
/// One office under two codes has two sets of posts, of which one stands empty.
///
/// Example: `PHED-N1` and `PHED-N2`, both `Sub-division, Nohar` at tehsil level in
/// `tehsil:555`.
///
/// Repair: move the posts to one of them and retire the other.
public struct OfficesAreNotListedTwice: Check {
    public static let code: FindingCode = "match.duplicate-office"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var seen: [String: RowKey] = [:]
        for (key, content) in candidate.live(.office) {
            guard let name = content[.nameEn] else { continue }
            let desk = [
                content[.department], content[.level], content[.place], MatchKey(name).text,
            ]
            .map { $0 ?? "" }.joined(separator: "#")
            guard let other = seen.updateValue(key, forKey: desk) else { continue }
            seen[desk] = other
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key, value: other.code,
                "\(key) and \(other) are both '\(name)' of one department, level and place. Keep one, and move the posts of the other."
            )
        }
    }
}
