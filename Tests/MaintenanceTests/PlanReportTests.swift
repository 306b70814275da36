import Changesets
import Maintenance
import MappingStore
import MasterData
import Plans
import Testing

@Suite("The report of a plan")
struct PlanReportTests {
    /// What is written, piece by piece.
    private func pieces(
        _ report: PlanReport, adding more: [String: JSONValue] = [:]
    ) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        report.writeJSON(adding: more) { pieces.append($0) }
        return pieces
    }

    /// The same masters with officers who hand over, move and go, beside names that need escapes.
    private func report(_ place: TemporaryDesk) throws -> PlanReport {
        try place.publish([
            try place.file(
                "offices.csv", "kind,code,name_en,name_hi,type,department,level",
                "department,D,Water,जल,board,,", "designation,JEN,Engineer,अभियंता,,,",
                "office,O,Office,कार्यालय,,D,state"),
            try place.file(
                "posts.csv", "kind,code,office,designation,receives", "post,P1,O,JEN,yes",
                "post,P2,O,JEN,no"),
            try place.file(
                "people.csv", "kind,code,name_en,name_hi", "person,E1,\"Asha \"\"A\"\" \\\",आशा",
                "person,E2,Bina,बीना"),
            try place.file(
                "postings.csv", "kind,post,person,nature,order_no",
                "posting,P1,E1,substantive,order 1"),
        ])
        return try place.plan([
            try place.file(
                "next.csv", "kind,action,post,person,nature,order_no",
                "posting,retire,P1,E1,substantive,order 1",
                "posting,add,P1,E2,substantive,order 2", "posting,add,P2,E1,substantive,order 2"),
            try place.file(
                "names.csv", "kind,code,name_en,name_hi", "person,E2,Bina Devi,बीना देवी",
                "person,E3,Chand,चाँद"),
        ])
    }

    @Test("is written in pieces as its JSON is")
    func pieces() throws {
        let place = try TemporaryDesk()
        let report = try report(place)
        #expect(report.changeset.changes.count > 3)
        #expect(!report.changeset.groups.isEmpty)
        #expect(pieces(report).flatMap(\.self) == report.json.canonicalBytes)
        var members = try #require(report.json.object)
        members["type"] = .string("plan")
        #expect(
            pieces(report, adding: ["type": .string("plan")]).flatMap(\.self)
                == JSONValue.object(members).canonicalBytes)
        // What is published needs no origins, and has the same id.
        let stored = try place.desk.store.changeset(of: report.plan.id, withOrigins: false)
        #expect(stored.origins.isEmpty)
        #expect(stored.changes == report.changeset.changes)
    }

    @Test("of many changes is never held whole")
    func many() throws {
        let place = try TemporaryDesk()
        let people = (0..<2_000).map { "person,E\($0),Officer \($0),अधिकारी" }
        let report = try place.plan([
            try place.file(
                "people.csv", (["kind,code,name_en,name_hi"] + people).joined(separator: "\n"))
        ])
        let pieces = pieces(report)
        #expect(pieces.count > 4)
        #expect(pieces.allSatisfy { $0.count < 1 << 17 })
        #expect(pieces.flatMap(\.self) == report.json.canonicalBytes)
    }
}
