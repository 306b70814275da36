import Changesets
import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import RouteEngine
import Testing

/// The districts of Rajasthan: 33, then 50 from August 2023, then 41 from December 2024.
@Suite("The real timeline")
struct TimelineTests {
    private static let mappings = TemporaryDesk.project.appendingPathComponent("mappings/rajasthan")

    /// The starter masters, with the offices of water supply and electricity only.
    private static func masters(in place: TemporaryDesk) throws -> [String] {
        var paths = [
            "states", "divisions", "districts", "tehsils", "departments", "designations",
            "chains", "chain_levels",
        ].map { mappings.appendingPathComponent("\($0).csv").path }
        let offices = ["PHED-", "AVVNL-", "JVVNL-", "JDVVNL-", "ENERGY-"]
        let subjects = ["WAT", "ELE"]
        let kept: [(name: String, column: Int, prefixes: [String])] = [
            ("offices", 1, offices), ("jurisdictions", 1, offices), ("posts", 3, offices),
            ("categories", 1, subjects), ("rules", 2, subjects),
        ]
        for (name, column, prefixes) in kept {
            let text = try String(
                contentsOf: mappings.appendingPathComponent("\(name).csv"), encoding: .utf8)
            let lines = text.split(separator: "\n")
            let rows = lines.dropFirst().filter { line in
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                return prefixes.contains { cells[column].hasPrefix($0) }
            }
            let url = place.folder.appendingPathComponent("\(name).csv")
            try Data((([lines[0]] + rows).joined(separator: "\n") + "\n").utf8).write(to: url)
            paths.append(url.path)
        }
        return paths
    }

    private static func publish(_ id: String, _ place: TemporaryDesk) throws {
        try place.desk.approve(id, checker: "bharat")
        _ = try place.desk.publish(id, by: "bharat")
    }

