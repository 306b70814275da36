import Foundation
import MasterData
import Plans
import Testing

@Suite("Every check has its page")
struct CheckPageTests {
    let pages: [CheckPage]

    init() throws {
        pages = try Repository.sources(under: "Sources/Plans/Checks")
            .flatMap(CheckPage.pages).sorted { $0.code < $1.code }
        try #require(!pages.isEmpty, "no check was found in Sources/Plans/Checks")
    }

    @Test("pages and index are those of the comments")
    func pagesAreUpToDate() throws {
        for page in pages {
            try Golden.check("docs/checks/\(page.code).md", page.text)
        }
        try Golden.check("docs/checks/README.md", CheckPage.index(pages))
        let names = Set(pages.map { "\($0.code).md" } + ["README.md"])
        try Golden.checkNothingElse(in: "docs/checks", than: names)
    }

    @Test("each check has a heading in Hindi, for the page of a plan, and none has two")
    func hasHindi() throws {
        let headlines = try Repository.text("Sources/Maintenance/FindingHeadlines.swift")
        for code in pages.map(\.code)
            + ["guard.shrink", "guard.churn", "guard.cover", "match.missing", "match.successor"]
        {
            #expect(
                headlines.components(separatedBy: "\"\(code)\": \"").count == 2, "\(code)")
        }
    }

    @Test("what the page says in Hindi to do is of a code that has a heading")
    func remediesHaveHeadings() throws {
        let headlines = try Repository.text("Sources/Maintenance/FindingHeadlines.swift")
        let remedies = try Repository.text("Sources/Maintenance/FindingRemedies.swift")
        let codes = remedies.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: "\"")
            return parts.count >= 3 && parts[1].contains(".") && parts[2] == ": "
                ? String(parts[1]) : nil
        }
        #expect(codes.count > 30)
        #expect(Set(codes).count == codes.count)
        for code in codes { #expect(headlines.contains("\"\(code)\": \""), "\(code)") }
    }

    @Test("a check has a code of its own, a comment and a severity")
    func isDocumented() {
        var codes: Set<String> = []
        for page in pages {
            #expect(page.code.contains("."), "\(page.name) has no code such as family.name")
            #expect(
                codes.insert(page.code).inserted, "\(page.name): another check has \(page.code)")
            #expect(!page.summary.isEmpty, "\(page.name) has no comment")
            #expect(page.summary.hasSuffix("."), "\(page.name): '\(page.summary)' is no sentence")
            #expect(
                page.paragraphs.count > 1,
                "\(page.name): the comment does not say why it matters")
            #expect(page.example.hasSuffix("."), "\(page.name) has no 'Example: …' paragraph")
            #expect(page.repair.hasSuffix("."), "\(page.name) has no 'Repair: …' paragraph")
            #expect(!page.severities.isEmpty, "\(page.name) reports nothing")
        }
    }

    @Test("the check book runs every check")
    func checkBook() {
        let run = Set(CheckBook.all.map { type(of: $0).code.text })
        for page in pages {
            #expect(run.contains(page.code), "CheckBook.all leaves out \(page.name)")
        }
        #expect(run.count == CheckBook.all.count, "CheckBook.all has a code twice")
        for code in run.subtracting(pages.map(\.code)).sorted() {
            Issue.record("\(code) is in CheckBook.all and not in Sources/Plans/Checks")
        }
    }
}

@Suite("Reading of checks")
struct CheckReadingTests {
    @Test("takes name, code, comment and severities from the source")
    func page() throws {
        let source = SourceText(
            path: "Sources/Plans/Checks/OfficeHasPlace.swift",
            text: """
                /// Every office has a place, or
                /// serves the state. A second sentence.
                ///
                /// Why, and what ``Office`` needs.
                ///
                /// Example: an office
                /// of nowhere.
                ///
                /// Repair: `place` it.
                @available(*, deprecated)
                public struct OfficeHasPlace: Check, Equatable {
                    public static let code: FindingCode = "reference.no-place"
                    public func check(_ candidate: Candidate, into findings: inout Findings) {
                        findings.note(Self.code, at: nil, "…")
                        findings.error(Self.code, at: nil, "…")
                    }
                }

                struct Other: Sendable {}
                """)
        let page = try #require(CheckPage.pages(in: source).first)
        #expect(CheckPage.pages(in: source).count == 1)
        #expect(page.code == "reference.no-place")
        #expect(page.name == "OfficeHasPlace")
        #expect(page.summary == "Every office has a place, or serves the state.")
        #expect(page.paragraphs.last == "Why, and what `Office` needs.")
        #expect(page.example == "An office of nowhere.")
        #expect(page.repair == "`place` it.")
        #expect(page.severities == [.error, .note])
    }
}
