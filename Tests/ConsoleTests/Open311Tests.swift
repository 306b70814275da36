import Foundation
import FoundationXML
import HTTPTypes
import Maintenance
import MappingStore
import MasterData
import Testing
import Transfers

@testable import Console

@Suite("Open311 GeoReport v2")
struct Open311Tests {
    struct OneToken: TokenCheck {
        func holder(of token: String) async throws -> String? {
            token == "rjm_good" ? "portal" : nil
        }
    }

    static let form = "application/x-www-form-urlencoded"

    let visit: Visit

    init() throws {
        visit = try Visit(tokens: OneToken()).publish()
    }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Visit.Reply {
        try await visit.get("/open311/v2/\(path)", headers: headers)
    }

    /// Sends a form; `api_key` is added unless it is empty.
    func post(
        _ fields: String, key: String = "rjm_good", format: String = "json",
        type: String = Self.form, headers: [String: String] = [:]
    ) async throws -> Visit.Reply {
        try await visit.ask(
            .post, "/open311/v2/requests.\(format)",
            body: key.isEmpty ? fields : "api_key=\(key)&\(fields)",
            headers: headers.merging(["Content-Type": type]) { $1 })
    }

    static let water = "service_code=WAT&address_id=tehsil:501"

    @Test("lists the public categories that have none below, in either language and form")
    func services() async throws {
        let json = try await get("services.json")
        #expect(json.status == 200)
        #expect(json.header("content-type") == "application/json; charset=utf-8")
        #expect(json.header("rajmap-release") == "1")
        let codes = try json.json().array?.compactMap { $0["service_code"]?.string }
        #expect(codes == ["ROAD-1", "WAT"], "neither the branch nor what is internal")
        #expect(try json.json().array?.first?["group"] == .string("Roads"))
        let xml = try await get("services.xml", ["Accept-Language": "fr;q=0.9, hi-IN, en;q=0.5"])
        #expect(xml.header("content-type") == "text/xml; charset=utf-8")
        #expect(xml.header("content-language") == "hi")
        #expect(
            xml.body.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<services><service>"))
        #expect(xml.body.contains("<service_name>गड्ढे</service_name>"))
        let english = try await get("services.xml", ["Accept-Language": "hi;q=0, en"])
        #expect(english.body.contains("<service_name>Potholes &amp; &lt;cuts&gt;</service_name>"))
        #expect(XMLCheck.isWellFormed(english.body))
    }

