import MasterData
import SourceReading
import Testing

@Suite("XML that means harm")
struct XMLHardeningTests {
    static let layout = XMLLayout(
        root: "m", records: [.init(path: ["m", "o"], fields: ["@code", "name"])])

    private func finding(
        _ text: String, chunk: Int = 128 << 10, limits: ReadingLimits = .standard
    ) throws -> Finding? {
        try refusal {
            _ = try Reading.xml(
                .sample(text, name: "m.xml", chunk: chunk), Self.layout, unknown: .note,
                limits: limits)
        }
    }

    @Test(
        "refuses a DOCTYPE, whatever is in it",
        arguments: [
            "<!DOCTYPE m>", "<!DOCTYPE m SYSTEM 'file:///etc/passwd'>",
            "<!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
            "<!DOCTYPE m PUBLIC '-//x' 'http://127.0.0.1:1/x.dtd'>",
        ], chunkSizes)
    func doctype(declaration: String, chunk: Int) throws {
        let finding = try #require(
            try finding("<?xml version='1.0'?>\n \(declaration)<m/>", chunk: chunk))
        #expect(finding.code == ReadingFinding.doctype)
        #expect(finding.origin?.description == "m.xml:2:2")
    }

    @Test("refuses an entity bomb at once")
    func entityBomb() throws {
        var text = "<!DOCTYPE m [<!ENTITY a0 \"ha\">"
        for level in 1...30 {
            let inner = String(repeating: "&a\(level - 1);", count: 10)
            text += "<!ENTITY a\(level) \"\(inner)\">"
        }
        let started = ContinuousClock.now
        #expect(
            try finding(text + "]><m><o><name>&a30;</name></o></m>")?.code == ReadingFinding.doctype
        )
        #expect(ContinuousClock.now - started < .seconds(1))
    }

    @Test("refuses an entity that nobody declared")
    func undeclaredEntity() throws {
        #expect(try finding("<m><o code='&x;'/></m>")?.code == ReadingFinding.notWellFormed)
        #expect(try finding("<m><o><name>&x;</name></o></m>")?.code == ReadingFinding.notWellFormed)
    }

    @Test("refuses 100,000 levels", arguments: [7, 128 << 10])
    func depth(chunk: Int) throws {
        let text = String(repeating: "<m>", count: 100_000)
        let finding = try #require(try finding(text, chunk: chunk))
        #expect(finding.code == ReadingFinding.tooDeep)
        #expect(finding.origin?.description == "m.xml:1:97")
    }

    @Test("refuses 160,000 attributes in under a second")
    func attributes() throws {
        let many = (0..<160_000).map { "a\($0)='1'" }.joined(separator: " ")
        let started = ContinuousClock.now
        #expect(try finding("<m><o \(many)/></m>")?.code == ReadingFinding.tagTooLong)
        #expect(ContinuousClock.now - started < .seconds(1))

        let some = (0..<65).map { "a\($0)='1'" }.joined(separator: " ")
        #expect(try finding("<m><o \(some)/></m>")?.code == ReadingFinding.tooManyAttributes)
        let namespaces = (0..<65).map { "xmlns:a\($0)='urn:\($0)'" }.joined(separator: " ")
        #expect(try finding("<m><o \(namespaces)/></m>")?.code == ReadingFinding.tooManyAttributes)
    }

    @Test("refuses a long tag, comment, instruction and text", arguments: [1, 1 << 10])
    func lengths(chunk: Int) throws {
        var limits = ReadingLimits()
        limits.tagBytes = 1000
        limits.fieldBytes = 1000
        let long = String(repeating: "x", count: 1001)
        let cases: [(String, FindingCode)] = [
            ("<m><o code='\(long)'/></m>", ReadingFinding.tagTooLong),
            ("<m><!--\(long)--></m>", ReadingFinding.tagTooLong),
            ("<m><?x \(long)?></m>", ReadingFinding.tagTooLong),
            ("<m></m\(long)>", ReadingFinding.tagTooLong),
            ("<m><o code='>\(long)", ReadingFinding.tagTooLong),
            ("<m><o><name>\(long)</name></o></m>", ReadingFinding.fieldTooLong),
            ("<m><o><name><![CDATA[\(long)]]></name></o></m>", ReadingFinding.fieldTooLong),
        ]
        for (text, code) in cases {
            let found = try finding(text, chunk: chunk, limits: limits)
            #expect(found?.code == code, "\(text.prefix(20))")
        }
        #expect(
            try finding(
                "<m>" + String(repeating: "<!-- x -->\n", count: 500) + "</m>", limits: limits)
                == nil)
    }

    @Test("refuses more records than the limit")
    func rows() throws {
        var limits = ReadingLimits()
        limits.rows = 2
        #expect(try finding("<m><o/><o/></m>", limits: limits) == nil)
        let found = try finding("<m><o/><o/><o/></m>", limits: limits)
        #expect(found?.code == ReadingFinding.tooManyRows)
        #expect(found?.origin?.column == 12)
    }

    @Test("errors of namespaces are fatal")
    func namespaces() throws {
        #expect(try finding("<m><x:o/></m>")?.code == ReadingFinding.notWellFormed)
        #expect(
            try finding("<m xmlns:a='u' xmlns:b='u'><o a:x='1' b:x='2'/></m>")?.code
                == ReadingFinding.notWellFormed)
    }

    @Test("says where a document is not well-formed", arguments: chunkSizes)
    func notWellFormed(chunk: Int) throws {
        for text in [
            "<m>\n<o></p>\n</m>", "<m>\n<o a=1/></m>", "<m/>\n<m/>", "<m>\n&</m>",
            "<m>\n<o a='1' a='2'/></m>",
        ] {
            let found = try #require(try finding(text, chunk: chunk), "\(text)")
            #expect(found.code == ReadingFinding.notWellFormed, "\(text)")
            #expect(found.origin?.line == 2, "\(text)")
            #expect((found.origin?.column ?? 0) > 0, "\(text)")
        }
    }

    @Test("refuses other encodings")
    func encodings() throws {
        for name in ["ISO-8859-1", "windows-1252", "UTF-7", "x-mac-devanagari", "UTF-16"] {
            let found = try finding("<?xml version='1.0' encoding='\(name)'?><m/>")
            #expect(found?.code == ReadingFinding.encoding, "\(name)")
        }
        #expect(try finding("<?xml version='1.0' encoding='us-ascii'?><m/>") == nil)
        let bytes = Array("<m>\n<o code='".utf8) + [0xE9] + Array("'/></m>".utf8)
        let found = try refusal {
            _ = try Reading.xml(.sample(bytes, name: "m.xml"), Self.layout)
        }
        #expect(found?.code == ReadingFinding.encoding)
        #expect(found?.origin?.description == "m.xml:2:10")
    }

    @Test(
        "a document cut off anywhere is refused as truncated, with line and column",
        arguments: chunkSizes)
    func truncated(chunk: Int) throws {
        let text =
            "<?xml version='1.0'?>\n<m>\n<!-- x --><o code='1'><name>र<![CDATA[x]]>&amp;</name></o>\n</m>"
        let bytes = Array(text.utf8)
        for end in 1..<bytes.count {
            let file = SourceFile.sample(Array(bytes[..<end]), name: "m.xml", chunk: chunk)
            let found = try #require(
                try refusal { _ = try Reading.xml(file, Self.layout) }, "\(end)")
            let codes = [ReadingFinding.truncated, ReadingFinding.encoding]
            #expect(codes.contains(found.code), "cut at \(end): \(found)")
            #expect(
                (found.origin?.line ?? 0) > 0 && (found.origin?.column ?? 0) > 0, "cut at \(end)")
        }
        let last = try finding(String(text.dropLast()), chunk: chunk)
        #expect(last?.origin?.description == "m.xml:4:4")
    }

    @Test(
        "refuses a document that has not begun", arguments: ["\u{FEFF}", " \n", "<!-- x -->", "<"])
    func nothing(text: String) throws {
        #expect(try finding(text)?.code == ReadingFinding.truncated)
    }

    @Test("damaged documents are read or refused")
    func damaged() throws {
        let whole = Array(
            "<?xml version='1.0'?><m><!--c--><o code='1'><name>a&amp;र</name></o><o/></m>".utf8)
        let bytes = Array("<>&'\"/!?[]-;= \n\0x#".utf8) + [0xE0, 0xFF]
        for seed in 0..<3000 {
            var lots = Lots(UInt64(seed))
            var file = whole
            for _ in 0..<Int.random(in: 1...5, using: &lots) {
                file[Int.random(in: file.indices, using: &lots)] =
                    bytes.randomElement(using: &lots) ?? 0
            }
            let chunk = chunkSizes.randomElement(using: &lots) ?? 1
            _ = try refusal {
                _ = try Reading.xml(.sample(file, chunk: chunk), Self.layout, unknown: .note)
            }
        }
    }

    @Test("what a callback throws ends the reading")
    func callbackThrows() {
        struct Full: Error {}
        var seen = 0
        #expect(throws: Full.self) {
            try XMLReader(layout: Self.layout).read(.sample("<m><o/><o/></m>")) { _ in
                seen += 1
                throw Full()
            } finding: { _ in
            }
        }
        #expect(seen == 1)
    }
}
