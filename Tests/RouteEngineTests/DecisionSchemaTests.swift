import Foundation
import MasterData
import Testing

@testable import RouteEngine

@Suite("schemas/decision.schema.json describes explanations")
struct DecisionSchemaTests {
    let validator: SchemaValidator

    init() throws {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("schemas/decision.schema.json")
        validator = SchemaValidator(root: try JSONValue(parsing: try Data(contentsOf: file)))
    }

    @Test("of generated worlds", arguments: 4000..<4020)
    func generated(seed: Int) {
        var random = RandomWorld(seed: seed)
        let table = random.world.table(days: RandomWorld.days)
        let rules = random.world.rows.keys(of: .rule)
        for number in 0..<10 {
            let rule = rules.isEmpty ? "R" : rules[number % rules.count].code
            var explanation = table.explain(random.request(), whyNot: rule)
            for key in explanation.sourceKeys {
                explanation.sources[key] = RowSource(
                    release: number % 2 == 0 ? nil : 1,
                    origin: number % 3 == 0 ? nil : Origin(file: "a.csv", line: 1))
            }
            #expect(validator.fault(explanation.json) == nil)
        }
    }

    @Test("a guaranteed service is in the JSON, the text and the page")
    func promise() throws {
        var explanation = World.sample().table().explain(.sample())
        #expect(!explanation.text.contains("Guaranteed"))
        explanation.promise = ServicePromise(
            service: RowKey(.service, "S-1"), days: 15, appliedOn: Day("2026-05-20"),
            lastDay: try #require(Day("2026-06-04")), isOver: true,
            designatedOfficer: RowKey(.designation, "JEN"),
            appeals: [
                .init(
                    stage: 1, officer: RowKey(.designation, "XEN"), days: 30,
                    post: RowKey(.post, "P2")),
                .init(stage: 2, officer: RowKey(.designation, "CE"), days: 60, post: nil),
            ])
        explanation.names[RowKey(.service, "S-1")] = BilingualName(
            english: "A <new> connection", hindi: "नया कनेक्शन")
        #expect(validator.fault(explanation.json) == nil)
        let json = try #require(explanation.json["guaranteed_service"])
        #expect(json["counted_from"] == .string("application"))
        #expect(json["appeals"]?.array?.map { $0["post"] } == [.string("P2"), .null])
        #expect(
            explanation.text.contains(
                "Guaranteed service A <new> connection / नया कनेक्शन [S-1]: 15 days from the application of 2026-05-20, to the end of 2026-06-04\n"
            ), "\(explanation.text)")
        #expect(explanation.text.contains("starts with the first appeal officer"))
        #expect(explanation.text.contains("second appeal within 60 days to"))
        #expect(explanation.html.contains("A &lt;new&gt; connection"))
        #expect(explanation.html.contains("first appeal within 30 days to"))
    }

    @Test("lists every word that they use")
    func words() throws {
        let definitions = try #require(validator.root["$defs"])
        let reasons = definitions["decision"]?["properties"]?["reason"]?["enum"]?.array ?? []
        #expect(
            Set(reasons.compactMap(\.string)) == Set(UnroutableReason.allCases.map(\.rawValue)))
        let natures = definitions["nature"]?["enum"]?.array ?? []
        #expect(natures.compactMap(\.string) == PostingNature.allCases.map(\.rawValue))
        let verdicts = definitions["rule"]?["properties"]?["verdict"]?["enum"]?.array ?? []
        let outranked = RankStep.allCases.map { "outranked-by-\($0.rawValue)" }
        #expect(Set(verdicts.compactMap(\.string)).isSuperset(of: outranked))
    }

    @Test("and refuses what is none")
    func refuses() {
        let json = World.sample().table().explain(.sample()).json
        guard case .object(let members) = json else { return }
        #expect(validator.fault(json) == nil)
        for name in members.keys {
            var lacking = members
            lacking[name] = nil
            #expect(validator.fault(.object(lacking)) != nil, "without \(name)")
            lacking[name] = .integer(-1)
            #expect(validator.fault(.object(lacking)) != nil, "\(name) of -1")
        }
    }
}
