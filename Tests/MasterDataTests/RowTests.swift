import MasterData
import Testing

@Suite("Rows, keys and their text")
struct RowTests {
    @Test("a key of every kind and scheme reads back what it writes")
    func keys() {
        for kind in MasterKind.allCases {
            for scheme in kind.schema.schemes {
                let key = RowKey(kind, "A-1", scheme: scheme)
                #expect(RowKey(key.description) == key)
            }
        }
        #expect(RowKey("tehsil:538")?.scheme == .lgd)
        #expect(RowKey("tehsil@own:538")?.description == "tehsil@own:538")
        #expect(RowKey("tehsil") == nil && RowKey("tehsil:") == nil && RowKey("x:1") == nil)
    }

    @Test("a schema names every field once, and its key fields are required")
    func schemas() {
        for kind in MasterKind.allCases {
            let fields = kind.schema.specs.map(\.field)
            #expect(Set(fields).count == fields.count)
            for field in kind.schema.keyFields {
                #expect(kind.schema.spec(of: field)?.isRequired == true)
            }
        }
    }

    @Test("kinds and fields are numbered in their order")
    func numbers() {
        #expect(MasterKind.allCases.map(\.order) == Array(MasterKind.allCases.indices))
        #expect(
            Field.allCases.sorted().map(\.rawValue) == Field.allCases.map(\.rawValue).sorted())
    }

    @Test(
        "stored text reads back to its content, by the fast way and the long way",
        arguments: ["Asha", "आशा \u{921}\u{93C}", "a \"quoted\" \\ word", "line\nbreak", "\u{1}"])
    func storedText(value: String) {
        for content in [
            Content(), Content([.nameEn: value]),
            Content([.nameEn: value, .aliases: "x|y", .source: value]),
        ] {
            let text = String(decoding: content.canonicalJSON, as: UTF8.self)
            #expect(Content(canonicalText: text) == content)
            for cut in 0..<text.unicodeScalars.count {
                let part = String(String.UnicodeScalarView(text.unicodeScalars.prefix(cut)))
                #expect(Content(canonicalText: part) == nil, "\(part)")
            }
        }
        #expect(Content(canonicalText: "{\"name_en\":1}") == nil)
        #expect(Content(canonicalText: "{\"no_field\":\"a\"}") == nil)
        #expect(Content(canonicalText: "{\"name_en\":\"a\"} ") == Content([.nameEn: "a"]))
        #expect(
            Content(canonicalText: "{\"name_hi\":\"b\",\"name_en\":\"a\"}")
                == Content([.nameEn: "a", .nameHi: "b"]))
    }

    @Test("contents are equal byte for byte, whatever Unicode calls equal")
    func bytes() {
        let composed = Content([.nameHi: "\u{95C}"])
        let decomposed = Content([.nameHi: "\u{921}\u{93C}"])
        #expect(composed != decomposed)
        #expect(composed == Content([.nameHi: "\u{95C}", .nameEn: ""]))
    }

    @Test("JSON reads back what it writes, and no cut of it is taken for the whole")
    func json() throws {
        let value = JSONValue.object([
            "b": .array([.integer(-3), .null, .bool(true)]), "a": .string("\"\\\n\u{1}राज"),
            "": .object([:]),
        ])
        let bytes = value.canonicalBytes
        #expect(try JSONValue(parsing: bytes) == value)
        #expect(value.description.hasPrefix("{\"\":{},\"a\":"))
        for end in 0..<bytes.count {
            #expect(throws: JSONError.self) { try JSONValue(parsing: bytes[..<end]) }
        }
    }

    @Test("findings list fifty of a code and count all")
    func findings() {
        var findings = Findings()
        for line in 1...120 { findings.note("cell.x", at: Origin(file: "f", line: line), "m") }
        var both = Findings()
        both.merge(findings)
        both.merge(findings)
        #expect(findings.listed.count == 50 && findings.count(of: .note) == 120)
        #expect(both.listed.count == 50 && both.count(of: .note) == 240)
    }

    @Test("a timeline says on every day what was last put there")
    func timeline() {
        var state: UInt64 = 1
        func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % sides
        }
        for _ in 0..<300 {
            var timeline = Timeline()
            var days = [String?](repeating: nil, count: 40)
            for _ in 0..<8 {
                let from = roll(40)
                let to = min(40, from + 1 + roll(20))
                let window = Validity(from: Day(number: Int32(from)), to: Day(number: Int32(to)))
                let word = roll(4) == 0 ? nil : "v\(roll(3))"
                if let word {
                    timeline.put(Content([.nameEn: word]), over: window)
                } else {
                    timeline.clear(window)
                }
                for day in from..<to { days[day] = word }
            }
            for (day, word) in days.enumerated() {
                #expect(timeline.content(on: Day(number: Int32(day)))?[.nameEn] == word)
            }
            for (a, b) in zip(timeline.versions, timeline.versions.dropFirst()) {
                #expect(a.validity.to < b.validity.from || a.content != b.content)
            }
        }
    }
}
