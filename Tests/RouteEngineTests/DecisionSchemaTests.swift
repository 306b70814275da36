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
