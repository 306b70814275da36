import MasterData
import SourceReading
import Testing

@Suite("XML")
struct XMLReaderTests {
    static let layout = XMLLayout(
        namespace: "urn:masters:1", root: "masters",
        records: [
            .init(
                path: ["masters", "district", "officer"],
                fields: [
                    "@code", "name", "note", "../@code", "../../@asOf", "contact/mobile",
                    "contact/@kind",
                ]),
            .init(
                path: ["masters", "district", "officer", "posting"],
                fields: ["@post", "../@code", "../../@code", "."]),
        ])

    static let document = """
        <?xml version="1.0" encoding="UTF-8"?>
        <masters xmlns="urn:masters:1" asOf="2025-04-01">
          <!-- <officer> -->
          <district code="101"><officer code="A&amp;B &lt;&#38;amp;&gt;"
              ><name>सीता &amp; राम<![CDATA[ <x>]]></name>
            <posting post="P1">acting</posting><posting
              post="P2"/>
            <contact kind='office'><mobile>94140</mobile></contact>
          </officer></district>
          <district code="102"><officer><note/></officer></district>
          <district><officer code="C"/></district>
        </masters>

        """

    @Test("reads records by the layout, the inner before the outer", arguments: chunkSizes)
    func records(chunk: Int) throws {
        let reading = try Reading.xml(
            .sample(Self.document, name: "m.xml", chunk: chunk), Self.layout)
        let sita = "A&B <&amp;>"
        #expect(
            reading.values == [
                ["P1", sita, "101", "acting"], ["P2", sita, "101", ""],
                [sita, "सीता & राम <x>", nil, "101", "2025-04-01", "94140", "office"],
                [nil, nil, "", "102", "2025-04-01", nil, nil],
                ["C", nil, nil, nil, "2025-04-01", nil, nil],
            ])
        #expect(reading.rows.map(\.layoutIndex) == [1, 1, 0, 0, 0])
        #expect(reading.count == 5)
        #expect(reading.findings.isEmpty)
    }

    @Test("a field stands where its start tag does", arguments: chunkSizes)
    func origins(chunk: Int) throws {
        for lineEnd in ["\n", "\r\n", "\r"] {
            let text = Self.document.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: lineEnd)
            let reading = try Reading.xml(.sample(text, name: "m.xml", chunk: chunk), Self.layout)
            let officer = try #require(reading.rows.first { $0.layoutIndex == 0 })
            #expect(
                officer.origins == [
                    "m.xml:4:24", "m.xml:5:8", "m.xml:4:24", "m.xml:4:3", "m.xml:2:1", "m.xml:8:28",
                    "m.xml:8:5",
                ])
            #expect(reading.rows.map(\.line) == [6, 6, 4, 10, 11])
        }
    }

    /// The line and column at which a text ends.
    private static func end(of text: String) -> String {
        var (line, column, last) = (1, 1, UInt8(0))
        for byte in text.utf8 {
            let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            let isSecond = byte == UInt8(ascii: "\n") && last == UInt8(ascii: "\r")
            if isEnd, !isSecond { line += 1 }
            column = isEnd ? 1 : column + 1
            last = byte
        }
        return "\(line):\(column)"
    }

    @Test("a record stands where its start tag does, whatever stands before it", arguments: 0..<70)
    func places(shift: Int) throws {
        let before = [
            "", "\n", "\r\n", "\r", "\r\r\n", "'\"", "<!-- <o/> - ' > -->",
            "<![CDATA[ ]> <o/> \" ]]>", "<?p '<o> ?>", "<q a='>\"' b=\"'>\"\n/>", "<q\r\n></q\n>",
            "क\n<q>ख</q>",
        ]
        var dice = Lots(UInt64(shift))
        var text = "<m>" + String(repeating: " ", count: shift)
        var expected: [String] = []
        for number in 0..<60 {
            text += before.randomElement(using: &dice) ?? ""
            expected.append("m.xml:\(Self.end(of: text))")
            text += "<o a=\"\(number)\"/>"
        }
        text += "</m>"
        let layout = XMLLayout(
            root: "m", records: [.init(path: ["m", "o"], fields: ["@a"])])
        for chunk in [1, 5, 63, 64, 65, 1 << 10] {
            let reading = try Reading.xml(
                .sample(text, name: "m.xml", chunk: chunk), layout, unknown: .note)
            #expect(reading.rows.map { $0.origins[0] } == expected, "chunks of \(chunk)")
        }
    }

    @Test("reads UTF-16 as it reads UTF-8", arguments: [1, 2, 3, 7, 4096])
    func utf16(chunk: Int) throws {
        let expected = try Reading.xml(.sample(Self.document, name: "m.xml"), Self.layout)
        for littleEndian in [true, false] {
            let text = Self.document.replacing("UTF-8", with: "UTF-16")
            let bytes = utf16Bytes(text, littleEndian: littleEndian)
            let reading = try Reading.xml(
                .sample(bytes, name: "m.xml", chunk: chunk), Self.layout)
            #expect(reading.values == expected.values)
            #expect(reading.rows.map(\.line) == expected.rows.map(\.line))
        }
    }

    @Test("reports what the layout does not know, each name once, and reads on")
    func strangers() throws {
        let text = """
            <masters><officer code="1" colour="red"><nmae>x</nmae><name>a</name></officer>
            <officer code="2" colour="red"><nmae><name>y</name></nmae><name>b</name></officer>
            stray<other><officer/></other><o:officer xmlns:o="urn:o"/></masters>
            """
        let layout = XMLLayout(
            root: "masters",
            records: [.init(path: ["masters", "officer"], fields: ["@code", "name"])])
        let reading = try Reading.xml(.sample(text), layout, unknown: .warning)
        #expect(reading.values == [["1", "a"], ["2", "b"]])
        #expect(
            reading.findings.map {
                "\($0.severity) \($0.code) \($0.origin.map(String.init(describing:)) ?? "") \($0.value ?? "")"
            } == [
                "warning structure.unknown-attribute officers.csv:1:10 colour",
                "warning structure.unknown-element officers.csv:1:41 nmae",
                "warning structure.unexpected-text officers.csv:1:1 \nstray",
                "warning structure.unknown-element officers.csv:3:6 other",
                "warning structure.unknown-element officers.csv:3:31 officer",
            ])
        #expect(reading.findings[1].message.contains("it knows 'name'"))
        #expect(reading.findings[4].message.contains("namespace 'urn:o'"))
    }

    @Test("schema hints and xml:lang say nothing")
    func commonAttributes() throws {
        let text = """
            <m xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="m.xsd"
              xml:lang="hi"><o>x</o></m>
            """
        let layout = XMLLayout(root: "m", records: [.init(path: ["m", "o"], fields: ["."])])
        let reading = try Reading.xml(.sample(text), layout)
        #expect(reading.values == [["x"]])
        #expect(reading.findings.isEmpty)
    }

    @Test("an element that stands twice in a record is reported each time; the first is taken")
    func repeatedElement() throws {
        let record = "<o><name>a</name><name>b</name></o>"
        let layout = XMLLayout(root: "m", records: [.init(path: ["m", "o"], fields: ["name"])])
        let reading = try Reading.xml(.sample("<m>\(record)\(record)</m>"), layout)
        #expect(reading.values == [["a"], ["a"]])
        #expect(reading.codes == [ReadingFinding.repeatedElement, ReadingFinding.repeatedElement])
    }

    @Test("one source may be two fields")
    func twice() throws {
        let layout = XMLLayout(
            root: "m", records: [.init(path: ["m", "o"], fields: ["name", "@c", "name", "@c"])])
        let reading = try Reading.xml(.sample("<m><o c='1'><name>a</name></o></m>"), layout)
        #expect(reading.values == [["a", "1", "a", "1"]])
    }

    @Test("refuses another root or namespace", arguments: ["<x/>", "<m xmlns='urn:x'/>", "<M/>"])
    func unexpectedRoot(text: String) throws {
        let layout = XMLLayout(root: "m", records: [.init(path: ["m"], fields: [])])
        let finding = try refusal { _ = try Reading.xml(.sample(text), layout) }
        #expect(finding?.code == ReadingFinding.unexpectedRoot)
    }

    @Test(
        "refuses a layout that contradicts itself",
        arguments: [
            "", "@", "../o", "../..", "../../@x", "../../name", "a//b", "a/@b/c", "a/.", "inner",
            "inner/x", "x:a", "@x:a", "a[0]", "a[", "a[@b]", "a[@b='c]", "a]", "a[1][2]", "a b",
            "ancestor::x/a", "ancestor::m",
        ])
    func badLayout(field: String) {
        let layout = XMLLayout(
            root: "m",
            records: [
                .init(path: ["m", "o"], fields: [field]),
                .init(path: ["m", "o", "inner"], fields: []),
            ])
        #expect(throws: XMLLayoutError.self) { try Reading.xml(.sample("<m/>"), layout) }
    }

    @Test("refuses records that are elsewhere or twice, and text beside elements")
    func badLayouts() {
        for records: [XMLRecordLayout] in [
            [.init(path: [], fields: [])], [.init(path: ["x"], fields: [])],
            [.init(path: ["m", "o"], fields: []), .init(path: ["m", "o"], fields: [])],
            [.init(path: ["m", "o"], fields: ["a", "a/b"])],
        ] {
            #expect(throws: XMLLayoutError.self) {
                try Reading.xml(.sample("<m/>"), XMLLayout(root: "m", records: records))
            }
        }
    }

    @Test("one of several is chosen by attribute, else by position, else it is the rest")
    func choices() throws {
        let text = """
            <m><o><p k='a'>1</p><p>2</p><p k='b'>3</p><p>4</p></o><o><p>5</p></o><o><p k="x&amp;y">6</p></o></m>
            """
        func values(_ fields: [String]) throws -> [[String?]] {
            let layout = XMLLayout(
                root: "m", records: [.init(path: ["m", "o"], fields: fields)])
            return try Reading.xml(.sample(text), layout, unknown: .note).values
        }
        #expect(
            try values(["p[@k='b']", "p[2]", "p[1]"]) == [
                ["3", "2", "1"], [nil, nil, "5"], [nil, nil, "6"],
            ])
        #expect(try values(["p[@k='x&y']", "p[4]"]) == [[nil, "4"], [nil, nil], ["6", nil]])
    }

    @Test("values of enclosing elements reach the records inside, from any distance")
    func parents() throws {
        let text = """
            <m><year>2026</year>
            <d c='1'><name>Ajmer</name><head><tel>1</tel></head>
              <o><x>a</x></o><list><o2>b</o2></list></d>
            <d c='2'><o><x>c</x></o><list><o2>d</o2></list></d></m>
            """
        let layout = XMLLayout(
            root: "m",
            records: [
                .init(
                    path: ["m", "d", "o"],
                    fields: ["x", "../name", "../head/tel", "../../year", "ancestor::d/@c"]),
                .init(path: ["m", "d", "list", "o2"], fields: [".", "ancestor::d/name"]),
            ])
        let reading = try Reading.xml(.sample(text, chunk: 3), layout)
        #expect(
            reading.values == [
                ["a", "Ajmer", "1", "2026", "1"], ["b", "Ajmer"], ["c", nil, nil, "2026", "2"],
                ["d", nil],
            ])
        #expect(reading.rows[0].origins[1] == "officers.csv:2:10")
    }

    @Test("a value that comes after a record that reads it ends the reading")
    func late() throws {
        let layout = XMLLayout(
            root: "m", records: [.init(path: ["m", "d", "o"], fields: ["@c", "../name"])])
        let finding = try refusal {
            _ = try Reading.xml(
                .sample("<m><d><name>A</name><o/></d><d><o/>\n<name>B</name></d></m>"), layout)
        }
        #expect(finding?.code == ReadingFinding.lateElement)
        #expect(finding?.origin?.description == "officers.csv:2:1")
    }

    @Test("what is not mapped is counted, and what is ignored is not")
    func counted() throws {
        var layout = XMLLayout(
            root: "m", records: [.init(path: ["m", "o"], fields: ["@c"])])
        layout.ignored = ["o/photo", "o/@v", "head"]
        let record = "<o c='1' v='2' w='3'><photo><o/></photo><x/></o>"
        let reading = try Reading.xml(
            .sample("<m><head v='1'/>\(record)\(record)\(record)</m>"), layout, unknown: .note)
        #expect(reading.count == 3)
        #expect(reading.codes == [ReadingFinding.unknownAttribute, ReadingFinding.unknownElement])
        for finding in reading.findings {
            #expect(finding.message.hasSuffix("left out 3 times."), "\(finding)")
        }
    }

    @Test("however many names are not mapped, a thousand are listed and all are counted")
    func manyStrangers() throws {
        let layout = XMLLayout(root: "m", records: [.init(path: ["m", "o"], fields: [])])
        let names = (0..<1500).map { "<x\($0)/>" }.joined()
        let reading = try Reading.xml(.sample("<m>\(names)</m>"), layout, unknown: .note)
        #expect(reading.findings.count == 1001)
        #expect(reading.findings.last?.message.hasSuffix("left out 500 times.") == true)
    }
}
