import Changesets
import Digests
import Foundation
import MappingStore
import MasterData
import Plans

/// A database in a temporary folder that goes with the test.
final class TemporaryStore {
    let folder: URL
    let store: MappingStore

    static let now = Instant(seconds: 1_780_000_000)
    static let asOf = Day(number: 20_000)

    var path: String { folder.appendingPathComponent("rajmap.db").path }

    /// - Parameter limit: of how many things of a kind a release is kept in memory.
    init(keepingInMemory limit: Int = MasterRows.Writer.looseThings) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rajmap-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var store = try MappingStore.create(
            at: folder.appendingPathComponent("rajmap.db").path, sealKey: Array(0..<32),
            at: Self.now)
        store.thingsInMemory = limit
        self.store = store
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A stored plan that turns what is live into the rows.
    func plan(
        _ rows: MasterRows, by maker: String = "asha", act: PlanAct = PlanAct()
    ) throws -> Plan {
        let head = try store.head()
        let live = try store.rows(ofRelease: head.number)
        let changeset = Changeset.diff(from: live, to: rows, asOf: Self.asOf)
        guard case .passed(let checked, _) = try CheckBook([]).check(changeset, onto: live) else {
            throw Unexpected()
        }
        let plan = Plan(checked, terms: Plan.Terms(base: head, act: act))
        try store.savePlan(
            plan, maker: try store.actor(named: maker), at: Self.now, files: ["rows.csv"])
        return plan
    }

    func approve(_ plan: Plan, checker: String = "bharat") throws -> ApprovedPlan {
        let actor = try store.actor(named: checker)
        try store.approve(plan.id, checker: actor, at: Self.now)
        return try ApprovedPlan(plan, maker: try store.actor(named: "asha"), checker: actor)
    }

    @discardableResult
    func publish(_ rows: MasterRows) throws -> ReleaseIdentity {
        try store.publish(
            try approve(try plan(rows)), by: try store.actor(named: "bharat"), at: Self.now)
    }

    /// Runs SQL against the file as somebody with the sqlite library would.
    func sqlite(_ sql: String) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", path, sql]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    struct Unexpected: Error {}
}

extension MasterRows {
    /// Places, an office with a post, and people in it, some with a past.
    static func sample(people: Int = 3, name: String = "Asha") -> MasterRows {
        var rows = MasterRows()
        let day = Day(number: 10_000)
        func add(_ key: RowKey, _ values: [Field: String], until: Day = .distantFuture) {
            var timeline = rows[key] ?? Timeline()
            timeline.put(Content(values), over: Validity(from: day, to: until))
            rows[key] = timeline
        }
        add(RowKey(.state, "8"), [.nameEn: "Rajasthan"])
        add(RowKey(.district, "101"), [.nameEn: "Hanumangarh", .parentRevenue: "state:8"])
        add(RowKey(.tehsil, "101"), [.nameEn: "Same code", .parentRevenue: "district:101"])
        add(RowKey(.department, "PHED"), [.nameEn: "Water", .type: "department"])
        add(RowKey(.designation, "XEN"), [.nameEn: "Executive Engineer"])
        add(
            RowKey(.office, "O1"),
            [.nameEn: "Office", .department: "PHED", .level: "district", .place: "district:101"])
        add(RowKey(.post, "P1"), [.designation: "XEN", .office: "O1"])
        for number in 0..<people {
            add(RowKey(.person, "R\(number)"), [.nameEn: "\(name) \(number)", .nameHi: "आशा"])
            add(
                RowKey(.posting, "P1/R\(number)"),
                [.post: "P1", .person: "R\(number)", .nature: "substantive"],
                until: Day(number: Int32(10_100 + number)))
        }
        return rows
    }
}
