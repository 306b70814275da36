import Changesets
import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import SourceReading
import Staging
import Testing
import Transfers

/// A database with small masters in a temporary folder, and desks at chosen moments.
final class ComplaintPlace {
    let folder: URL
    let store: MappingStore
    let releases = OpenReleases()
    var rows = MasterRows()

    static let start = Day("2026-04-01") ?? Day(number: 0)

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rajmap-complaints-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try MappingStore.create(
            at: folder.appendingPathComponent("rajmap.db").path, sealKey: Array(0..<32),
            at: Self.moment(-10))
        sample()
        try publish()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func moment(_ day: Int, hour: Int64 = 10) -> Instant {
        let day = start.advanced(by: day)
        return Instant(
            seconds: Int64(day.number) * 86_400 + hour * 3600 - Instant.kolkataOffset)
    }

    func desk(_ day: Int) -> Desk {
        Desk(
            store: store, profiles: ProfileBook([]), now: Self.moment(day), releases: releases)
    }

    /// Publishes the rows as they are now.
    func publish(_ day: Int = -5, policy: ComplaintPolicy? = nil) throws {
        let head = try store.head()
        let live = try store.rows(ofRelease: head.number)
        let changeset = Changeset.diff(from: live, to: rows, asOf: Self.start)
        guard case .passed(let checked, _) = try CheckBook([]).check(changeset, onto: live) else {
            throw CocoaError(.coderInvalidValue)
        }
        let plan = Plan(checked, terms: terms(head, policy))
        let (maker, checker) = (try store.actor(named: "asha"), try store.actor(named: "bharat"))
        let moment = Self.moment(day)
        try store.savePlan(plan, maker: maker, at: moment, files: [])
        try store.approve(plan.id, checker: checker, at: moment)
        _ = try store.publish(
            try ApprovedPlan(plan, maker: maker, checker: checker), by: checker, at: moment)
    }

    private func terms(_ head: ReleaseIdentity, _ policy: ComplaintPolicy?) -> Plan.Terms {
        var act = PlanAct()
        act.complaints = policy
        return Plan.Terms(base: head, act: act)
    }

    func put(_ kind: MasterKind, _ code: String, _ fields: [Field: String] = [:]) {
        var fields = fields
        if kind.schema.spec(of: .nameEn) != nil && fields[.nameEn] == nil {
            fields[.nameEn] = "\(kind.rawValue) \(code)"
            fields[.nameHi] = "हिन्दी \(code)"
        }
        var timeline = Timeline()
        timeline.put(Content(fields), over: Validity(from: Self.start.advanced(by: -1000)))
        rows[RowKey(kind, code)] = timeline
    }

    func post(_ code: String, _ designation: String, _ office: String, _ person: String) {
        put(.post, code, [.designation: designation, .office: office])
        put(.person, person)
        put(
            .posting, "\(code)/\(person)",
            [.post: code, .person: person, .nature: "substantive"])
    }

    private func sample() {
        put(.state, "8")
        put(.district, "101", [.parentRevenue: "state:8"])
        for code in ["501", "502"] { put(.tehsil, code, [.parentRevenue: "district:101"]) }
        put(.department, "PHED", [.type: "department"])
        for code in ["JEN", "XEN", "CE", "SECY"] { put(.designation, code) }
        for code in ["WAT", "TAP", "LOST"] {
            put(
                .category, code,
                [.hierarchyRural: "revenue", .hierarchyUrban: "revenue", .audience: "public"])
        }
        put(.chain, "WATER", [.department: "PHED"])
        let levels = [
            ("JEN", "tehsil", "7"), ("XEN", "district", "10"), ("CE", "head_office", "15"),
            ("SECY", "state", "30"),
        ]
        for (index, level) in levels.enumerated() {
            put(
                .chainLevel, "WATER/\(index + 1)",
                [
                    .chain: "WATER", .level: "\(index + 1)", .designation: level.0,
                    .officeLevel: level.1, .days: level.2, .calendar: "calendar",
                    .escalation: "automatic", .sendBack: index == 1 ? "yes" : "no",
                ])
        }
        for (code, level, place) in [
            ("O1", "tehsil", "tehsil:501"), ("O2", "district", "district:101"),
            ("O3", "head_office", "state:8"), ("O4", "state", "state:8"),
        ] {
            put(.office, code, [.department: "PHED", .level: level])
            put(
                .jurisdiction, "\(code)/\(place)",
                [.office: code, .place: place, .mode: "include"])
        }
        post("P1", "JEN", "O1", "E1")
        post("P2", "XEN", "O2", "E2")
        post("P3", "CE", "O3", "E3")
        post("P4", "SECY", "O4", "E4")
        for category in ["WAT", "TAP"] {
            put(
                .rule, "R-\(category)",
                [.category: category, .department: "PHED", .chain: "WATER"])
        }
        put(
            .service, "S-TAP",
            [
                .department: "PHED", .days: "5", .designatedOfficer: "JEN", .firstAppeal: "XEN",
                .firstDays: "30", .secondAppeal: "CE", .secondDays: "60",
            ])
        put(.serviceCategory, "S-TAP/TAP", [.service: "S-TAP", .category: "TAP"])
    }

    /// Takes in a file, and returns what was counted and found.
    @discardableResult
    func takeIn(_ text: String, on day: Int = 0) throws -> (IntakeTotals, [Finding]) {
        var findings: [Finding] = []
        let totals = try desk(day).takeIn(
            SourceFile(name: "complaints.csv", bytes: Array(text.utf8))
        ) { findings.append($0) }
        return (totals, findings)
    }

    @discardableResult
    func register(_ numbers: String..., category: String = "WAT") throws -> IntakeTotals {
        var text = "complaint_id,category,registered_at,setting,district,tehsil\n"
        for number in numbers {
            text += "\(number),\(category),2026-04-01T10:00:00+05:30,rural,101,501\n"
        }
        return try takeIn(text).0
    }

    /// `routed L1 P1`, `escalated L2 P2`, …
    func ledger(_ number: String) throws -> [String] {
        try store.complaint(number).events.map { event in
            event.happening.word.rawValue
                + (event.happening.entry.map { " L\($0.level) \($0.acting)" } ?? "")
        }
    }
}
