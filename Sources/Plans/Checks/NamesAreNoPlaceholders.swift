public import MasterData

/// Nothing is called "Test Department", "dummy" or "xyz".
///
/// Such rows were made to try something out and were never taken away; complaints do reach
/// them.
///
/// Example: a department called `Test Department`.
///
/// Repair: retire the row, or give it its name.
public struct NamesAreNoPlaceholders: RowCheck {
    public static let code: FindingCode = "cell.placeholder-name"

    public static let kinds = MasterKind.named
    public static let gravest = Severity.warning
    public static let looksAt = RowGlance.Aspects.names

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            guard let name = version.content[.nameEn], Self.isPlaceholder(name) else { continue }
            findings.warning(
                Self.code, at: subject.origin, key: subject.key, value: name,
                "\(subject.key) is called '\(name)', which looks like a placeholder. Retire it, or give it its name."
            )
        }
    }

    static let words: Set<String> = [
        "test", "testing", "dummy", "demo", "xyz", "abc", "na", "n/a", "nil", "null", "none", "tbd",
    ]

    static func isPlaceholder(_ name: String) -> Bool {
        guard mayBegin(name) else { return false }
        let parts = name.lowercased().split { $0 == " " || $0 == "-" || $0 == "_" }.map(String.init)
        if parts.count == 1 { return words.contains(parts[0]) }
        // "Free medicine or test not given" is a name; "Test Department" is none.
        return parts.first.map { ["test", "testing", "dummy"].contains($0) } ?? false
    }

    /// Whether the first word may be one of the words, as its length and first letter tell.
    private static func mayBegin(_ name: String) -> Bool {
        let word = name.utf8.lazy.drop { separators.contains($0) }
            .prefix { !separators.contains($0) }
        guard let first = word.first, first < 0x80 else { return true }
        return "tdxanTDXAN".utf8.contains(first) && word.prefix(8).count < 8
    }

    private static let separators = " -_".utf8
}
