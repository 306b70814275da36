import Testing

@Suite("README.md shows what the demonstration prints")
struct ReadmeTests {
    @Test("each line of the excerpt is a line of the demonstration")
    func excerpt() throws {
        let golden = Set(
            try Repository.text("Tests/EndToEndTests/Golden/demo.txt")
                .split(separator: "\n").map(String.init))
        let readme = try Repository.text("README.md")
        let parts = readme.components(after: "<!-- demo -->", upTo: "<!-- /demo -->")
        let lines = try #require(parts.first).components(after: "```text", upTo: "```")
            .flatMap { $0.split(separator: "\n") }.map(String.init)
        #expect(lines.count > 30)
        for line in lines where line != "…" {
            #expect(golden.contains(line), "README.md shows a line that is not printed: \(line)")
        }
    }
}
