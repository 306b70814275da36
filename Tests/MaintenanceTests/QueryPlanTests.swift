import Foundation
import Maintenance
import MappingStore
import MasterData
import Testing

@Suite("The queries of the store", .serialized)
struct QueryPlanTests {
    /// Tables that grow with the masters, the complaints, the releases or the years.
    private static let growing: Set = [
        "thing", "code_binding", "row_version", "row_reference", "owned_field", "plan_chunk",
        "plan_decision", "plan_maker", "upload", "upload_chunk", "contact_detail", "audit",
        "complaint", "ledger", "request_key", "outbox", "identity_verdict",
    ]

    /// The start of a statement that reads a growing table from end to end, and why it may.
    private static let whole: [(statement: String, table: String, reason: String)] = [
        (
            "SELECT thing, kind, scheme, code FROM code_binding WHERE introduced", "code_binding",
            "a release is read whole"
        ),
        (
            "SELECT thing, kind, scheme, code FROM code_binding WHERE retired IS NULL",
            "code_binding", "publishing knows the id of every thing"
        ),
        (
            "SELECT state, level, department, places, category, registered_at, due, closed_at, service FROM complaint",
            "complaint", "a report counts every complaint"
        ),
        (
            "SELECT id, entry, previous, hash FROM audit ORDER BY id", "audit",
            "the chain is verified from its first entry"
        ),
        (
            "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1", "audit",
            "only its last row is read"
        ),
        (
            "SELECT verb, plan, COUNT(*) FROM ( SELECT 'plan' AS verb", "plan_decision",
            "verifying compares every decision with the chain"
        ),
        (
            "SELECT complaint.number, ledger.at, ledger.body FROM ledger", "ledger",
            "the index has nothing but what releases moved, all of which a report counts"
        ),
        (
            "SELECT 1 FROM complaint WHERE state <> 'resolved' LIMIT 1", "complaint",
            "the index has nothing but open complaints, and one is enough"
        ),
        (
            "SELECT thing, field, introduced, retired FROM owned_field", "owned_field",
            "a feed is compared with every correction; people wrote each row"
        ),
        (
            "SELECT id, name, target, secret_file, (SELECT COUNT(*) FROM outbox", "outbox",
            "what waits is counted; what is delivered is gone from it"
        ),
        (
            "DELETE FROM outbox WHERE destination", "outbox",
            "a destination goes with all that waits for it"
        ),
        (
            "SELECT before_key, after_key, verdict FROM identity_verdict", "identity_verdict",
            "the last word on every pair; people wrote each row"
        ),
    ]

    /// What is run while the database is made, before anybody can listen.
    private static let making: Set = ["INSERT INTO setting (name, value) VALUES ('seal_key', ?)"]

    @Test("find rows of growing tables by an index, but for a few that read all of one")
    func indexed() throws {
        let seen = try WitnessedStatements { try ScriptedLife($0).live() }
        #expect(seen.statements.count > 100)
        var unused = Set(Self.whole.map(\.statement))
        for statement in seen.statements where Self.isOfData(statement) {
            let line = WrittenStatements.oneLine(statement)
            for step in try seen.plan(of: statement) where step.hasPrefix("SCAN ") {
                let table = Self.table(named: String(step.split(separator: " ")[1]), in: line)
                guard Self.growing.contains(table) else { continue }
                let reason = Self.whole.first {
                    line.hasPrefix($0.statement) && $0.table == table
                }
                unused.remove(reason?.statement ?? "")
                #expect(reason != nil, "\(step): \(line)")
            }
        }
        #expect(unused.isEmpty, "these read nothing whole any more; take them out")
    }

    @Test("are all run in the life that the plans are read from")
    func complete() throws {
        let seen = try WitnessedStatements { try ScriptedLife($0).live() }
        let written = try WrittenStatements(
            folder: TemporaryDesk.project.appendingPathComponent("Sources/MappingStore"))
        #expect(written.statements.count > 60)
        for (file, pieces) in written.statements where !Self.making.contains(pieces[0]) {
            #expect(
                seen.statements.contains { WrittenStatements.isWritten($0, of: pieces) },
                "\(file): never run: \(pieces.joined(separator: " … "))")
        }
    }

    private static func isOfData(_ statement: String) -> Bool {
        let line = WrittenStatements.oneLine(statement)
        return ["SELECT ", "INSERT ", "UPDATE ", "DELETE "].contains { line.hasPrefix($0) }
    }

    /// The table that a name in a plan stands for: `FROM ledger AS l` calls it `l`.
    private static func table(named name: String, in line: String) -> String {
        let words = line.split { " ,()".contains($0) }.map(String.init)
        for (position, word) in words.enumerated()
        where word == name && position >= 2 && words[position - 1] == "AS" {
            return words[position - 2]
        }
        return name
    }
}
