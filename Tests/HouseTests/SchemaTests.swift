import Changesets
import MasterData
import Plans
import Testing
import Transfers

@Suite("The schemas say what the code holds")
struct SchemaTests {
    @Test("each master has its table schema", arguments: MasterKind.allCases)
    func tableSchema(kind: MasterKind) throws {
        try Golden.check("schemas/tables/\(kind.rawValue).json", TableSchema(kind: kind).text)
    }

    @Test("no table schema is left of a master that is gone")
    func strayTableSchemas() throws {
        let names = MasterKind.allCases.map { "\($0.rawValue).json" }
        try Golden.checkNothingElse(in: "schemas/tables", than: Set(names))
    }

    @Test("masters.xsd has every kind and field")
    func xsd() throws {
        try Golden.check("schemas/masters.xsd", MastersXSD.text)
    }

    @Test("the starter masters have the columns of the table schemas")
    func starterMasters() throws {
        let others: Set = ["kind", "scheme", "code", "valid_from", "valid_to", "action"]
        for name in Repository.names(in: "mappings/rajasthan") where name.hasSuffix(".csv") {
            let lines = try Repository.text("mappings/rajasthan/\(name)").split(
                separator: "\n", maxSplits: 2)
            guard lines.count > 1, let word = lines[1].split(separator: ",").first,
                let kind = MasterKind(rawValue: String(word))
            else { continue }
            let fields = Set(kind.schema.specs.map(\.field.rawValue))
            for heading in lines[0].split(separator: ",").map(String.init) {
                #expect(
                    others.contains(heading) || fields.contains(heading),
                    "mappings/rajasthan/\(name): a \(kind.rawValue) has no column '\(heading)'")
            }
        }
    }

    @Test("reorganisation.schema.json lists the words that reorganisation files use")
    func reorganisationWords() throws {
        let schema = try JSONValue(
            parsing: Array(try Repository.text("schemas/reorganisation.schema.json").utf8)[...])
        func words(_ name: String) -> [String] {
            (schema["$defs"]?[name]?["enum"]?.array ?? []).compactMap(\.string)
        }
        #expect(words("event_word") == SuccessionEvent.allCases.map(\.rawValue))
        #expect(words("hierarchy") == Hierarchy.allCases.map(\.rawValue))
        #expect(
            words("verdict") == Reorganisation.OfficePolicy.Verdict.allCases.map(\.rawValue))
        let events = schema["$defs"]?["event"]?["properties"]?.object ?? [:]
        #expect(SuccessionEvent.allCases.allSatisfy { events[$0.rawValue] != nil })
    }

    @Test("plan.schema.json lists the words that plans use")
    func planWords() throws {
        let schema = try JSONValue(
            parsing: Array(try Repository.text("schemas/plan.schema.json").utf8)[...])
        func words(_ name: String) -> Set<String> {
            Set((schema["$defs"]?[name]?["enum"]?.array ?? []).compactMap(\.string))
        }
        #expect(words("kind") == Set(MasterKind.allCases.map(\.rawValue)))
        #expect(words("scheme") == Set(CodeScheme.allCases.map(\.rawValue)))
        #expect(words("change_kind") == Set(ChangeKind.allCases.map(\.rawValue)))
        #expect(words("reason") == Set(Change.Reason.allCases.map(\.rawValue)))
        #expect(words("severity") == Set(Severity.allCases.map(\.rawValue)))
        #expect(
            words("field") == Set(Field.allCases.map(\.rawValue) + ["valid_from", "valid_to"]))
        #expect(words("nature") == Set(IdentityProposal.Nature.allCases.map(\.rawValue)))
        let acts = schema["$defs"]?["group"]?["properties"]?["act"]?["enum"]?.array ?? []
        #expect(acts.compactMap(\.string) == ChangeGroup.Act.allCases.map(\.rawValue))
        let counts = schema["$defs"]?["counts"]?["properties"]?.object ?? [:]
        let ways = Set(ChangeKind.allCases.map(\.rawValue) + ["rows", "unchanged"])
        #expect(Set(counts.keys) == ways)
    }

    @Test("event.schema.json lists the words that events use")
    func eventWords() throws {
        let schema = try JSONValue(
            parsing: Array(try Repository.text("schemas/event.schema.json").utf8))
        func words(_ value: JSONValue?) -> Set<String> {
            Set((value?["enum"]?.array ?? []).compactMap(\.string))
        }
        #expect(
            words(schema["properties"]?["type"])
                == Set(Happening.Word.allCases.map { CloudEvent.type(of: $0) }))
        let data = schema["properties"]?["data"]?["properties"]
        #expect(
            words(data?["state"])
                == Set(Standing.State.allCases.map(\.rawValue)).subtracting(["new"]))
        let notice = schema["$defs"]?["notice"]?["properties"]
        #expect(words(notice?["template"]) == Set(NoticeTemplate.allCases.map(\.rawValue)))
        #expect(words(notice?["audience"]) == Set(Notice.Audience.allCases.map(\.rawValue)))
    }

    /// The keys are those of the reader's own `allow([…])` lists.
    @Test("profile.md names every key of a profile")
    func profileKeys() throws {
        let page = try Repository.text("schemas/profile.md")
        let reader = try Repository.text("Sources/Staging/FeedProfile+YAML.swift")
        var keys: Set<String> = []
        for list in reader.components(after: "allow(", upTo: "]") {
            keys.formUnion(list.components(after: "\"", upTo: "\""))
        }
        #expect(keys.contains("records"), "the reader's lists of keys were not found")
        for key in keys.sorted() {
            #expect(page.contains("`\(key)`"), "schemas/profile.md does not name the key '\(key)'")
        }
    }

    /// The names are those that the reader and the writer declare.
    @Test("complaints.md names every column")
    func complaintColumns() throws {
        let page = try Repository.text("schemas/complaints.md")
        let headings =
            try Repository.text("Sources/Maintenance/ComplaintFile.swift")
            .components(after: "static let headings = [", upTo: "]")
            + Repository.text("Sources/Maintenance/Desk+RouteFile.swift")
            .components(after: "static let decisionHeadings = [", upTo: "]")
        #expect(headings.count == 2, "the lists of headings were not found")
        let names = headings.flatMap { $0.components(after: "\"", upTo: "\"") }
        for name in names + MasterKind.places.map(\.rawValue) {
            #expect(page.contains("`\(name)`"), "schemas/complaints.md does not name '\(name)'")
        }
    }

    @Test("schemas/README.md lists what is in the folder")
    func index() throws {
        let page = try Repository.text("schemas/README.md")
        for name in Repository.names(in: "schemas") where name != "README.md" {
            #expect(page.contains("`\(name)"), "schemas/README.md does not list '\(name)'")
        }
    }
}

extension String {
    /// What stands between each opening text and the next closing one.
    func components(after opening: String, upTo closing: String) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let start = rest.firstRange(of: opening) {
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: closing) else { break }
            found.append(String(rest[..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        return found
    }
}
