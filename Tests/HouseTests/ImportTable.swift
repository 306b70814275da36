/// What a target may import.
struct ImportRow {
    var target: String
    /// Targets of this package.
    var own: Set<String>
    /// Libraries of other packages, and modules of the toolchain and the system.
    var outside: Set<String>

    /// Modules that come with the toolchain and need no word in Package.swift.
    static let toolchain: Set = [
        "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc", "Musl", "Dispatch",
        "Synchronization", "RegexBuilder", "Observation",
    ]
    /// What the compiler imports by itself.
    static let implicit: Set = ["Swift", "_Concurrency", "_StringProcessing"]
}

/// The table of ARCHITECTURE.md whose first heading is `target`.
struct ImportTable {
    var rows: [ImportRow] = []

    init(markdown: String) {
        var isInside = false
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                isInside = false
                continue
            }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
                .map { $0.filter { $0 != " " } }
            if cells.first == "target" {
                isInside = true
            } else if isInside, cells.count >= 3, cells[0].hasPrefix("`") {
                rows.append(
                    ImportRow(
                        target: Self.names(cells[0]).first ?? "", own: Set(Self.names(cells[1])),
                        outside: Set(Self.names(cells[2]))))
            }
        }
    }

    /// The names between backticks.
    private static func names(_ cell: String) -> [String] {
        cell.components(after: "`", upTo: "`")
    }

    subscript(target: String) -> ImportRow? { rows.first { $0.target == target } }
}

/// The targets of Package.swift, read from its text.
struct ManifestTargets {
    var sources: [ImportRow] = []
    var tests: Set<String> = []

    init(manifest: String) {
        // The list after the last "targets:" is the package's; the others are the products'.
        guard let list = manifest.components(after: "    targets: [\n", upTo: "\n    ]\n").last
        else { return }
        for kind in ["systemLibrary", "target", "executableTarget", "testTarget"] {
            for call in Self.calls(of: kind, in: list) {
                guard let name = call.components(after: "name: \"", upTo: "\"").first else {
                    continue
                }
                if kind == "testTarget" {
                    tests.insert(name)
                } else {
                    sources.append(Self.row(name, call))
                }
            }
        }
    }

    private static func row(_ name: String, _ call: String) -> ImportRow {
        var dependencies = dependencyList(call)
        let products = dependencies.components(after: ".product(", upTo: ")")
        for product in products { dependencies = dependencies.replacing(product, with: "") }
        return ImportRow(
            target: name, own: Set(dependencies.components(after: "\"", upTo: "\"")),
            outside: Set(products.flatMap { $0.components(after: "name: \"", upTo: "\"") }))
    }

    /// The text of `dependencies: […]`, or nothing.
    private static func dependencyList(_ call: String) -> String {
        call.components(after: "dependencies: [", upTo: "]").first ?? ""
    }

    /// The text between the brackets of each `.kind(…)`.
    private static func calls(of kind: String, in list: String) -> [String] {
        var found: [String] = []
        var rest = list[...]
        while let start = rest.firstRange(of: ".\(kind)(") {
            rest = rest[start.upperBound...]
            var depth = 1
            let body = rest.prefix { character in
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                return depth > 0
            }
            found.append(String(body))
            rest = rest[body.endIndex...]
        }
        return found
    }
}
