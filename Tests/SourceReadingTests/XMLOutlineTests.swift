import MasterData
import SourceReading
import Testing

@Suite("The outline of a document")
struct XMLOutlineTests {
    @Test("tells its elements, how many stand in one, and their attributes", arguments: chunkSizes)
    func outline(chunk: Int) throws {
        let text = """
            <m xmlns:x="urn:x"><d c="1"><o k="1">a</o><o j="2"/><o/></d> <d><o/><x:o x:k="3"><p>b</p></x:o></d></m>
            """
        let outline = try XMLOutline(of: .sample(text, chunk: chunk))
        let told = outline.elements.map { element in
            let attributes = element.attributes.map { ($0.namespace ?? "") + "@" + $0.name }
            return
                "\(element.parent ?? -1) \(element.namespace ?? "")\(element.name) \(element.count) \(element.mostInParent) \(element.hasText) \(attributes)"
        }
        #expect(
            told == [
                "-1 m 1 1 false []", "0 d 2 2 false [\"@c\"]", "1 o 4 3 true [\"@k\", \"@j\"]",
                "1 urn:xo 1 1 false [\"urn:x@k\"]", "3 p 1 1 true []",
            ])
    }

    @Test("looks at the start of a long document only, and holds no more than its limit")
    func long() throws {
        let many = (0..<60_000).map { "<o\($0 % 3000)/>" }.joined()
        let outline = try XMLOutline(of: .sample("<m>\(many)"))
        #expect(outline.elements.count == 2000)
        let counted = outline.elements.dropFirst().reduce(0) { $0 + $1.count }
        #expect(counted > 30_000 && counted < 50_000)
    }

    @Test("a document that is cut off within the start is refused")
    func cutOff() throws {
        let finding = try refusal { _ = try XMLOutline(of: .sample("<m><o>")) }
        #expect(finding?.code == ReadingFinding.truncated)
    }
}
