import Maintenance
import MasterData
import SourceReading
import Testing

@Suite("Routing a file of complaints")
struct RoutingTests {
    /// More complaints than are routed in one go by several cores, with rows that are none between.
    private static let rows = (1...5000).map { number in
        number % 199 == 0
            ? "C\(number),WAT,1/4/2026,501"
            : "C\(number),\(number % 3 == 0 ? "TAP" : "WAT"),2026-04-01,\(number % 5 == 0 ? 999 : 501)"
    }

    private func routed(
        _ place: ComplaintPlace, threads: Int
    ) throws -> (text: String, totals: RoutingTotals, faults: [String]) {
        let file = SourceFile(
            name: "c.csv",
            bytes: Array(
                ("complaint_id,category,registered_at,tehsil\n" + Self.rows.joined(separator: "\n"))
                    .utf8))
        var text = ""
        var faults: [String] = []
        let totals = try place.desk(1).route(
            file, by: .live, withServices: true, threads: threads
        ) {
            text += String(decoding: $0, as: UTF8.self)
        } finding: {
            faults.append($0.description)
        }
        return (text, totals, faults)
    }

    @Test("writes the rows of the file in its order, however many cores decide them")
    func order() throws {
        let place = try ComplaintPlace()
        let alone = try routed(place, threads: 1)
        let together = try routed(place, threads: 3)
        #expect(alone.text == together.text)
        #expect(alone.totals == together.totals && alone.faults == together.faults)
        let ids = alone.text.split(separator: "\n").dropFirst().map {
            String($0.prefix { $0 != "," })
        }
        #expect(ids == (1...5000).filter { $0 % 199 != 0 }.map { "C\($0)" })
        #expect(alone.totals.faulty == 25)
        #expect(alone.faults.filter { $0.contains("1/4/2026") }.count == 25)
        #expect(alone.totals.routed + alone.totals.unroutableCount == 4975)
        #expect(alone.totals.unroutableCount > 0 && alone.totals.guaranteed > 0)
    }
}
