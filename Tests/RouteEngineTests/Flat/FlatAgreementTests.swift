import MasterData
import Testing

@testable import RouteEngine

@Suite("A flat table agrees with a plain scan of its sheet")
struct FlatAgreementTests {
    @Test("every way to decide gives the plain winner", arguments: 1...24)
    func winners(seed: Int) throws {
        let sheet = FlatSheet(seed: UInt64(seed), rules: 5 + seed * 6, complaints: 200)
        let expected = sheet.complaints.map { sheet.matches($0.fields, on: $0.day).first?.id ?? 0 }
        for dense in [true, false] {
            let table = try #require(sheet.table(dense: dense))
            #expect(table.isDense == dense)
            func ids(_ numbers: [UInt32]) -> [Int] {
                numbers.map { $0 == 0 ? 0 : table.rule(Int($0))?.id ?? -1 }
            }
            let complaints = try FlatTable.complaints(sheet.complaintsCSV())
            let batch = table.batch(complaints)
            #expect(batch.count == expected.count)
            #expect(ids(table.decide(batch)) == expected)
            var hashed = [UInt32](repeating: 9, count: batch.count)
            table.decideByHash(batch, into: &hashed)
            #expect(ids(hashed) == expected)
            var fromText = [UInt32](repeating: 9, count: batch.count)
            #expect(table.decide(complaints, into: &fromText) == expected.count)
            #expect(ids(fromText) == expected)
            for (index, complaint) in sheet.complaints.prefix(40).enumerated() {
                let fields = complaint.fields
                let one = table.decide(
                    category: fields[0], district: fields[1], subdistrict: fields[2],
                    channel: fields[3], on: complaint.day)
                #expect(ids([UInt32(one)]) == [expected[index]])
            }
        }
    }

    @Test("every match is found, best first", arguments: 1...12)
    func matches(seed: Int) throws {
        let sheet = FlatSheet(seed: UInt64(seed) + 900, rules: 20 + seed * 9, complaints: 100)
        let table = try #require(sheet.table())
        let batch = table.batch(try FlatTable.complaints(sheet.complaintsCSV()))
        let found = table.matches(batch)
        let winners = table.decide(batch)
        for (index, complaint) in sheet.complaints.enumerated() {
            let ids = found[index].map { table.rule(Int($0))?.id ?? -1 }
            #expect(ids == sheet.matches(complaint.fields, on: complaint.day).map(\.id))
            #expect(found[index].first ?? 0 == winners[index])
        }
    }

    @Test("the output has a line a complaint, in their order")
    func output() throws {
        let sheet = FlatSheet(seed: 77, rules: 60, complaints: 1000)
        let table = try #require(sheet.table())
        let piece = table.route(try FlatTable.complaints(sheet.complaintsCSV()))
        var expected = ""
        for complaint in sheet.complaints {
            let winner = sheet.matches(complaint.fields, on: complaint.day).first
            expected += "\(complaint.id),\(winner?.id ?? 0),\(winner?.target ?? "")\n"
        }
        #expect(String(decoding: piece.output, as: UTF8.self) == expected)
        #expect(piece.routed + piece.unrouted == 1000)
        #expect(piece.faulty == 0)
        #expect(piece.lines == 1000)
    }
}
