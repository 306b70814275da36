import MasterData
import Staging
import Testing

@Suite("Reorganisation files")
struct ReorganisationFileTests {
    private static let head = """
        id: E-1
        title: A split
        effective: 2023-08-07
        order: gazette

        """

    @Test("an event file reads to its steps, members with their lines")
    func reads() throws {
        let text =
            Self.head + """
                offices: {others: open, stay: [DEV]}
                handover: {PHED: 2023-10-01}
                events:
                  - id: deeg
                    split: [district:91]
                    into:
                      - thing: district:767
                        fields: {name_en: Deeg}
                        cites: LGD
                        members:
                          - tehsil:505
                          - {place: tehsil:506, sample: true, cites: press}
                """
        let event = try Reorganisation(yaml: text, file: "e.yaml")
        #expect(event.effective == Day("2023-08-07"))
        #expect(event.offices.verdict(of: "DEV") == .stay)
        #expect(event.offices.verdict(of: "REV") == .open)
        #expect(event.offices.handovers["PHED"] == Day("2023-10-01"))
        let step = try #require(event.steps.first)
        #expect(step.event == .split)
        #expect(step.things == [RowKey(.district, "91")])
        let members = try #require(step.into.first).members
        #expect(members.map(\.place.code) == ["505", "506"])
        #expect(members.map(\.source) == ["LGD", "press"])
        #expect(members.map(\.isSample) == [false, true])
        #expect(members.map(\.origin.line) == [15, 16])
    }

    @Test("a reversal reads the file beside it, whole, and the events it names")
    func reversal() throws {
        let earlier =
            Self.head + """
                events:
                  - {id: a, move: "tehsil:1", to: "district:2"}
                  - {id: b, move: "tehsil:2", to: "district:2"}
                """
        let later =
            Self.head + """
                events:
                  - reverse: earlier.yaml
                    steps: [b]
                """
        let event = try Reorganisation(yaml: later, file: "later.yaml") { name in
            name == "earlier.yaml" ? earlier : nil
        }
        #expect(event.steps.first?.reversed.first?.steps.map(\.id) == ["a", "b"])
        #expect(event.steps.first?.reversedSteps == ["b"])
    }

    @Test(
        "a broken file names the line and what is wrong",
        arguments: [
            ("events: []", 1, "there are no events"),
            ("events:\n  - {id: a, explode: x}", 6, "unknown key 'explode'"),
            ("events:\n  - {id: a}", 6, "an event is exactly one of"),
            ("events:\n  - {id: a, split: district-91}", 6, "'district-91' is not a thing"),
            ("handover: {PHED: 2022-01-01}\nevents: []", 5, "cannot be before the effective day"),
            ("events:\n  - {reverse: gone.yaml}", 6, "there is no file 'gone.yaml'"),
            (
                "events:\n  - {id: a, move: 'tehsil:1', to: 'district:2'}\n  - {id: a, move: 'tehsil:2', to: 'district:2'}",
                7, "two events with the id 'a'"
            ),
            ("surprise: 1\nevents: []", 5, "unknown key 'surprise'"),
            ("events: [", 1, "no YAML"),
        ])
    func broken(tail: String, line: Int, reason: String) {
        do {
            _ = try Reorganisation(yaml: Self.head + tail, file: "e.yaml")
            Issue.record("read")
        } catch {
            #expect(error.origin.line == line)
            #expect(error.description.contains(reason), "\(error)")
        }
    }
}
