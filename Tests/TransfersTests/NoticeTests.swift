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
            try Notice.notices(
                of: events[index], .sample(category: category),
                try Standing(.sample(category: category), Array(events[...index])), by: marking,
                in: .standard())
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

    @Test("every text of the program fills in all that its template knows, in both languages")
    func placeholders() throws {
        let texts = try NoticeTexts.standard()
        for template in NoticeTemplate.allCases {
            for language in Marking.Language.allCases {
                let text = try #require(texts[template, language])
                #expect(text.values == Set(template.values), "\(template) \(language)")
            }
        }
        for notice in try (notices("WAT") + notices("TAP")).joined() {
            #expect(!notice.english.contains("{") && !notice.hindi.contains("{"), "\(notice)")
            #expect(!notice.english.contains("  ") && !notice.english.contains("()"))
        }
    }

    @Test("each value is filled with its own, whatever the text")
    func values() throws {
        let (marking, events) = try events("TAP")
        let texts = try NoticeTexts { name in
            NoticeTemplate.allCases.first { name.hasPrefix($0.rawValue + ".en") }.map {
                Array($0.values.map { "\($0.rawValue)=<{\($0.rawValue)}>" }.joined().utf8)
            }
        }
        var seen: [NoticeTemplate: String] = [:]
        for index in events.indices {
            let standing = try Standing(.sample(category: "TAP"), Array(events[...index]))
            for notice in Notice.notices(
                of: events[index], .sample(category: "TAP"), standing, by: marking, in: texts)
            {
                seen[notice.template] = seen[notice.template] ?? notice.english
            }
        }
        #expect(
            seen[.assigned]
                == "number=<C1>category=<category TAP>post=<designation JEN, office O1>level=<L1>last_day=<2026-04-06>"
        )
        #expect(seen[.resolved] == "number=<C1>category=<category TAP>day=<2026-05-21>")
        #expect(
            seen[.rightToAppeal]
                == "number=<C1>category=<category TAP>stage=<first>post=<designation XEN, office O2>appeal_day=<2026-05-06>"
        )
        let given = LedgerEvent(
            step: 2, at: .day(2), actor: "asha",
            happening: .transferred(post: "P2", from: "P1", reason: "x"))
        let notice = try Notice.notices(
            of: given, .sample(category: "TAP"),
            Standing(.sample(category: "TAP"), [events[0], given]), by: marking, in: texts)
        #expect(
            notice.map(\.english) == [
                "number=<C1>category=<category TAP>post=<designation XEN, office O2>last_day=<2026-04-06>"
            ])
    }

    @Test(
        "a misspelt name, or a brace that is left open, is an error with its place",
        arguments: [
            (
                "To {numbr}.", 1, 4,
                "'{numbr}' is unknown here; known are {number}, {category}, {day}."
            ),
            ("To {number}\nof {post}.", 2, 4, "'{post}' is unknown here"),
            ("To {number", 1, 4, "'{' is not closed"), ("To {num{ber}", 1, 4, "'{' is not closed"),
            ("To {num\nber}", 1, 4, "'{' is not closed"), ("To number}", 1, 10, "without '{'"),
            ("To { number}", 1, 4, "'{ number}' is unknown"), (" \n", 1, 1, "is empty"),
        ])
    func misspelt(text: String, line: Int, column: Int, words: String) throws {
        let error = try #require(throws: NoticeTextError.self) {
            try NoticeTexts { $0 == "resolved.en.txt" ? Array(text.utf8) : nil }
        }
        #expect(error.description.hasPrefix("resolved.en.txt:\(line):\(column): error: "))
        #expect(error.description.contains(words), "\(error)")
    }

    @Test("an event is a CloudEvent 1.0 whose id is complaint and step")
    func cloudEvent() throws {
        let (marking, events) = try events()
        for event in events {
            let cloud = try CloudEvent(
                of: .sample(), events, step: event.step, by: marking,
                in: .standard())
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
