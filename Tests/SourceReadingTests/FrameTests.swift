import MasterData
import SourceReading
import Testing

@Suite("A reading process that fails")
struct ReadingProcessTests {
    /// Commands of the system that are no reader.
    @Test(
        "is one clear finding",
        arguments: [
            ("/bin/false", "it ended with status 1"), ("/bin/true", "it ended with status 0"),
            ("/bin/echo", "it wrote what no reader writes"),
        ])
    func died(command: String, how: String) throws {
        let source = RecordSource.separate(command: command)
        for file in [SourceFile.sample("a,b\n1,2\n"), .sample("<m/>", name: "m.xml")] {
            let finding = try refusal { _ = try source.reader(of: file).sniff() }
            #expect(finding?.code == ReadingFinding.readerDied)
            #expect(finding?.message.contains(how) == true, "\(finding as Any)")
            let reading = try refusal {
                try source.reader(of: file).readCSV(
                    as: CSVDialect(), headings: { _ in },
                    record: { _ in }, finding: { _ in })
            }
            #expect(reading?.code == ReadingFinding.readerDied)
        }
    }

    @Test("that cannot be started is another")
    func notStarted() throws {
        let source = RecordSource.separate(command: "/nowhere/rajmap")
        let finding = try refusal { _ = try source.reader(of: .sample("a,b\n")).sniff() }
        #expect(finding?.code == ReadingFinding.readerNotStarted)
    }
}
