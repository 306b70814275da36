import MasterData
import SourceReading
import Testing

@Suite("CSV")
struct CSVReaderTests {
    @Test(
        "reads RFC 4180, whatever the line ends and the chunks", arguments: ["\r\n", "\n", "\r"],
        chunkSizes)
    func fields(lineEnd: String, chunk: Int) throws {
        let text = ["code,name,note", "1,राम लाल,", #"2,"Shah, Asha","said ""no""""#, "3,,\"\""]
            .joined(separator: lineEnd)
        for tail in ["", lineEnd] {
            let reading = try Reading.csv(.sample(text + tail, chunk: chunk))
            #expect(reading.headings.map(\.name) == ["code", "name", "note"])
            #expect(
                reading.values == [
                    ["1", "राम लाल", ""], ["2", "Shah, Asha", "said \"no\""], ["3", "", ""],
                ])
            #expect(reading.rows.map(\.line) == [2, 3, 4])
            #expect(reading.count == 3)
            #expect(reading.codes == (tail.isEmpty ? [ReadingFinding.unendedRow] : []))
        }
    }

    @Test(
        "says where each field stands, after line ends inside quotes too",
        arguments: ["\r\n", "\n", "\r"], chunkSizes)
    func origins(lineEnd: String, chunk: Int) throws {
        let lines = ["a,b,c", "\"1", "", "one\",é,x", "2,\"y\",z"]
        let reading = try Reading.csv(
            .sample(lines.joined(separator: lineEnd), chunk: chunk))
        #expect(
            reading.rows.first
                == .init(
                    line: 2, values: ["1\(lineEnd)\(lineEnd)one", "é", "x"],
                    origins: ["officers.csv:2:1", "officers.csv:4:6", "officers.csv:4:9"]))
        #expect(
            reading.rows.last?.origins
                == ["officers.csv:5:1", "officers.csv:5:3", "officers.csv:5:7"])
    }

    @Test("skips blank lines and counts them", arguments: chunkSizes)
    func blankLines(chunk: Int) throws {
        let text = "\n\r\n\ra,b\n\n1,2\r\n\r\n\n\"\",\n\r"
        let reading = try Reading.csv(.sample(text, chunk: chunk))
        #expect(reading.values == [["1", "2"], ["", ""]])
        #expect(reading.rows.map(\.line) == [6, 9])
        #expect(reading.headings.first?.origin.line == 4)
    }

    @Test("a byte order mark is no part of the first heading", arguments: chunkSizes)
    func byteOrderMark(chunk: Int) throws {
        let reading = try Reading.csv(.sample("\u{FEFF}\"code\",b\n1,2\n", chunk: chunk))
        #expect(reading.headings.map(\.name) == ["code", "b"])
        #expect(reading.headings.map(\.origin.column) == [1, 8])
    }

    @Test("a quote inside a field that starts without one is text")
    func innerQuote() throws {
        let reading = try Reading.csv(.sample("a,b\n5\" pipe, \"x\"\n"))
        #expect(reading.values == [["5\" pipe", " \"x\""]])
    }

    @Test("the separator is the profile's")
    func semicolons() throws {
        let reading = try Reading.csv(
            .sample("a;b\n1,5;\"2;3\"\n"), CSVDialect(delimiter: UInt8(ascii: ";")))
        #expect(reading.values == [["1,5", "2;3"]])
    }

    @Test("a ragged row is reported and left out, and the reading goes on")
    func raggedRow() throws {
        let reading = try Reading.csv(.sample("a,b\n1\n2,x\n3,x,y,z\n4,y\n"))
        #expect(reading.values == [["2", "x"], ["4", "y"]])
        #expect(reading.count == 2)
        #expect(reading.codes == [ReadingFinding.raggedRow, ReadingFinding.raggedRow])
        #expect(
            reading.findings.last?.description
                == "officers.csv:4: error: structure.ragged-row: This row has 4 fields;"
                + " the heading has 2. Put a field that holds a separator in quotes.")
    }

    @Test("names a quote that is never closed, where it opens", arguments: chunkSizes)
    func unclosedQuote(chunk: Int) throws {
        let file = SourceFile.sample("a,b\n1,\"x\n2,y\n3,z\n", chunk: chunk)
        let finding = try #require(try refusal { _ = try Reading.csv(file) })
        #expect(finding.code == ReadingFinding.unclosedQuote)
        #expect(finding.origin?.description == "officers.csv:2:3")
    }

    @Test("names a quote that is not closed for long")
    func runawayQuote() throws {
        let rest = String(repeating: "2,y\n", count: 30_000)
        let finding = try refusal { _ = try Reading.csv(.sample("a,b\n1,\"x\n" + rest)) }
        #expect(finding?.code == ReadingFinding.unclosedQuote)
        #expect(finding?.origin?.description == "officers.csv:2:3")
    }

    @Test("names text after a closing quote", arguments: chunkSizes)
    func textAfterQuote(chunk: Int) throws {
        let file = SourceFile.sample("a,b\n\"1\nx\"y,2\n", chunk: chunk)
        let finding = try #require(try refusal { _ = try Reading.csv(file) })
        #expect(finding.code == ReadingFinding.textAfterQuote)
        #expect(finding.origin?.description == "officers.csv:3:3")
    }

    @Test("tells of a heading that is there twice, and reads on")
    func repeatedHeading() throws {
        let reading = try Reading.csv(.sample("Block Name ,Block Name,,\nx,y,,\n"))
        #expect(reading.headings.map(\.isRepeated) == [false, true, false, false])
        #expect(reading.headings.map(\.repeats) == [nil, 0, nil, nil])
        #expect(reading.headings.first?.written == "Block Name ")
        let finding = try #require(reading.headings[1].repeatedHeading(.warning))
        #expect(
            finding.description
                == "officers.csv:1:13: warning: structure.repeated-heading: Columns 1 and 2 are both"
                + " headed 'Block Name'. Rename one of them.")
        #expect(reading.values == [["x", "y", "", ""]])
    }

    @Test(
        "refuses a file without headings", arguments: ["\u{FEFF}", "\n\n", ",,\n1,2,3\n", " \t\n"])
    func noHeading(text: String) throws {
        let finding = try refusal { _ = try Reading.csv(.sample(text)) }
        #expect(finding?.code == ReadingFinding.noHeading)
    }

    @Test("keeps to its limits", arguments: chunkSizes)
    func limits(chunk: Int) throws {
        var limits = ReadingLimits()
        limits.fieldBytes = 4
        limits.columns = 3
        limits.rows = 2
        limits.rowBytes = 11
        let cases: [(String, FindingCode?)] = [
            ("a,b\n1234,\"1234\"\n1,2\n", nil),
            ("a,b\n12345,2\n", ReadingFinding.fieldTooLong),
            ("a,b\n1,\"12345\"\n", ReadingFinding.fieldTooLong),
            ("a,b\n1,12345", ReadingFinding.fieldTooLong),
            ("a,b,c,d\n", ReadingFinding.tooManyColumns),
            ("a,b\n1,2\n1,2\n1,2\n", ReadingFinding.tooManyRows),
            ("a,b,c\n123,123,1234\n", ReadingFinding.rowTooLong),
        ]
        for (text, code) in cases {
            let file = SourceFile.sample(text, chunk: chunk)
            let finding = try refusal { _ = try Reading.csv(file, limits: limits) }
            #expect(finding?.code == code, "\(text)")
        }
    }

    @Test("what a callback throws ends the reading")
    func callbackThrows() {
        struct Full: Error {}
        var seen = 0
        #expect(throws: Full.self) {
            try CSVReader().read(.sample("a\n1\n2\n")) { _ in
            } record: { _ in
                seen += 1
                throw Full()
            } finding: { _ in
            }
        }
        #expect(seen == 1)
    }
}
