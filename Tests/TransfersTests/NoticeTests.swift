import MasterData
import RouteEngine
import Testing
import Transfers

@Suite("Notices and events")
struct NoticeTests {
    private func events(_ category: String = "WAT") throws -> (Marking, [LedgerEvent]) {
        var masters = Masters.sample()
        masters.put(
            .category, "WAT",
            [
                .nameEn: "Water", .nameHi: "पेयजल", .hierarchyRural: "revenue",
                .hierarchyUrban: "revenue",
            ])
        masters.put(
            .service, "S-TAP",
            [.department: "PHED", .days: "5", .firstAppeal: "XEN", .firstDays: "30"])
        masters.put(.serviceCategory, "S-TAP/TAP", [.service: "S-TAP", .category: "TAP"])
        let marking = masters.marking()
        var events = try marking.ledger(.sample(category: category), sweptOn: [50])
        events.append(
            LedgerEvent(
                step: events.count + 1, at: .day(50), actor: "asha",
                happening: .resolved(reason: "done")))
        return (marking, events)
    }

    private func notices(_ category: String) throws -> [[Notice]] {
        let (marking, events) = try events(category)
        return try events.indices.map { index in
            Notice.notices(
                of: events[index], .sample(category: category),
                try Standing(.sample(category: category), Array(events[...index])), by: marking)
        }
    }

    @Test("the officer is told of a transfer, the citizen of the resolution, in both languages")
    func both() throws {
        let notices = try notices("WAT")
        #expect(notices.first?.map(\.audience) == [.officer])
        #expect(
            notices.first?.first?.english
                == "Complaint C1 (Water) is with you as designation JEN, office O1, at level L1. It is due by the end of 2026-04-08."
        )
        #expect(notices.first?.first?.hindi.contains("पेयजल") == true)
        #expect(notices.last?.map(\.audience) == [.citizen])
        #expect(
            notices.last?.first?.english
                == "Your complaint C1 (Water) was resolved on 2026-05-21. If it is not, you may have it opened again."
        )
    }

    @Test("the citizen is told of the right to appeal and its last day")
    func appeal() throws {
        let second = try notices("TAP")[1]
        let right = try #require(second.first { $0.template == .rightToAppeal })
        #expect(right.audience == .citizen)
        #expect(right.english.contains("a first appeal with designation XEN, office O2"))
        #expect(right.english.contains("the last day is 2026-05-06"))
        #expect(right.hindi.contains("प्रथम अपील") && right.hindi.contains("2026-05-06"))
    }

    @Test("no text keeps a brace, and each has a Hindi one with the same braces")
    func braces() throws {
        for notice in try (notices("WAT") + notices("TAP")).joined() {
            #expect(!notice.english.contains("{") && !notice.hindi.contains("{"), "\(notice)")
        }
        func names(_ text: String) -> Set<Substring> {
            Set(
                text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first }
            )
        }
        for template in NoticeTemplate.allCases {
            let english = names(template.text(in: .english))
            #expect(!english.isEmpty)
            #expect(english == names(template.text(in: .hindi)), "\(template)")
        }
    }

    @Test("an event is a CloudEvent 1.0 whose id is complaint and step")
    func cloudEvent() throws {
        let (marking, events) = try events()
        for event in events {
            let cloud = try CloudEvent(of: .sample(), events, step: event.step, by: marking)
            let json = try JSONValue(parsing: cloud.json.canonicalBytes)
            #expect(json["specversion"]?.string == "1.0")
            #expect(json["id"]?.string == "C1/\(event.step)")
            #expect(
                json["type"]?.string == "in.rajmap.complaint.\(event.happening.word.rawValue).v1")
            #expect(json["time"]?.string.flatMap { Instant($0) } == event.at)
            #expect(json["data"]?["event"]?["step"]?.integer == event.step)
        }
    }
}
