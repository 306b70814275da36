import MasterData
import SourceReading
import Testing

/// What may happen to a file on its way: its end is cut off, or a byte is changed.
@Suite("A file that was harmed on its way")
struct HarmedFileTests {
    private static let sheet = Array(
        "code,name,\"a \"\"b\"\"\"\r\n1,आशा,\"x,\ny\"\n2,\"Bharat\",\n3,é,z\n".utf8)

    /// A cut at a line's end leaves whole rows, which nothing in the file tells from a whole file;
    /// any other cut has a finding. In no case does a row have another value than it had.
    @Test("CSV that is cut off anywhere has whole rows, or a finding", arguments: chunkSizes)
    func cutSheet(chunk: Int) throws {
        let whole = try Reading.csv(.sample(Self.sheet, chunk: chunk))
        #expect(whole.findings.isEmpty && whole.rows.count == 3)
        for end in 1..<Self.sheet.count {
            var reading = Reading()
            let refused = try refusal {
                reading = try Reading.csv(.sample(Array(Self.sheet[..<end]), chunk: chunk))
            }
            if refused != nil { continue }
            let kept = reading.findings.isEmpty ? reading.rows : reading.rows.dropLast()
            #expect(kept == whole.rows.prefix(kept.count).map { $0 }, "cut at \(end)")
            // Within the last byte of "\r\n" the row is whole as well.
            let isAtEnd = [0x0A, 0x0D].contains(Self.sheet[end - 1])
            #expect(!reading.findings.isEmpty || isAtEnd, "cut at \(end): nothing was said")
        }
    }

    private static let document = Array(
        "<?xml version='1.0'?>\n<m v='1'><d c='7'><h>अ</h><o code='1'><name>a&amp;<![CDATA[b]]></name><p at='x'>1</p></o>\n<o code='2'/></d></m>"
            .utf8)

    private static let layout = XMLLayout(
        root: "m",
        records: [
            .init(path: ["m", "d", "o"], fields: ["@code", "name", "../@c", "../h"]),
            .init(path: ["m", "d", "o", "p"], fields: ["@at", ".", "ancestor::m/@v"]),
        ])

    @Test("XML that is cut off anywhere is refused", arguments: chunkSizes)
    func cutDocument(chunk: Int) throws {
        let whole = try Reading.xml(.sample(Self.document, chunk: chunk), Self.layout)
        #expect(whole.findings.isEmpty && whole.rows.count == 3)
        for end in 1..<Self.document.count {
            let finding = try refusal {
                _ = try Reading.xml(
                    .sample(Array(Self.document[..<end]), chunk: chunk), Self.layout)
            }
            #expect(finding != nil, "cut at \(end): it was taken for whole")
        }
    }

    /// What a changed byte may do without a word is change the value that it stands in: no row
    /// more or fewer, and no other value.
    @Test("a byte that was changed changes its own value, or has a finding")
    func changedByte() throws {
        let whole = try Reading.csv(.sample(Self.sheet))
        let document = try Reading.xml(.sample(Self.document), Self.layout)
        var lots = Lots(20_261_125)
        for round in 0..<4000 {
            var sheet = Self.sheet
            let place = Int.random(in: sheet.indices, using: &lots)
            sheet[place] = UInt8.random(in: 0...255, using: &lots)
            let chunk = chunkSizes.randomElement(using: &lots) ?? 1
            var reading = Reading()
            if try refusal({ reading = try Reading.csv(.sample(sheet, chunk: chunk)) }) == nil,
                reading.findings.isEmpty
            {
                let isSeparator = [0x2C, 0x22, 0x0A, 0x0D].contains {
                    $0 == Self.sheet[place] || $0 == sheet[place]
                }
                #expect(
                    isSeparator || Self.differences(reading.values, whole.values) <= 1,
                    "round \(round)")
            }
            var text = Self.document
            let other = Int.random(in: text.indices, using: &lots)
            text[other] = UInt8.random(in: 0...255, using: &lots)
            var read = Reading()
            if try refusal({
                read = try Reading.xml(.sample(text, chunk: chunk), Self.layout, unknown: .note)
            }) == nil, read.findings.isEmpty {
                // A value that two records read is one value.
                #expect(
                    Self.differences(read.values, document.values) <= 2,
                    "round \(round): \(read.values)")
            }
        }
    }

    /// How many values differ; more than there are when the rows are others.
    private static func differences(_ one: [[String?]], _ two: [[String?]]) -> Int {
        guard one.map(\.count) == two.map(\.count) else { return .max }
        return zip(one.joined(), two.joined()).count { $0 != $1 }
    }
}
