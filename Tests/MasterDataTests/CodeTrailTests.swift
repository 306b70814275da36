import MasterData
import Testing

@Suite("The codes of one thing")
struct CodeTrailTests {
    private func key(_ code: String) -> RowKey { RowKey(.tehsil, code) }

    private func recoded(_ before: String, _ after: String, _ day: Int32) -> Recoding {
        Recoding(before: key(before), after: key(after), day: Day(number: day))
    }

    private func trail(_ code: String, _ recodings: Recoding...) -> [String] {
        CodeTrail(of: key(code), in: recodings).parts.map { part in
            let from = part.days.from.number == .min ? "" : "\(part.days.from.number)"
            let to = part.days.isOpen ? "" : "\(part.days.to.number)"
            return "\(part.key.code) \(from)-\(to)"
        }
    }

    @Test("one that was never recoded has one")
    func alone() {
        #expect(trail("1") == ["1 -"])
        #expect(trail("1", recoded("2", "3", 10)) == ["1 -"])
    }

    @Test("are followed both ways, each for its days")
    func both() {
        let steps = [recoded("1", "2", 10), recoded("2", "3", 20)]
        #expect(trail("1", steps[0], steps[1]) == ["1 -", "2 10-", "3 20-"])
        #expect(trail("2", steps[1], steps[0]) == ["1 -10", "2 -", "3 20-"])
        #expect(trail("3", steps[0], steps[1]) == ["1 -10", "2 -20", "3 -"])
    }

    @Test("one that was given to another thing afterwards is left where the thing left it")
    func reused() {
        // 1 became 2; years later the code 1 was given anew and became 9.
        #expect(
            trail("2", recoded("1", "2", 10), recoded("1", "9", 50)) == ["1 -10", "2 -"])
        // What became 1 before it was left is the thing; what became 1 later is another.
        #expect(
            trail("2", recoded("1", "2", 10), recoded("0", "1", 40)) == ["1 -10", "2 -"])
    }

    @Test("that go in a circle end where they began")
    func circle() {
        #expect(trail("1", recoded("1", "2", 10), recoded("2", "1", 20)) == ["1 -", "2 10-"])
    }

    @Test("are read from rows of recodes and upgrades, and of nothing else")
    func rows() {
        func read(_ event: String, _ before: String, _ after: String?) -> Recoding? {
            var content = Content([.type: event, .predecessor: before])
            content[.successor] = after
            return Recoding(
                RowVersion(validity: Validity(from: Day(number: 5)), content: content))
        }
        #expect(read("recode", "tehsil:1", "tehsil:2") == recoded("1", "2", 5))
        #expect(read("upgrade", "tehsil:1", "tehsil:2") == recoded("1", "2", 5))
        #expect(read("merge", "tehsil:1", "tehsil:2") == nil)
        #expect(read("recode", "tehsil:1", nil) == nil)
        #expect(read("upgrade", "tehsil:1", "tehsil:1") == nil)
    }

    @Test("what stands for a thing is its one successor; several are none")
    func heirs() {
        var rows = MasterRows()
        func put(_ code: String, _ event: String, _ before: String, _ after: String) {
            rows[RowKey(.succession, code)] = Timeline([
                RowVersion(
                    validity: Validity(from: Day(number: 5)),
                    content: Content([.type: event, .predecessor: before, .successor: after]))
            ])
        }
        put("a", "merge", "tehsil:1", "tehsil:2")
        put("b", "split", "tehsil:3", "tehsil:4")
        put("c", "split", "tehsil:3", "tehsil:5")
        put("d", "rename", "tehsil:6", "tehsil:6")
        put("e", "abolish", "category:A", "category:B")
        let heir = Heir(key: key("2"), row: RowKey(.succession, "a"), since: Day(number: 5))
        #expect(rows.heirs(of: [.tehsil]) == [key("1"): heir])
        #expect(rows.heirs(of: [.category]).count == 1)
    }
}