    @Test("defines what a complaint may say")
    func definition() async throws {
        let json = try await get("services/ROAD-1.json").json()
        #expect(json["service_code"] == .string("ROAD-1"))
        let attributes = json["attributes"]?.array ?? []
        #expect(attributes.allSatisfy { $0["required"] == .bool(false) })
        let district = attributes.first { $0["code"] == .string("district") }
        #expect(district?["datatype"] == .string("singlevaluelist"))
        #expect(
            district?["values"]?.array == [
                .object(["key": .string("101"), "name": .string("Bikaner")])
            ])
        let xml = try await get("services/WAT.xml")
        #expect(xml.body.contains("<service_definition><service_code>WAT</service_code>"))
        #expect(xml.body.contains("<attribute><variable>true</variable><code>complaint_id</code>"))
        #expect(XMLCheck.isWellFormed(xml.body))
    }

    @Test("takes in a complaint, routes it, and lets go of what is personal")
    func takesIn() async throws {
        let reply = try await post(
            Self.water
                + "&attribute[complaint_id]=C-1&attribute[setting]=rural&first_name=Zaheer&phone=6000012345&description=No+water+since+%E0%A4%B8%E0%A5%8B%E0%A4%AE&lat=27.83&long=72.95&attribute[aadhaar]=999900001111"
        )
        #expect(reply.status == 201, "\(reply.body)")
        let request = try #require(try reply.json().array?.first)
        #expect(request["service_request_id"] == .string("C-1"))
        let notice = request["service_notice"]?.string ?? ""
        #expect(notice.hasPrefix("With Junior Engineer, Sub-division; due by the end of 2026-"))
        #expect(
            notice.hasSuffix(
                "Not kept: first_name, phone, description, lat, long, attribute[aadhaar]."))
        #expect(request["account_id"] == .null)
        let stored = try visit.store.complaint("C-1")
        #expect(stored.complaint.places == [RowKey(.tehsil, "501")])
        #expect(stored.complaint.setting == "rural")
        #expect(stored.standing.post == "P1")
        let bytes = try visit.databaseText()
        for word in ["Zaheer", "6000012345", "No water since", "27.83", "999900001111"] {
            #expect(!bytes.contains(word), "\(word) is in the database")
        }
        #expect(bytes.contains("C-1"), "the bytes are those of the database")
    }

    @Test("takes the same complaint in once, by its number or by a request key")
    func once() async throws {
        let numbered = Self.water + "&attribute[complaint_id]=C-2"
        #expect(try await post(numbered).status == 201)
        let again = try await post(numbered, format: "xml")
        #expect(again.status == 200)
        #expect(again.body.contains("<service_request_id>C-2</service_request_id>"))
        let other = try await post(
            "service_code=WAT&address_id=tehsil:502&attribute[complaint_id]=C-2", format: "xml")
        #expect(other.status == 409)
        #expect(other.body.contains("<errors><error><code>409</code><description>Complaint C-2"))

        let key = ["Idempotency-Key": "one"]
        let first = try await post(Self.water, headers: key)
        let second = try await post(Self.water, headers: key)
        let third = try await post(Self.water)
        #expect([first, second, third].map(\.status) == [201, 200, 201])
        let ids = try [first, second, third].map {
            try $0.json().array?.first?["service_request_id"]?.string ?? ""
        }
        #expect(ids[0] == ids[1] && ids[0] != ids[2])
        #expect(ids[0].hasPrefix("O311-"))
        #expect(
            try await post(Self.water + "&attribute[setting]=urban", headers: key).status == 409)
    }

    @Test("a place that the release does not know is kept, without an officer")
    func unroutable() async throws {
        let reply = try await post(
            "service_code=WAT&attribute[tehsil]=999", headers: ["Accept-Language": "hi"])
        #expect(reply.status == 201)
        #expect(reply.body.contains("(unknown-place)"))
        #expect(reply.body.contains("दर्ज किया गया"))
    }

    @Test(
        "refuses, in the words of the specification",
        arguments: [
            ("address_id=tehsil:501", 400, "service_code is missing"),
            ("service_code=NONE&address_id=tehsil:501", 404, "There is no service 'NONE'"),
            ("service_code=ROAD&address_id=tehsil:501", 404, "There is no service 'ROAD'"),
            ("service_code=WAT&lat=27.83&long=72.95", 400, "A place is needed"),
            ("service_code=WAT&address_id=Kolayat", 400, "address_id is 'Kolayat'"),
            ("service_code=WAT&address_id=post:P1", 400, "address_id is 'post:P1'"),
            ("service_code=WAT&attribute[tehsil]=5%2001", 400, "tehsil is '5 01'"),
            ("service_code=WAT&service_code=ROAD-1", 400, "is there twice"),
            ("service_code=%E0%A4&address_id=tehsil:501", 400, "not UTF-8"),
            ("service_code=%2&address_id=tehsil:501", 400, "not UTF-8"),
            ("\(water)&attribute[registered_at]=2031-01-01", 400, "registered_at is 2031"),
            ("\(water)&attribute[registered_at]=soon", 400, "registered_at is 'soon'"),
            ("\(water)&attribute[application_date]=soon", 400, "application_date is 'soon'"),
            ("\(water)&attribute[complaint_id]=%3Cscript%3E", 400, "complaint_id is"),
        ])
    func refused(fields: String, status: Int, words: String) async throws {
        let json = try await post(fields)
        #expect(json.status == status, "\(json.body)")
        let error = try #require(try json.json().array?.first)
        #expect(error["code"] == .integer(status))
        #expect(error["description"]?.string?.contains(words) == true, "\(json.body)")
        let xml = try await post(fields, format: "xml")
        #expect(xml.status == status)
        #expect(xml.body.contains("<errors><error><code>\(status)</code>"))
        #expect(XMLCheck.isWellFormed(xml.body))
    }

    @Test("hostile bodies, keys and paths")
    func hostile() async throws {
        #expect(try await post(Self.water, key: "").status == 403)
        #expect(try await post(Self.water, key: "rjm_bad").status == 403)
        let other = try await post("{}", key: "", type: "application/json")
        #expect(other.status == 400)
        #expect(other.header("content-type") == "application/json; charset=utf-8")
        let many = String(repeating: "a=1&", count: 300) + Self.water
        #expect(try await post(many).status == 400)
        let large = try await post(Self.water + "&x=" + String(repeating: "x", count: 1 << 20))
        #expect(large.status == 413)
        #expect(try large.json().array?.first?["code"] == .integer(413))
        #expect(try await post(Self.water, format: "csv").status == 404)
        let path = try await get("nothing.xml")
        #expect(path.status == 404 && path.body.contains("<errors>"))
        let method = try await visit.ask(.post, "/open311/v2/services.json")
        #expect(method.status == 405)
        #expect(method.header("allow") == "GET")
        let key = ["Idempotency-Key": String(repeating: "k", count: 200)]
        #expect(try await post(Self.water, headers: key).status == 400)
        let inURL = try await visit.ask(
            .post, "/open311/v2/requests.json?api_key=rjm_good", body: Self.water,
            headers: ["Content-Type": Self.form])
        #expect(inURL.status == 201)
        let bearer = try await post(
            Self.water, key: "", headers: ["Authorization": "Bearer rjm_good"])
        #expect(bearer.status == 201)
    }

    @Test("lists complaints by number, service, state and time")
    func lists() async throws {
        for (number, service, day) in [
            ("L-1", "WAT", "2026-05-01"), ("L-2", "WAT", "2026-05-10"),
            ("L/3", "ROAD-1", "2026-05-12"), ("L-4", "WAT", "2026-01-01"),
        ] {
            let reply = try await post(
                "service_code=\(service)&address_id=tehsil:501&attribute[complaint_id]=\(number)&attribute[registered_at]=\(day)"
            )
            #expect(reply.status == 201, "\(reply.body)")
        }
        _ = try visit.bench.desk.resolve(.init("L-2"), reason: nil)
        func ids(_ query: String) async throws -> [String] {
            try await get("requests.json?\(query)").json().array?.compactMap {
                $0["service_request_id"]?.string
            } ?? []
        }
        #expect(try await ids("") == ["L/3", "L-2", "L-1"], "the last 90 days, newest first")
        #expect(try await ids("status=closed") == ["L-2"])
        #expect(try await ids("status=open,closed&service_code=WAT") == ["L-2", "L-1"])
        #expect(try await ids("service_request_id=L-1,L-4,L-9") == ["L-1", "L-4"])
        #expect(
            try await ids(
                "start_date=2026-05-05T00:00:00Z&end_date=2026-05-11T00:00:00%2B05:30") == ["L-2"])
        #expect(try await ids("end_date=2026-01-02T00:00:00Z") == ["L-4"])
        for query in [
            "start_date=2026-01-01T00:00:00Z&end_date=2026-05-01T00:00:00Z", "status=done",
            "start_date=yesterday", "q=1",
            "start_date=2026-05-02T00:00:00Z&end_date=2026-05-01T00:00:00Z",
        ] {
            #expect(try await get("requests.json?\(query)").status == 400, "\(query)")
        }
        let one = try await get("requests/L-2.xml")
        #expect(one.status == 200)
        #expect(one.body.contains("<status>closed</status><status_notes>resolved</status_notes>"))
        #expect(one.body.contains("<service_name>Water</service_name>"))
        #expect(one.body.contains("<expected_datetime/>"))
        #expect(XMLCheck.isWellFormed(one.body))
        let open = try await get("requests/L%2F3.json").json().array?.first
        #expect(open?["agency_responsible"] == .null, "no rule has roads")
        #expect(open?["requested_datetime"] == .string("2026-05-12T00:00:00+05:30"))
        let unknown = try await get("requests/L-9.json")
        #expect(unknown.status == 404)
        #expect(try unknown.json().array?.first?["code"] == .integer(404))
    }
}

extension Visit {
    /// All bytes of the database and its log, as text.
    func databaseText() throws -> String {
        var bytes: [UInt8] = []
        for end in ["", "-wal"] {
            let file = URL(fileURLWithPath: database.path + end)
            if let data = try? Data(contentsOf: file) { bytes += data }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Reads a document with an XML parser that is not ours.
enum XMLCheck {
    static func isWellFormed(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }
}
