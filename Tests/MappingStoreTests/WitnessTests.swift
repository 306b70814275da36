import Changesets
import Digests
import MappingStore
import MasterData
import Plans
import Testing

/// SQLite's session extension is not reachable through the driver, so triggers of the test's
/// own are the witness: they note every row that any statement writes, in every table.
@Suite("What publishing changed equals the plan, by a witness in the database")
struct WitnessTests {
    private static let tables = [
        "setting", "actor", "thing", "release", "code_binding", "row_version", "row_reference",
        "owned_field", "ratification", "plan", "plan_chunk", "plan_decision", "upload",
        "upload_chunk", "contact_detail", "audit",
    ]

    private func watch(_ place: TemporaryStore) throws -> Bool {
        var sql = "CREATE TABLE witness (act TEXT NOT NULL);"
        for table in Self.tables {
            for event in ["INSERT", "UPDATE", "DELETE"] {
                sql += """
                    CREATE TRIGGER witness_\(table)_\(event) AFTER \(event) ON \(table)
                    BEGIN INSERT INTO witness VALUES ('\(event) \(table)'); END;
                    """
            }
        }
        let result = try place.sqlite(sql)
        #expect(result.status == 0 || result.status == 127, "\(result.text)")
        return result.status == 0
    }

    @Test("row by row, in every table", arguments: [1, 4])
    func counted(people: Int) throws {
        let place = try TemporaryStore()
        try place.publish(.sample())
        let before = try place.store.rows(ofRelease: 1)
        let target = MasterRows.sample(people: people, name: "Usha")
        let plan = try place.plan(target)
        let approved = try place.approve(plan)
        let publisher = try place.store.actor(named: "bharat")
        guard try watch(place) else { return }
        _ = try place.store.publish(approved, by: publisher, at: TemporaryStore.now)

        let changes = plan.changeset.effective
        let new = changes.count { before[$0.key] == nil }
        let references = changes.reduce(0) { sum, change in
            let specs = change.key.kind.schema.specs.filter(\.type.isReference)
            return sum
                + change.added.reduce(0) { sum, version in
                    sum + specs.count { version.content[$0.field] != nil }
                }
        }
        var expected = [
            "INSERT release": 1, "INSERT audit": 1, "UPDATE plan": 1, "INSERT thing": new,
            "INSERT code_binding": new,
            "INSERT row_version": changes.reduce(0) { $0 + $1.added.count },
            "UPDATE row_version": changes.reduce(0) { $0 + $1.removed.count },
            "INSERT row_reference": references,
        ]
        expected = expected.filter { $0.value > 0 }
        let rows = try place.sqlite("SELECT act, COUNT(*) FROM witness GROUP BY act").text
        var seen: [String: Int] = [:]
        for row in rows.split(separator: "\n") {
            let parts = row.split(separator: "|")
            seen[String(parts[0])] = Int(parts[1])
        }
        #expect(seen == expected)
    }

    @Test(
        "by content: the live rows before and after differ by the plan's versions, by their hashes")
    func hashes() throws {
        let place = try TemporaryStore()
        try place.publish(.sample())
        let query = """
            SELECT kind || ':' || code || ' ' || row_version.valid_from || ' ' || hex(content_hash)
            FROM row_version JOIN code_binding ON code_binding.thing = row_version.thing
            WHERE row_version.retired IS NULL
            """
        let first = try place.sqlite(query)
        guard first.status == 0 else { return }
        let plan = try place.plan(.sample(people: 4, name: "Usha"))
        _ = try place.store.publish(
            place.approve(plan), by: place.store.actor(named: "bharat"), at: TemporaryStore.now)
        func lines(_ text: String) -> Set<String> {
            Set(text.split(separator: "\n").map { $0.lowercased() })
        }
        func named(_ key: RowKey, _ version: RowVersion) -> String {
            "\(key.kind.rawValue):\(key.code) \(version.validity.from.number) \(ReleaseDigest.contentHash(of: version.content))"
                .lowercased()
        }
        let (before, after) = (lines(first.text), lines(try place.sqlite(query).text))
        let changes = plan.changeset.effective
        #expect(
            before.subtracting(after)
                == Set(changes.flatMap { change in change.removed.map { named(change.key, $0) } }))
        #expect(
            after.subtracting(before)
                == Set(changes.flatMap { change in change.added.map { named(change.key, $0) } }))
    }
}
