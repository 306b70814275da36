import Testing

/// The package manager refuses an import that points up, but lets a target import what its
/// dependencies depend on; so the imports are read here.
@Suite("The arrows between targets are those of ARCHITECTURE.md")
struct ImportTests {
    let table: ImportTable
    let manifest: ManifestTargets
    let sources: [SourceText]

    init() throws {
        table = ImportTable(markdown: try Repository.text("ARCHITECTURE.md"))
        manifest = ManifestTargets(manifest: try Repository.text("Package.swift"))
        sources = try Repository.sources()
        try #require(!table.rows.isEmpty, "ARCHITECTURE.md has no table of targets")
        try #require(!manifest.sources.isEmpty, "Package.swift lists no targets")
    }

    @Test("a file imports only what its target's row allows")
    func imports() {
        for source in sources {
            guard let row = table[source.target] else {
                Issue.record("\(source.path): ARCHITECTURE.md has no row for \(source.target)")
                continue
            }
            let allowed = row.own.union(row.outside).union(ImportRow.implicit)
            for (line, module) in source.imports where !allowed.contains(module) {
                Issue.record(
                    "\(source.path):\(line): \(source.target) may not import \(module). Move the code to a target that may, or change the table in ARCHITECTURE.md with the reason."
                )
            }
        }
    }

    @Test("a row has the dependencies of Package.swift")
    func rows() {
        for target in manifest.sources {
            guard let row = table[target.target] else {
                Issue.record("ARCHITECTURE.md has no row for \(target.target)")
                continue
            }
            let outside = row.outside.subtracting(ImportRow.toolchain)
            #expect(
                row.own == target.own,
                "\(row.target): ARCHITECTURE.md and Package.swift differ in \(list(row.own.symmetricDifference(target.own)))"
            )
            #expect(
                outside == target.outside,
                "\(row.target): ARCHITECTURE.md and Package.swift differ in \(list(outside.symmetricDifference(target.outside)))"
            )
        }
        let targets = Set(manifest.sources.map(\.target))
        for row in table.rows where !targets.contains(row.target) {
            Issue.record("\(row.target) is in ARCHITECTURE.md and not in Package.swift")
        }
    }

    @Test("a row lists no toolchain module that nothing imports")
    func toolchain() {
        for row in table.rows {
            let files = sources.filter { $0.target == row.target }
            if files.isEmpty { continue }
            let used = Set(files.flatMap { $0.imports.map(\.module) })
            let unused = row.outside.intersection(ImportRow.toolchain).subtracting(used)
            #expect(
                unused.isEmpty,
                "\(row.target): no file imports \(list(unused)); take it out of ARCHITECTURE.md")
        }
    }

    @Test("a library of another package is imported by one target only")
    func oneTargetEach() {
        let outside = Set(manifest.sources.flatMap(\.outside))
        for library in outside.sorted() {
            let users = Set(
                sources.filter { $0.imports.contains { $0.module == library } }.map(\.target))
            #expect(
                users.count <= 1,
                "\(library) is imported by \(list(users)); keep it behind one of them")
        }
    }

    /// The files that ask the C library to map or read a file, and the one with a lock.
    private static let allowed: [Substring: String] = [
        "MappedFile.swift": "Glibc", "PackedFile.swift": "Glibc",
        "PackedTable.swift": "Synchronization",
    ]

    @Test("an embedded rule engine brings no Foundation", arguments: ["MasterData", "RouteEngine"])
    func noFoundation(target: String) {
        for source in sources where source.target == target {
            for (line, module) in source.imports where ImportRow.toolchain.contains(module) {
                if Self.allowed[source.path.split(separator: "/").last ?? ""] == module {
                    continue
                }
                Issue.record("\(source.path):\(line): \(target) imports \(module)")
            }
        }
    }

    private func list(_ names: Set<String>) -> String {
        names.sorted().joined(separator: ", ")
    }
}

@Suite("Reading of imports")
struct ImportReadingTests {
    @Test(
        "finds the module",
        arguments: [
            ("import Crypto", "Crypto"), ("public import MasterData", "MasterData"),
            ("@testable import Plans", "Plans"),
            ("  internal import struct Foundation.URL", "Foundation"),
            ("@_exported public import Logging // why", "Logging"),
        ])
    func found(line: String, module: String) {
        #expect(SourceText(path: "Sources/A/B.swift", text: line).imports.map(\.module) == [module])
    }

    @Test(
        "takes nothing else for an import",
        arguments: [
            "// import Crypto", "let important = 1", "case import", "/// import FILE",
            "func `import`()",
        ])
    func other(line: String) {
        #expect(SourceText(path: "Sources/A/B.swift", text: line).imports.isEmpty)
    }
}
