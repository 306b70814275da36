import Foundation
import MasterData
import RouteEngine
import Testing

/// The code of the tutorial, as it stands there; these lines are compared with the page.
private enum Tutorial {
    static func whereItGoes(file: String, print: (String) -> Void) throws -> RouteTable {
        // tutorial: where
        let table = try RouteTable(path: file)
        let complaint = RouteRequest(
            id: "C-1", category: "WAT-SUP", channel: "app", setting: "rural",
            day: Day("2026-06-01")!, places: [RowKey(.tehsil, "501"), RowKey(.district, "101")])
        let decision = table.decide(complaint)
        print("Release \(decision.release), rule \(decision.rule?.code ?? "none")")
        for level in decision.levels {
            print("L\(level.level): \(level.answers?.code ?? "nobody")")
        }
        // end
        return table
    }

    static func why(table: RouteTable, complaint: RouteRequest, print: (String) -> Void) {
        // tutorial: why
        let explanation = table.explain(complaint, whyNot: "R-WAT")
        print(explanation.text)
        // end
    }

    static func many(table: RouteTable, complaints: [RouteRequest]) async -> [Decision] {
        // tutorial: many
        let decisions = await table.decide(all: complaints)
        // end
        return decisions
    }
}

@Suite("The tutorial of the rule engine")
struct TutorialTests {
    private static let complaint = RouteRequest(
        id: "C-1", category: "WAT-SUP", channel: "app", setting: "rural",
        day: World.day(61), places: [RowKey(.tehsil, "501"), RowKey(.district, "101")])

    /// The route file of a small release, for as long as the body takes.
    private func withFile<Value>(_ body: (String) throws -> Value) throws -> Value {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "tutorial-\(UUID().uuidString).route")
        defer { try? FileManager.default.removeItem(at: file) }
        try World.sample().table().withRouteFile { try Data($0).write(to: file) }
        return try body(file.path)
    }

    @Test("its ten lines route a complaint")
    func routes() throws {
        var lines: [String] = []
        let table = try withFile { file in
            try Tutorial.whereItGoes(file: file) { lines.append($0) }
        }
        #expect(lines.first == "Release 7, rule R-WAT")
        #expect(lines.dropFirst().first == "L1: P1")
        #expect(lines.count == 5)
        var text = ""
        Tutorial.why(table: table, complaint: Self.complaint) { text = $0 }
        #expect(text.contains("Why not R-WAT"))
    }

    @Test("a batch on all cores is what each alone would be")
    func batch() async throws {
        var random = RandomWorld(seed: 11)
        let table = random.world.table(days: RandomWorld.days)
        for count in [0, 1, 512, 513, 1500] {
            let requests = (0..<count).map { _ in random.request() }
            let decisions = await Tutorial.many(table: table, complaints: requests)
            #expect(decisions == requests.map { table.decide($0) })
        }
    }

    @Test("its code is the code that is compiled here")
    func sameCode() throws {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let project = here.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(
            contentsOf: project.appendingPathComponent(
                "Sources/RouteEngine/RouteEngine.docc/RouteAComplaint.md"), encoding: .utf8)
        let blocks = page.components(separatedBy: "```swift\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        let own = try String(contentsOf: here, encoding: .utf8)
            .components(separatedBy: "// tutorial: ").dropFirst().prefix(3).map { part in
                part.components(separatedBy: "\n").dropFirst()
                    .prefix { !$0.contains("// end") }
                    .map { $0.hasPrefix("        ") ? String($0.dropFirst(8)) + "\n" : $0 + "\n" }
                    .joined()
            }
        #expect(Array(blocks) == Array(own))
        let longest = blocks.first?.split(separator: "\n").count ?? 0
        #expect(longest > 5 && longest <= 10)
    }
}