    private static func reorganise(_ name: String, _ place: TemporaryDesk) throws -> PlanReport {
        let outcome = try place.desk.reorganise(
            mappings.appendingPathComponent("reorganisations/\(name).yaml").path, maker: "asha")
        let report = try #require(
            outcome.report, "\(outcome.findings.listed.first.map(\.description) ?? "")")
        #expect(report.plan.terms.holds.isEmpty)
        #expect(report.json["impact"]?["routes"]?["counts"]?["lost_cover"]?.integer == 0)
        try publish(report.plan.id.description, place)
        return report
    }

    private static func districts(_ rows: MasterRows, on day: Day) -> [RowKey] {
        rows.keys(of: .district).filter { rows.content(of: $0, on: day) != nil }
    }

    @Test("33, 50, 41; then only what the register itself added or renamed is new")
    func timeline() throws {
        let place = try TemporaryDesk()
        let first = try place.desk.importFeeds(
            ImportRequest(
                paths: try Self.masters(in: place), asOf: Day("2022-12-14"), maker: "asha"))
        guard case .planned(let plan) = first.result else {
            Issue.record("\(first.findings.listed)")
            return
        }
        try Self.publish(plan.plan.id.description, place)
        var complaints = TimelineComplaints(place)
        try complaints.register(on: "2023-08-05")
        try complaints.stand(on: "2023-08-06")
        let split = try Self.reorganise("2023-08", place)
        for day in ["2023-08-07", "2023-09-15"] { try complaints.stand(on: day) }
        #expect(split.counts.kinds[.district]?.byChange[.added] == 17)
        #expect(
            split.plan.terms.findings.listed.contains { $0.code == "impact.sample-membership" })
        try complaints.register(on: "2024-12-20")
        try complaints.stand(on: "2024-12-28")
        // A sweep of that day before the publication does not spare the posts it ends.
        try complaints.stand(on: "2024-12-29")
        let merged = try Self.reorganise("2024-12", place)
        // The offices of nine districts closed: who was with them is moved at once.
        #expect(try complaints.stand(on: "2024-12-29").moved > 0)
        try complaints.stand(on: "2025-02-15")
        #expect(merged.counts.kinds[.district]?.byChange[.retired] == 9)

        let rows = try place.desk.store.rows(ofRelease: 3)
        let days = ["2023-08-06", "2023-08-07", "2024-12-28", "2024-12-29"]
        let counts = days.map { day in Day(day).map { Self.districts(rows, on: $0).count } }
        #expect(counts == [33, 50, 50, 41])

        let update = try place.desk.importFeeds(
            ImportRequest(
                paths: ["tehsils", "districts"].map {
                    Self.mappings.appendingPathComponent("update-2026/\($0).csv").path
                }, asOf: Day("2026-05-25"), maker: "asha"))
        guard case .planned(let rest) = update.result else {
            Issue.record("\(update.findings.listed)")
            return
        }
        // Nobody changes district any more; the rest is the register's own.
        let tehsils = rest.counts.kinds[.tehsil]
        #expect(tehsils?.byChange == [.added: 56, .renamed: 44, .recased: 28])
        #expect(tehsils?.unchanged == 297)
        #expect(rest.counts.kinds[.district]?.rows ?? 0 == 0)
        let added = rest.changeset.changes.filter { $0.kinds == [.added] }.compactMap {
            $0.added.first?.content[.nameEn]
        }
        #expect(added.sorted() == Self.laterTehsils)
        try asked(place, rows)
    }

    /// A question about a day gets the answer of that day.
    private func asked(_ place: TemporaryDesk, _ rows: MasterRows) throws {
        let table = try place.desk.routeTable(release: 3)
        let kekri = RowKey(.tehsil, "614")
        let answers = try ["2023-08-01", "2024-03-01", "2025-03-01"].map { text in
            let day = try #require(Day(text))
            let explanation = table.explain(
                RouteRequest(
                    id: "1", category: "WAT-SUP-01", channel: nil, setting: "rural", day: day,
                    places: [kekri]))
            let district = try #require(rows.parent(of: kekri, in: .revenue, on: day))
            return "\(district) \(explanation.decision.levels.map { $0.post?.code ?? "-" })"
        }
        #expect(
            answers == [
                "district:86 [\"PHED-T-614-AEN\", \"PHED-D-86-XEN\", \"PHED-HO-CE\", \"PHED-S-SECY\"]",
                "district@own:KEKRI [\"PHED-T-614-AEN\", \"PHED-D-KEKRI-XEN\", \"PHED-HO-CE\", \"PHED-S-SECY\"]",
                "district:86 [\"PHED-T-614-AEN\", \"PHED-D-86-XEN\", \"PHED-HO-CE\", \"PHED-S-SECY\"]",
            ])
    }

    /// The tehsils of the register of 2026 that the one of 2022 does not have.
    private static let laterTehsils = [
        "Aligarh", "Antali", "Balghat", "Bandikui", "Barapal", "Barnala", "Basai Nawab", "Batadoo",
        "Bhadrajun", "Bhandarej", "Bhanipura", "Bissau", "Chamu", "Chechat", "Chhoti Khatoo", "Deh",
        "Gajsinghpur", "Ghantiyali", "Ghasa", "Hadan", "Harsoli", "Jalsu", "Janoothar", "Jasrasar",
        "Jhallara", "Jhanwar", "Jurhara", "Kachhola", "Kalwar", "Khairthal", "Kudi Bhagtasni",
        "Kundal", "Mandhan", "Maulasar", "Nirjharna", "Obri", "Paldewal", "Pallu", "Paparda",
        "Patan", "Patodi", "Phalasiyan", "Phalsoond", "Pilani", "Pratapgarh", "Raithal",
        "Rajaldesar", "Ramgarh", "Rampura Dabri", "Rarah", "Reengus", "Rudawal", "Sardargarh",
        "Sayra", "Sikar Gramin", "Talawara",
    ]
}
