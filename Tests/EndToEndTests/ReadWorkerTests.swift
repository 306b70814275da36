import Foundation
import MasterData
import SourceReading
import Testing

@Suite("The process that reads files")
struct ReadWorkerTests {
    private static let command = binFolder.appendingPathComponent("rajmap").path

    /// All that a source tells of a file, or why it refuses it.
    private static func story(of file: SourceFile, _ source: RecordSource) throws -> [String] {
        var story: [String] = []
        do {
            let reader = source.reader(of: file)
            let sniffed = try reader.sniff()
            story.append("\(sniffed.signature)")
            let record = { (record: borrowing SourceRecord) in
                let fields = (0..<record.count).map {
                    "\(record.text($0) ?? "–")@\(record.origin($0))"
                }
                story.append("\(record.layoutIndex) \(record.origin): \(fields)")
            }
            let finding = { (finding: Finding) in story.append("\(finding) \(finding.value ?? "")")
            }
            switch sniffed {
            case .csv(_, let dialect):
                story.append("\(dialect)")
                story.append(
                    "rows \(try reader.readCSV(as: dialect, headings: { story.append("\($0)") }, record: record, finding: finding))"
                )
            case .xml(let root, let namespace):
                story.append("\(try reader.outline())")
                var layout = XMLLayout(
                    namespace: namespace, root: root,
                    records: [
                        XMLRecordLayout(path: [root, "o"], fields: ["@code", "name", "m/@k"]),
                        XMLRecordLayout(
                            path: [root, "o", "p"], fields: ["@at", "../@code", ".", "../y:name"]),
                    ])
                layout.namespaces = ["y": "urn:y"]
                layout.ignored = ["o/@z"]
                story.append(
                    "rows \(try reader.readXML(by: layout, unknown: .warning, record: record, finding: finding))"
                )
            }
        } catch let error as SourceError {
            story.append("refused: \(error)")
        }
        return story
    }

    @Test("tells the same as reading in this process, of every damaged file")
    func same() throws {
        var files: [SourceFile] = []
        let folder = projectFolder.appendingPathComponent("Tests/Fixtures/damage")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        where name.hasSuffix(".csv") {
            files.append(try SourceFile.open(path: folder.appendingPathComponent(name).path))
        }
        #expect(files.count > 40)
        for text in [
            "<m><o code='1'><name>आशा &amp; co</name><p at='x'>दो</p></o><q/>\n<o code='2' z='1'/></m>",
            "<m xmlns='urn:x'><o code='1'>",
            "<m><o code='1'><n:name xmlns:n='urn:y'>a</n:name><p/></o><o z='1'/></m>",
            "<!DOCTYPE m><m/>", "<m><o></m>",
        ] {
            files.append(SourceFile(name: "m.xml", bytes: Array(text.utf8)))
        }
        let many = (0..<6000).map { "\($0),नाम \($0)\n" }.joined()
        files.append(SourceFile(name: "many.csv", bytes: Array(("code,name\n" + many).utf8)))
        for file in files {
            let here = try Self.story(of: file, .inProcess)
            let there = try Self.story(of: file, .separate(command: Self.command))
            #expect(here == there, "\(file.name)")
        }
    }

