import Foundation
import MasterData
import Testing

/// Every code of a finding that is not one of a check: those have pages of their own.
@Suite("Every finding has its page")
struct FindingPageTests {
    private static let families = [
        "file", "structure", "normalised", "cell", "row", "reference", "time", "match", "guard",
        "impact", "system",
    ]

    /// The codes that stand in the sources, and those that are put together there.
    private static func codes() throws -> Set<String> {
        var codes: Set<String> = []
        let literal = try Regex(
            "\"((?:\(families.joined(separator: "|")))\\.[a-z0-9]+(?:-[a-z0-9]+)*)\"",
            as: (Substring, Substring).self)
        for source in try Repository.sources(under: "Sources") {
            for match in source.text.matches(of: literal) { codes.insert(String(match.output.1)) }
            // `system.profile: …` stands at the start of a message.
            if source.text.contains("error: system.profile: ") { codes.insert("system.profile") }
            guard source.text.contains("enum Step: String, CaseIterable {"),
                source.path.hasSuffix("Normaliser.swift")
            else { continue }
            for line in source.lines where line.hasPrefix("        case ") {
                codes.insert("normalised." + line.dropFirst("        case ".count))
            }
        }
        return codes
    }

    private static func checkCodes() throws -> Set<String> {
        Set(
            try Repository.sources(under: "Sources/Plans/Checks").flatMap(CheckPage.pages)
                .map(\.code))
    }

    @Test("a page for each code, and none for what is no code")
    func pages() throws {
        let wanted = try Self.codes().subtracting(Self.checkCodes())
        #expect(wanted.count > 90 && wanted.contains("normalised.trimmed"))
        for code in wanted.sorted() {
            let page = try? Repository.text("docs/findings/\(code).md")
            #expect(
                page != nil,
                "docs/findings/\(code).md is missing: say what the code promises, why, an example and how to repair it"
            )
        }
        try Golden.checkNothingElse(
            in: "docs/findings", than: Set(wanted.map { "\($0).md" } + ["README.md"]))
    }

    @Test("a page says what, why, an example, how to repair, and how grave it is")
    func content() throws {
        var lines = [
            "# Findings of reading, importing and planning", "",
            "The codes that are no check of the check book (those are in [checks](../checks/README.md)). An error of `file` or `structure` refuses the file, except where the page says otherwise; one of a cell or row holds the row; one of `match` or `guard` holds the plan until it is answered.",
            "", "| code | reported as | what it promises |", "|---|---|---|",
        ]
        for code in try Self.codes().subtracting(Self.checkCodes()).sorted() {
            guard let page = try? Repository.text("docs/findings/\(code).md") else { continue }
            let parts = page.components(separatedBy: "\n\n")
            try #require(parts.count >= 8, "\(code): a part of the page is missing")
            #expect(parts[0] == "# \(code)")
            #expect(parts[3] == "## Example" && parts[5] == "## Repair", "\(code)")
            for text in [parts[1], parts[2], parts[4], parts[6]] {
                #expect(text.hasSuffix("."), "\(code): '\(text)' is no sentence")
            }
            let line = parts[7].split(separator: "\n").first { $0.hasPrefix("| reported as |") }
            let words = try #require(line).split(separator: "|")[1]
                .split(whereSeparator: { " ,".contains($0) })
            #expect(
                !words.isEmpty && words.allSatisfy { Severity(rawValue: String($0)) != nil },
                "\(code)")
            lines.append(
                "| [\(code)](\(code).md) | \(words.joined(separator: ", ")) | \(parts[1]) |")
        }
        try Golden.check("docs/findings/README.md", lines.joined(separator: "\n") + "\n")
    }
}
