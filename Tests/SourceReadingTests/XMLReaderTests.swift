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
            "", "@", "../name", "../..", "../../@x", "a//b", "a/@b/c", "a/.", "inner", "inner/x",
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
}
