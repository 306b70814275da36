public import MasterData

/// Nothing is called "Test Department", "dummy" or "xyz".
///
/// Such rows were made to try something out and were never taken away; complaints do reach
/// them. Retire the row, or give it its name.
public struct NamesAreNoPlaceholders: Check {
    public static let code: FindingCode = "cell.placeholder-name"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.allCases where kind.schema.spec(of: .nameEn) != nil {
            candidate.forEachVersion(of: kind) { key, version in
                guard let name = version.content[.nameEn], Self.isPlaceholder(name) else { return }
                findings.warning(
                    Self.code, at: candidate.origin(of: key), key: key, value: name,
                    "\(key) is called '\(name)', which looks like a placeholder. Retire it, or give it its name."
                )
            }
        }
    }

    private static let words: Set<String> = [
        "test", "testing", "dummy", "demo", "xyz", "abc", "na", "n/a", "nil", "null", "none", "tbd",
    ]

    static func isPlaceholder(_ name: String) -> Bool {
        let parts = name.lowercased().split { $0 == " " || $0 == "-" || $0 == "_" }.map(String.init)
        if parts.count == 1 { return words.contains(parts[0]) }
        // "Free medicine or test not given" is a name; "Test Department" is none.
        return parts.first.map { ["test", "testing", "dummy"].contains($0) } ?? false
    }
}
