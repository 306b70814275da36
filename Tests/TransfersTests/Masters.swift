import MasterData
import RouteEngine
import Transfers

/// A small set of masters: one district with two tehsils, and water complaints answered by
/// junior engineer, executive engineer, chief engineer and secretary.
struct Masters {
    var rows = MasterRows()

    static let start = Day(year: 2026, month: 4, day: 1) ?? Day(number: 0)

    mutating func put(
        _ kind: MasterKind, _ code: String, _ fields: [Field: String] = [:], from: Int = -2000,
        to: Int? = nil
    ) {
        var fields = fields
        if kind.schema.spec(of: .nameEn) != nil && fields[.nameEn] == nil {
            fields[.nameEn] = "\(kind.rawValue) \(code)"
        }
        var timeline = rows[RowKey(kind, code)] ?? Timeline()
        timeline.put(
            Content(fields),
            over: Validity(
                from: Self.start.advanced(by: from),
                to: to.map { Self.start.advanced(by: $0) } ?? .distantFuture))
        rows[RowKey(kind, code)] = timeline
    }

    mutating func remove(_ kind: MasterKind, _ code: String) { rows[RowKey(kind, code)] = nil }

    mutating func level(
        _ chain: String, _ level: Int, _ designation: String, _ office: String, days: Int,
        _ more: [Field: String] = [:]
    ) {
        put(
            .chainLevel, "\(chain)/\(level)",
            [
                .chain: chain, .level: "\(level)", .designation: designation,
                .officeLevel: office, .days: "\(days)", .calendar: "calendar",
                .escalation: "automatic", .sendBack: "no",
            ].merging(more) { $1 })
    }

    mutating func post(_ code: String, _ designation: String, _ office: String, _ person: String?) {
        put(.post, code, [.designation: designation, .office: office])
        if let person { posting(code, person) }
    }

    mutating func posting(_ post: String, _ person: String, from: Int = -2000, to: Int? = nil) {
        put(.person, person)
        put(
            .posting, "\(post)/\(person)",
            [.post: post, .person: person, .nature: "substantive"], from: from, to: to)
    }

    mutating func office(_ code: String, _ level: String, _ place: String) {
        put(.office, code, [.department: "PHED", .level: level])
        put(
            .jurisdiction, "\(code)/\(place)", [.office: code, .place: place, .mode: "include"])
    }

    static func sample() -> Masters {
        var masters = Masters()
        masters.put(.state, "8")
        masters.put(.district, "101", [.parentRevenue: "state:8"])
        masters.put(.tehsil, "501", [.parentRevenue: "district:101"])
        masters.put(.tehsil, "502", [.parentRevenue: "district:101"])
        masters.put(.department, "PHED")
        for code in ["JEN", "XEN", "CE", "SECY", "SE"] { masters.put(.designation, code) }
        for code in ["WAT", "TAP"] {
            masters.put(
                .category, code,
                [.hierarchyRural: "revenue", .hierarchyUrban: "revenue", .audience: "public"])
        }
        masters.put(.chain, "WATER")
        masters.level("WATER", 1, "JEN", "tehsil", days: 7)
        masters.level("WATER", 2, "XEN", "district", days: 10, [.sendBack: "yes"])
        masters.level("WATER", 3, "CE", "head_office", days: 15)
        masters.level(
            "WATER", 4, "SECY", "state", days: 30, [.escalation: "manual", .sendBack: "yes"])
        masters.office("O1", "tehsil", "tehsil:501")
        masters.office("O2", "district", "district:101")
        masters.office("O3", "head_office", "state:8")
        masters.office("O4", "state", "state:8")
        masters.post("P1", "JEN", "O1", "asha")
        masters.post("P2", "XEN", "O2", "bina")
        masters.post("P3", "CE", "O3", "chand")
        masters.post("P4", "SECY", "O4", "deep")
        masters.put(.rule, "R-WAT", [.category: "WAT", .department: "PHED", .chain: "WATER"])
        masters.put(.rule, "R-TAP", [.category: "TAP", .department: "PHED", .chain: "WATER"])
        return masters
    }

    func marking(release: Int = 1) -> Marking {
        let days = Validity(
            from: Self.start.advanced(by: -400), to: Self.start.advanced(by: 2000))
        return Marking(
            rows,
            table: .compile(
                rows, release: ReleaseLabel(number: release, digest: "d\(release)"), days: days))
    }
}

extension Instant {
    /// Ten in the morning, so many days after the masters' first.
    static func day(_ number: Int, hour: Int64 = 10) -> Instant {
        let day = Masters.start.advanced(by: number)
        return Instant(
            seconds: Int64(day.number) * 86_400 + hour * 3600 - Instant.kolkataOffset)
    }
}

extension Complaint {
    static func sample(
        _ number: String = "C1", category: String = "WAT",
        places: [String] = ["district:101", "tehsil:501"], day: Int = 0, application: Int? = nil
    ) -> Complaint {
        Complaint(
            number: number, category: category, places: places.compactMap { RowKey($0) },
            channel: "portal", setting: "rural", registeredAt: .day(day),
            applicationDay: application.map { Masters.start.advanced(by: $0) })
    }
}

extension Marking {
    /// The ledger of a complaint that has just arrived.
    func arrived(_ complaint: Complaint) -> [LedgerEvent] {
        switch arrival(of: complaint, category: complaint.category, at: complaint.registeredAt) {
        case .routed(let assignment, let entry, let passed):
            return [
                LedgerEvent(
                    step: 1, at: complaint.registeredAt,
                    happening: .routed(assignment, entry, passed: passed))
            ]
        case .unroutable(let reason):
            return [
                LedgerEvent(
                    step: 1, at: complaint.registeredAt,
                    happening: .unroutable(release: release, reason: reason))
            ]
        }
    }

    /// The ledger after sweeps at some moments.
    func ledger(_ complaint: Complaint, sweptOn days: [Int]) throws -> [LedgerEvent] {
        var events = arrived(complaint)
        for day in days {
            events += try CatchingUp.events(
                of: complaint, try Standing(complaint, events), to: .day(day)
            ) { _, _ in self }
        }
        return events
    }
}

extension [LedgerEvent] {
    /// `L2 P2 day 8`, or the word of an event without a level.
    var summary: [String] {
        map { event in
            event.happening.entry.map {
                "L\($0.level) \($0.acting) day \(event.at.day.number - Masters.start.number)"
            }
                ?? event.happening.word.rawValue
        }
    }
}
