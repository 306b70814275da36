public import MasterData

/// An old name that a place keeps as alias is not the name of another place beside it.
///
/// Files are matched by names and aliases; one that means two places moves the wrong one.
///
/// Example: `tehsil:555` `Nohar` has the alias `Rawatsar`, which is the name of `tehsil:556` in
/// the same district.
///
/// Repair: take the alias out, or correct the name.
public struct AliasesAreNobodysName: Check {
    public static let code: FindingCode = "match.alias-clash"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.places {
            let places = candidate.live(kind)
            guard places.contains(where: { $0.content[.aliases] != nil }) else { continue }
            var names: [String: RowKey] = [:]
            for (key, content) in places {
                for name in [content[.nameEn], content[.nameHi]] {
                    if let name { names[Self.desk(of: name, content)] = key }
                }
            }
            for (key, content) in places {
                for alias in content.list(.aliases) {
                    guard let other = names[Self.desk(of: alias, content)], other != key else {
                        continue
                    }
                    findings.warning(
                        Self.code, at: candidate.origin(of: key), key: key, value: alias,
                        "\(key) has the alias '\(alias)', which is the name of \(other) beside it. Take it out, or correct the name."
                    )
                }
            }
        }
    }

    private static func desk(of name: String, _ content: Content) -> String {
        let parents = Hierarchy.allCases.compactMap { content[$0.parentField] }
        return "\(parents.joined(separator: "|"))#\(MatchKey(name))"
    }
}
