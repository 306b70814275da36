import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Testing
import Transfers

@Suite("The outbox")
struct OutboxTests {
    private func events(in file: URL) throws -> [JSONValue] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try JSONValue(parsing: $0.utf8)
        }
    }

    @Test("delivers each event once to a file, in the order of the ledgers, and is then empty")
    func file() throws {
        let place = try ComplaintPlace()
        try place.register("C1", "C2")
        _ = try place.desk(9).escalate()
        _ = try place.desk(10).resolve(ComplaintOrder("C1"), reason: nil)
        let file = place.folder.appendingPathComponent("events.jsonl")
        #expect(throws: DeliveryError.noTarget("portal")) {
            try place.desk(10).deliver(to: "portal")
        }
        try place.store.setDestination("portal", target: "file:\(file.path)", secretFile: nil)
        #expect(try place.desk(10).deliver(to: "portal").delivered == 5)
        #expect(try place.desk(10).deliver(to: "portal").delivered == 0)
        let ids = try events(in: file).compactMap { $0["id"]?.string }
        #expect(Set(ids) == ["C1/1", "C1/2", "C1/3", "C2/1", "C2/2"])
        #expect(ids.filter { $0.hasPrefix("C1") } == ["C1/1", "C1/2", "C1/3"])
        #expect(try place.store.destination("portal").waiting == 0)
    }

    @Test("what cannot be delivered waits longer each time, then is a dead letter")
    func backOff() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        _ = try place.desk(1).sendUp(ComplaintOrder("C1"), reason: "x")
        // Port 9 of the loopback has no listener: refused at once.
        try place.store.setDestination("portal", target: "http://127.0.0.1:9/", secretFile: nil)
        let first = try place.desk(1).deliver(to: "portal")
        #expect(first.failed == 1, "the second event of the complaint waits for its first")
        #expect(first.lastError != nil)
        #expect(try place.desk(1).deliver(to: "portal").failed == 0, "not before its time")
        for day in 2...12 { #expect(try place.desk(day).deliver(to: "portal").failed >= 1) }
        #expect(try place.store.destination("portal").dead == 1)
        // A dead letter holds nobody up, and can be tried again.
        let file = place.folder.appendingPathComponent("events.jsonl")
        try place.store.setDestination("portal", target: "file:\(file.path)", secretFile: nil)
        #expect(try place.desk(20).deliver(to: "portal").delivered == 1)
        #expect(try place.desk(20).deliver(to: "portal", includingDead: true).delivered == 1)
    }

    @Test("a destination added later gets the events from then on")
    func later() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        try place.store.setDestination("audit", target: nil, secretFile: nil)
        try place.register("C2")
        #expect(try place.store.destinations().map(\.waiting) == [2, 1])
        try place.store.removeDestination("audit")
        #expect(try place.store.destinations().map(\.name) == ["portal"])
        #expect(throws: ComplaintError.noDestination("audit")) {
            try place.store.removeDestination("audit")
        }
    }

    @Test("signs as HMAC-SHA-256 does (RFC 4231, case 2)")
    func signature() {
        let code = MessageSignature(secret: Array("Jefe".utf8)).code(
            of: Array("what do ya want for nothing?".utf8))
        #expect(
            code.map {
                String($0, radix: 16).count == 1
                    ? "0" + String($0, radix: 16) : String($0, radix: 16)
            }.joined()
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }
}

@Suite("Tokens")
struct TokenTests {
    @Test("are kept as digests, known until revoked, and named in the audit")
    func life() throws {
        let place = try ComplaintPlace()
        let desk = place.desk(0)
        let token = try desk.makeToken("portal", random: Array(0..<32), maker: "asha")
        #expect(try desk.holder(ofToken: token) == "portal")
        #expect(try desk.holder(ofToken: token + "x") == nil)
        let file =
            try Data(contentsOf: place.folder.appendingPathComponent("rajmap.db"))
            + Data(contentsOf: place.folder.appendingPathComponent("rajmap.db-wal"))
        #expect(file.range(of: Data(token.utf8)) == nil, "the token itself is nowhere")
        #expect(throws: StoreError.self) {
            try desk.makeToken("portal", random: Array(1..<33), maker: "asha")
        }
        try desk.revokeToken("portal", by: "bharat")
        #expect(try desk.holder(ofToken: token) == nil)
        #expect(throws: ComplaintError.noToken("portal")) {
            try desk.revokeToken("portal", by: "bharat")
        }
        #expect(try place.store.tokens().map(\.name) == ["portal"])
    }
}
