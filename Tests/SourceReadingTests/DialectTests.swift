import MasterData
import SourceReading
import Testing

@Suite("How a CSV file is written")
struct DialectTests {
    @Test(
        "the separator is the one that makes rows as wide as their heading",
        arguments: [
            ("a,b\n1,2\n", ","), ("a;b\n1,5;2\n", ";"), ("name\nJaipur, Rural\n", ","),
            ("Name, full;Code\nA, B;1\nC;2\n", ";"), ("a\tb\n1,2\t3\n", "\t"),
            ("a|b\n\"1|2\"|3\n", "|"), ("a\n1\n2\n", ","), ("a,b;c,d\n1,2;3,4\n", ","),
        ])
    func delimiter(text: String, expected: String) throws {
        let dialect = try SourceSniffer.dialect(of: .sample(text))
        #expect(dialect.delimiter == expected.utf8.first)
    }

    @Test(
        "titles and comments above the headings are left out",
        arguments: [
            ("Government of Rajasthan\nOfficers, as on 1 April\n\ncode,name,post\n1,A,P\n", 4),
            ("Government of Rajasthan,,\ncode,name,post\n1,A,P\n", 2),
            ("# made by hand\n# a, b, c, d\ncode,name,post\n1,A,P\n", 3),
            ("#,name,post\n1,A,P\n", 1), ("\n\ncode,name\n1,A\n", 3), ("code,name\n1,\n,2\n", 1),
            ("sep=;\ncode;name\n1;A\n", 2), ("code name,post\n1,A,P\n2,B,P\n", 1),
        ])
    func headingLine(text: String, line: Int) throws {
        let file = SourceFile.sample(text)
        let dialect = try SourceSniffer.dialect(of: file)
        #expect(dialect.headingLine == line, "\(dialect)")
        let reading = try Reading.csv(file, dialect)
        #expect(reading.headings.first?.origin.line == line)
        #expect(reading.rows.allSatisfy { $0.line > line })
    }

    @Test("single quotes enclose fields where most are enclosed so")
    func quotes() throws {
        let single = "code,name\n'1','A, B'\n'2','it''s'\n"
        let dialect = try SourceSniffer.dialect(of: .sample(single))
        #expect(dialect.quote == UInt8(ascii: "'"))
        #expect(
            try Reading.csv(.sample(single), dialect).values == [["1", "A, B"], ["2", "it's"]])
        let apostrophes = "code,name\n'01,A\n'02,B\n'03,'C'\n"
        #expect(
            try SourceSniffer.dialect(of: .sample(apostrophes)).quote == UInt8(ascii: "\""))
    }

    @Test("the line ends are told", arguments: [("\r\n", "CRLF"), ("\n", "LF"), ("\r", "CR")])
    func lineEnds(end: String, name: String) throws {
        let dialect = try SourceSniffer.dialect(of: .sample("a,b\(end)1,2\(end)"))
        #expect(dialect.lineEnds.map(\.rawValue) == [name])
        #expect(dialect.isPlain == (name != "CR"))
        let mixed = try SourceSniffer.dialect(of: .sample("a,b\r\n1,2\n"))
        #expect(mixed.description.hasSuffix("lines ended by CRLF and LF"))
    }

    @Test("what is stated goes before what is seen")
    func stated() throws {
        var stated = CSVDialect.Stated()
        stated.delimiter = UInt8(ascii: ";")
        stated.headingLine = 2
        stated.quote = CSVDialect.Stated.Quote.none
        stated.comment = UInt8(ascii: "!")
        let file = SourceFile.sample("x,y\na;\"b\n!note;\n1;2\n")
        let dialect = try SourceSniffer.dialect(of: file, stated: stated)
        let reading = try Reading.csv(file, dialect)
        #expect(reading.headings.map(\.name) == ["a", "\"b"])
        #expect(reading.values == [["1", "2"]])
        #expect(reading.rows.first?.origins == ["officers.csv:4:1", "officers.csv:4:3"])
    }

    @Test("empty fields beyond the headings are left off and counted", arguments: chunkSizes)
    func trailing(chunk: Int) throws {
        let reading = try Reading.csv(.sample("a,b\n1,2,,\n3,4\n5,6,\n7,8,,x\n", chunk: chunk))
        #expect(reading.values == [["1", "2"], ["3", "4"], ["5", "6"]])
        #expect(
            reading.codes == [ReadingFinding.raggedRow, ReadingFinding.trailingFields])
        #expect(reading.findings.last?.value == "2")
    }

    @Test(
        "what is not of the encoding is named by its byte",
        arguments: [
            (TextEncoding.windows1252, [0x61, 0x2C, 0x62, 0x0A, 0x31, 0x81] as [UInt8], 5, 2),
            (.utf16LittleEndian, [0x61, 0, 0x0A, 0, 0x00, 0xDC], 4, 2),
            (.utf16BigEndian, [0, 0x61, 0, 0x0A, 0xD8, 0x00, 0, 0x62], 4, 2),
            (.utf16BigEndian, [0, 0x61, 0, 0x0D, 0, 0x0A, 0, 0], 6, 2),
        ])
    func badBytes(encoding: TextEncoding, bytes: [UInt8], offset: Int, line: Int) throws {
        for chunk in chunkSizes {
            let finding = try refusal {
                _ = try Reading.csv(
                    .sample(bytes, chunk: chunk), CSVDialect(encoding: encoding))
            }
            #expect(finding?.code == ReadingFinding.encoding)
            #expect(finding?.message.contains("offset \(offset) ") == true, "\(finding as Any)")
            #expect(finding?.origin?.line == line)
        }
    }

    @Test("Windows-1252 is told from damaged UTF-8")
    func windows() throws {
        let cases: [([UInt8], TextEncoding)] = [
            (Array("a,b\n1,caf".utf8) + [0xE9, 0x0A], .windows1252),
            (Array("a,b\n1,caf".utf8) + [0xE9], .windows1252),
            (Array("a,b\n1,caf".utf8) + [0xE9, 0x81], .utf8),
            (Array("a,जयपुर\n1,x".utf8) + [0x92], .utf8),
            (Array("a,b\n1,x".utf8) + [0x92, 0x0A] + Array("जयपुर".utf8), .utf8),
            (Array("a,b\n1,2\n".utf8), .utf8),
        ]
        for chunk in chunkSizes {
            for (bytes, encoding) in cases {
                let dialect = try? SourceSniffer.dialect(of: .sample(bytes, chunk: chunk))
                #expect((dialect?.encoding ?? .utf8) == encoding, "\(bytes)")
            }
        }
    }
}
