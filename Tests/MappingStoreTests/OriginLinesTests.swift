import MasterData
import Testing

@testable import MappingStore

@Suite("Lines of origins")
struct OriginLinesTests {
    @Test("every key is found where it stands, and no other", arguments: [0, 1, 2, 3, 100, 1000])
    func found(count: Int) {
        let keys = (0..<count).flatMap { number in
            [
                RowKey(.tehsil, "\(number * 2)"),
                RowKey(.jurisdiction, "O-\(number)/tehsil:\(number)"),
            ]
        }.sorted()
        var bytes: [UInt8] = []
        for (number, key) in keys.enumerated() {
            let line = JSONValue.array([
                .string(key.description), .string("a \"file\", तहसील.csv"), .integer(number),
                .integer(7),
            ])
            bytes += line.canonicalBytes + [0x0A]
        }
        let lines = OriginLines(bytes: bytes)
        for (number, key) in keys.enumerated() {
            #expect(
                lines.origin(of: key)
                    == Origin(file: "a \"file\", तहसील.csv", line: number, column: 7))
        }
        for other in [RowKey(.state, "8"), RowKey(.tehsil, "1"), RowKey(.rule, "R")] {
            #expect(lines.origin(of: other) == nil)
        }
    }
}