    @Test("tells the same of JSON Lines, faulty ones too")
    func jsonLines() throws {
        let long = #"{"code":""# + String(repeating: "x", count: 70_000) + #""}"#
        let lines = [
            #"{"code":"A\u0915","place":101,"lat":26.9,"more":{"code":"no"}}"#, "", "[1]", long,
            #"{"place":null,"code":"B"}"#, #"{"lat":1e3,"last":true}"#, #"{"code":"C""#,
        ]
        let file = SourceFile(name: "c.jsonl", bytes: Array(lines.joined(separator: "\r\n").utf8))
        #expect(try file.isJSONLines())
        var stories: [[String]] = []
        for source in [RecordSource.inProcess, .separate(command: Self.command)] {
            var story: [String] = []
            let rows = try source.reader(of: file).readJSONLines(
                fields: ["place", "code"],
                unknown: { story.append("unknown \($0.name) \($0.origin)") },
                record: { record in
                    let fields = (0..<record.count).map { record.text($0) ?? "–" }
                    story.append("\(record.origin) \(fields)")
                }, finding: { story.append("\($0.origin?.line ?? 0) \($0.code)") })
            stories.append(story.sorted() + ["\(rows)"])
        }
        #expect(stories[0] == stories[1])
        #expect(
            stories[0] == [
                "3 structure.not-json", "4 structure.not-json", "7 structure.not-json",
                #"c.jsonl:1:1 ["101", "Aक"]"#, #"c.jsonl:5:1 ["–", "B"]"#,
                #"c.jsonl:6:1 ["–", "–"]"#, "unknown last c.jsonl:6:1", "unknown lat c.jsonl:1:1",
                "unknown more c.jsonl:1:1", "3",
            ], "\(stories[0])")
    }

    @Test("a callback that throws stops it")
    func stopped() throws {
        struct Enough: Error {}
        let text = "a,b\n" + String(repeating: "1,2\n", count: 200_000)
        let file = SourceFile(name: "a.csv", bytes: Array(text.utf8))
        var seen = 0
        #expect(throws: Enough.self) {
            try RecordSource.separate(command: Self.command).reader(of: file).readCSV(
                as: CSVDialect(), headings: { _ in },
                record: { _ in
                    seen += 1
                    if seen == 10 { throw Enough() }
                }, finding: { _ in })
        }
        #expect(seen == 10)
    }

    /// A command in the worker's place, which notes each start and does as `words` say.
    private static func spy(_ work: Workplace, _ words: String) throws -> (
        source: RecordSource, starts: () throws -> Int
    ) {
        let log = { work.folder.appendingPathComponent("starts") }
        let script = try work.script(
            "spy", "#!/bin/sh\necho started >> '\(log().path)'\n\(words)\n")
        return (
            .separate(command: script),
            { try String(contentsOf: log(), encoding: .utf8).split(separator: "\n").count }
        )
    }

    @Test("one answers all that is asked of its file")
    func once() throws {
        struct Enough: Error {}
        let (source, starts) = try Self.spy(
            try Workplace(), "exec '\(Self.command)' \"$@\"")
        let text = "a;b\n" + String(repeating: "1;2\n", count: 20_000)
        let reader = source.reader(of: SourceFile(name: "a.csv", bytes: Array(text.utf8)))
        var stated = CSVDialect.Stated()
        stated.delimiter = UInt8(ascii: ",")
        #expect(try reader.sniff(stated: stated).signature == .csv(headings: ["a;b"]))
        #expect(try reader.sniff().signature == .csv(headings: ["a", "b"]))
        guard case .csv(_, let dialect) = try reader.sniff() else { return }
        func read(stopsAt last: Int) throws -> Int {
            var seen = 0
            return try reader.readCSV(
                as: dialect, headings: { _ in },
                record: { _ in
                    seen += 1
                    if seen == last { throw Enough() }
                }, finding: { _ in })
        }
        #expect(try read(stopsAt: 0) == 20_000)
        #expect(try read(stopsAt: 0) == 20_000)
        #expect(try starts() == 1)
        // What it was in the midst of cannot be gone on with.
        #expect(throws: Enough.self) { _ = try read(stopsAt: 10) }
        #expect(try read(stopsAt: 0) == 20_000)
        #expect(try starts() == 2)
        reader.rest()
        #expect(try read(stopsAt: 0) == 20_000)
        #expect(try starts() == 3)
    }

    @Test("one that ends while it waits is a finding")
    func endedWaiting() throws {
        // Through a pipe it hears no second question.
        let (source, starts) = try Self.spy(
            try Workplace(), "'\(Self.command)' \"$@\" | cat")
        let reader = source.reader(of: SourceFile(name: "a.csv", bytes: Array("a,b\n1,2\n".utf8)))
        let sniffed = try reader.sniff()
        #expect(sniffed.signature == .csv(headings: ["a", "b"]))
        let refusal = #expect(throws: SourceError.self) {
            try reader.readCSV(
                as: CSVDialect(), headings: { _ in }, record: { _ in }, finding: { _ in })
        }
        #expect(refusal?.finding.code == ReadingFinding.readerDied)
        #expect(try starts() == 1)
    }

    @Test("more files than processes may wait are read all the same")
    func many() throws {
        let work = try Workplace()
        let paths = try (1...40).map { number in
            try work.file(
                "people-\(number).csv", "kind,code,name_en,name_hi\nperson,P\(number),Asha,आशा\n")
        }
        let result = try work.start(["check", "--json", "--as-of", "2026-05-01"] + paths).1()
        #expect(result.status == 0, "\(result.errors)")
        let summary = try #require(try result.jsonLines().last)
        #expect(summary["records"] as? Int == 40)
    }

    @Test("has lowered its limits before it looks at its request")
    func limits() throws {
        let work = try Workplace()
        // Its messages go to a file here, and it may write none.
        let result = try work.rajmap("read-worker", "00")
        // The signal, or the error of a write where a parent has the signal ignored. Without
        // the limit it would be 64, with a message.
        #expect([SIGXFSZ, 74].contains(result.status))
        #expect(result.errors == "" && result.output == "")
    }

    @Test("an import uses it unless told otherwise, and makes the same plan")
    func imports() throws {
        let work = try Workplace()
        try work.rajmap("init")
        let file = try work.file(
            "people.csv",
            "kind;code;name_en;name_hi;valid_from\nperson;P1;Asha;आशा;2022-01-01\n")
        let separate = try work.plan([file], "--as-of", "2022-01-01")
        #expect(try work.plan([file], "--as-of", "2022-01-01", "--in-process") == separate)
        let told = try work.rajmap("import", file, "--as-of", "2022-01-01")
        #expect(
            told.errors.contains(
                "people.csv:1: note: file.dialect: Read as UTF-8, fields separated by ';'"))
        #expect(
            told.errors.contains(
                "1 rows, profile canonical (UTF-8, fields separated by ';', lines ended by LF)"))
        let forced = try work.rajmap("import", file, "--delimiter", "comma")
        #expect(forced.status == 65)
        #expect(forced.errors.contains("structure.unknown-layout"))
    }
}
