import Digests
import MasterData
import SourceReading
import Staging
import Testing

@Suite("What is known of rows, as bytes")
struct RowMemoryFileTests {
    private func memory() -> RowMemory {
        var memory = RowMemory(
            recipe: SHA256Digest(of: "profile".utf8), asOf: Day(number: 19_000),
            claims: [
                LinkClaim(target: RowKey(.tehsil, "00560"), container: nil, column: "tehsil"),
                LinkClaim(
                    target: RowKey(.tehsil, "7", scheme: .raj),
                    container: RowKey(.district, "101"), column: "तहसील"),
            ])
        let person = RowMemory.RecordShape(kind: .person, role: .own)
        let post = RowMemory.RecordShape(kind: .post, role: .named)
        memory.add(RowMark(low: 1, high: .max), [person], [7])
        memory.add(RowMark(low: 2, high: 0), [person, post], [8, 9])
        memory.add(RowMark(low: 3, high: 5), [person], [.max])
        return memory
    }

    @Test("comes back as it was")
    func roundTrip() throws {
        let memory = memory()
        let back = try #require(RowMemory(memory.bytes))
        #expect(back.recipe == memory.recipe && back.asOf == memory.asOf)
        #expect(back.claims == memory.claims && back.shapes == memory.shapes)
        #expect(back.marks == memory.marks)
        #expect(back.thingMarks == [7, 8, 9, .max])
        var rows: [String] = []
        back.forEachRow { number, shape, things in
            rows.append("\(number) \(shape.map(\.kind.rawValue)) \(Array(things))")
        }
        #expect(
            rows == [
                #"0 ["person"] [7]"#, #"1 ["person", "post"] [8, 9]"#,
                "2 [\"person\"] [\(UInt64.max)]",
            ])
    }

    @Test("is none with any byte changed, and when cut off")
    func damage() {
        let bytes = memory().bytes
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1 << UInt8(index % 8)
            #expect(RowMemory(damaged) == nil)
            #expect(RowMemory(Array(bytes[..<index])) == nil)
        }
    }
}
