import Crypto
import Foundation
import LoopbackReceiver
import Testing

@Suite("Signed deliveries and holidays, by the command")
struct DeliveryTests {
    private struct Message {
        var headers: [String: String] = [:]
        var body: String

        init(_ request: String) {
            let end = request.firstRange(of: "\r\n\r\n")
            let head = request[..<(end?.lowerBound ?? request.endIndex)]
            body = String(request[(end?.upperBound ?? request.endIndex)...])
            for line in head.split(separator: "\r\n").dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
            }
        }

        /// Whether the signature is that of Standard Webhooks over this body.
        func isSigned(with secret: Data, body: String) -> Bool {
            guard let id = headers["webhook-id"], let at = headers["webhook-timestamp"],
                let signature = headers["webhook-signature"], signature.hasPrefix("v1,"),
                let code = Data(base64Encoded: String(signature.dropFirst(3)))
            else { return false }
            return HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Data("\(id).\(at).\(body)".utf8),
                using: SymmetricKey(data: secret))
        }
    }

    @Test("a receiver can tell who sent an event, and that nobody changed it")
    func signed() throws {
        let work = try Workplace()
        try work.rajmap("init")
        try work.publish([try work.file("masters.csv", SmallMasters.csv)], asOf: "2022-01-01")
        let complaints = try work.file(
            "complaints.csv",
            "complaint_id,category,registered_at,district,tehsil\nC/1,WAT,2026-01-05,101,501\n")
        try work.rajmap("complaint", "import", complaints)
        let secret = Data((0..<32).map { UInt8($0 * 7 % 251) })
        let key = try work.file("secret", "whsec_\(secret.base64EncodedString())\n")
        let receiver = try Receiver(answering: [503, 204, 204])
        let target = "http://127.0.0.1:\(receiver.port)/events"
        #expect(
            try work.rajmap(
                "outbox", "destination", "portal", "--url", target, "--secret-file", key
            )
            .status == 0)
        let at = "2026-01-05T10:00:00+05:30"
        let refused = try work.rajmap("outbox", "deliver", "--now", at)
        #expect(refused.status == 69)
        #expect(refused.output.contains("0 delivered, 1 failed, 0 given up"), "\(refused.output)")
        #expect(
            try work.rajmap("outbox", "deliver", "--now", "2026-01-05T10:00:20+05:30").output
                .contains("0 delivered, 0 failed"), "half a minute is not over")
        let taken = try work.rajmap("outbox", "deliver", "--now", "2026-01-05T10:00:40+05:30")
        #expect(taken.status == 0, "\(taken.output)\(taken.errors)")
        #expect(taken.output.contains("1 delivered, 0 failed, 0 given up"))

        let messages = receiver.received.map(Message.init)
        #expect(messages.count == 2)
        #expect(messages.map { $0.headers["webhook-id"] } == ["C/1/1", "C/1/1"], "the same event")
        let message = try #require(messages.last)
        #expect(message.headers["webhook-timestamp"] == "1767587440")
        #expect(
            message.headers["content-type"] == "application/cloudevents+json; charset=utf-8")
        #expect(message.isSigned(with: secret, body: message.body))
        #expect(!message.isSigned(with: secret, body: message.body + " "))
        #expect(
            !message.isSigned(
                with: Data("another secret, of 32 bytes, all".utf8), body: message.body))
        let event = try JSONSerialization.jsonObject(with: Data(message.body.utf8))
        #expect((event as? [String: Any])?["specversion"] as? String == "1.0")
        #expect(try work.sqlite("SELECT COUNT(*) FROM outbox") == ["0"])
    }

    @Test("texts of notices from a folder; a misspelt name stops the delivery before it begins")
    func texts() throws {
        let work = try Workplace()
        try work.rajmap("init")
        try work.publish([try work.file("masters.csv", SmallMasters.csv)], asOf: "2022-01-01")
        let complaints = try work.file(
            "complaints.csv",
            "complaint_id,category,registered_at,district,tehsil\nC1,WAT,2026-01-05,101,501\n")
        try work.rajmap("complaint", "import", complaints)
        let events = work.folder.appendingPathComponent("events.jsonl")
        try work.rajmap("outbox", "destination", "portal", "--file", events.path)
        let folder = work.folder.appendingPathComponent("notices")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("assigned.en.txt")
        try Data("For {post}: {numbr}\n".utf8).write(to: file)
        let wrong = try work.rajmap("outbox", "deliver", "--notices", folder.path)
        #expect(wrong.status == 78)
        #expect(wrong.errors.contains("assigned.en.txt:1:13: error: system.notice-text: '{numbr}'"))
        #expect(!FileManager.default.fileExists(atPath: events.path))
        try Data("For {post}: {number}\n".utf8).write(to: file)
        #expect(try work.rajmap("outbox", "deliver", "--notices", folder.path).status == 0)
        let text = try String(contentsOf: events, encoding: .utf8)
        #expect(text.contains(#": C1","#) && text.contains(#""en":"For "#), "\(text)")
        #expect(text.contains("निस्तारण की अंतिम तिथि"), "the Hindi text is the program's own")
    }

    @Test("the holidays of an iCalendar file become masters")
    func holidays() throws {
        let work = try Workplace()
        let ics = try work.file(
            "holidays.ics",
            [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//GAD//Holidays//EN", "BEGIN:VEVENT",
                "UID:1@example.invalid", "DTSTART;VALUE=DATE:20200126",
                "RRULE:FREQ=YEARLY;UNTIL=20300126", "SUMMARY:Republic Day / गणतंत्र", "  दिवस",
                "END:VEVENT", "BEGIN:VEVENT", "UID:2@example.invalid",
                "DTSTART;VALUE=DATE:20260303", "DTEND;VALUE=DATE:20260305",
                "SUMMARY:Holi\\, two days",
                "END:VEVENT", "END:VCALENDAR", "",
            ].joined(separator: "\r\n"))
        func convert(_ path: String, _ more: String...) throws -> Workplace.Result {
            try work.start(
                [
                    "calendar", "convert", path, "--calendar", "RJ", "--from", "2026-01-01", "--to",
                    "2027-01-01",
                ] + more
            ).1()
        }
        let converted = try convert(ics)
        #expect(converted.status == 0, "\(converted.errors)")
        #expect(
            converted.output.split(whereSeparator: \.isNewline).map(String.init) == [
                "kind,calendar,date,name_en,name_hi,type,source",
                "holiday,RJ,2026-01-26,Republic Day / गणतंत्र दिवस,Republic Day / गणतंत्र दिवस,gazetted,holidays.ics",
                "holiday,RJ,2026-03-03,\"Holi, two days\",,gazetted,holidays.ics",
                "holiday,RJ,2026-03-04,\"Holi, two days\",,gazetted,holidays.ics",
            ])
        let json = try convert(ics, "--json").json()["holidays"] as? [[String: Any]]
        #expect(
            json?.map { $0["origin"] as? String } == [
                "holidays.ics:6", "holidays.ics:13", "holidays.ics:13",
            ])
        try work.rajmap("init")
        let table = try work.file("holidays.csv", converted.output)
        let calendar = try work.file(
            "calendar.csv",
            "kind,code,name_en,name_hi,weekly_off,valid_from\ncalendar,RJ,State offices,राज्य कार्यालय,sat|sun,2020-01-01\n"
        )
        try work.publish(
            [try work.file("masters.csv", SmallMasters.csv), calendar, table], asOf: "2022-01-01")
        #expect(
            try work.sqlite("SELECT COUNT(*) FROM code_binding WHERE kind = 'holiday'") == ["3"])
        #expect(try convert(try work.file("no.ics", "BEGIN:VEVENT\nnothing\n")).status == 65)
        #expect(try convert(work.folder.appendingPathComponent("none.ics").path).status == 66)
    }
}
