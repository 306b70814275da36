internal import MappingStore
public import MasterData
internal import Transfers

/// How complaints stand: on time and overdue, by level, department and district.
public struct ComplaintStatistics: Sendable {
    /// How many complaints are in which state.
    public struct Tally: Hashable, Sendable {
        /// With a post, its time not over.
        public var open = 0
        /// With a post, its time over.
        public var overdue = 0
        /// Resolved before its level's time was over, and after.
        public var resolvedInTime = 0
        public var resolvedLate = 0
        public var unroutable = 0

        public var all: Int { open + overdue + resolvedInTime + resolvedLate + unroutable }

        mutating func count(_ line: ComplaintLine, at now: Instant) {
            switch line.state {
            case .new, .unroutable: unroutable += 1
            case .open, .returned:
                if let due = line.due, due <= now { overdue += 1 } else { open += 1 }
            case .resolved:
                if let due = line.due, let closed = line.closedAt, closed >= due {
                    resolvedLate += 1
                } else {
                    resolvedInTime += 1
                }
            }
        }
    }

    /// How long open complaints have waited, in days since registration.
    public static let ages = [7, 15, 30, 60, 90]

    public private(set) var total = Tally()
    public private(set) var byLevel: [String: Tally] = [:]
    public private(set) var byDepartment: [String: Tally] = [:]
    public private(set) var byDistrict: [String: Tally] = [:]
    /// Complaints that follow a guaranteed service, and each service's own.
    public private(set) var guaranteed = Tally()
    public private(set) var byService: [String: Tally] = [:]
    /// Open ones that stand with the first and with the second appeal officer: the statutory
    /// days are over.
    public private(set) var withAppealOfficer: [Int: Int] = [:]
    /// Open complaints by age: up to each of ``ages``, and older.
    public private(set) var pending = Array(repeating: 0, count: ages.count + 1)
    /// Complaints that each release gave to another post.
    public private(set) var moved: [Int: Int] = [:]
    public let now: Instant

    init(at now: Instant) {
        self.now = now
    }

    mutating func count(_ line: ComplaintLine) {
        total.count(line, at: now)
        byLevel[line.level.map { "L\($0)" } ?? "none", default: Tally()].count(line, at: now)
        byDepartment[line.department ?? "none", default: Tally()].count(line, at: now)
        byDistrict[Self.district(line.places), default: Tally()].count(line, at: now)
        if let service = line.service {
            guaranteed.count(line, at: now)
            byService[service, default: Tally()].count(line, at: now)
            if line.state == .open || line.state == .returned, let level = line.level,
                (2...3).contains(level)
            {
                withAppealOfficer[level - 1, default: 0] += 1
            }
        }
        guard line.state == .open || line.state == .returned || line.state == .unroutable else {
            return
        }
        let age = Int(now.day.number - line.registeredAt.day.number)
        pending[Self.ages.firstIndex { age <= $0 } ?? Self.ages.count] += 1
    }

    mutating func count(_ line: MovedLine) { moved[line.release, default: 0] += 1 }

    private static func district(_ places: String) -> String {
        for place in places.split(separator: " ") where place.hasPrefix("district:") {
            return String(place.dropFirst(9))
        }
        return "none"
    }

    private static func age(_ position: Int) -> String {
        position == 0
            ? "0-\(ages[0])"
            : position < ages.count
                ? "\(ages[position - 1] + 1)-\(ages[position])" : "over \(ages[ages.count - 1])"
    }
}

extension Desk {
    /// Counts all complaints as they stand now.
    public func complaintStatistics() throws -> ComplaintStatistics {
        var statistics = ComplaintStatistics(at: now)
        try store.forEachComplaint { statistics.count($0) }
        try store.forEachMove { statistics.count($0) }
        return statistics
    }
}

extension ComplaintStatistics.Tally {
    static let columns = ["open", "overdue", "resolved_in_time", "resolved_late", "unroutable"]

    var numbers: [Int] { [open, overdue, resolvedInTime, resolvedLate, unroutable] }

    var json: JSONValue {
        .object(
            Dictionary(
                uniqueKeysWithValues: zip(Self.columns, numbers.map(JSONValue.integer))))
    }
}

extension ComplaintStatistics {
    private var groups: [(name: String, tallies: [String: Tally])] {
        [
            ("level", byLevel), ("department", byDepartment), ("district", byDistrict),
            ("service", byService),
        ]
    }

    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "format_version": .integer(1), "at": .string(now.description), "total": total.json,
            "guaranteed": guaranteed.json,
            "with_appeal_officer": .object([
                "first": .integer(withAppealOfficer[1] ?? 0),
                "second": .integer(withAppealOfficer[2] ?? 0),
            ]),
            "pending_by_age": .object(
                Dictionary(
                    uniqueKeysWithValues: pending.enumerated().map {
                        (Self.age($0), .integer($1))
                    })),
            "moved_by_release": .object(
                Dictionary(
                    uniqueKeysWithValues: moved.map { (String($0.key), .integer($0.value)) })),
        ]
        for (name, tallies) in groups { members["by_\(name)"] = .object(tallies.mapValues(\.json)) }
        return .object(members)
    }

    /// One row a group and key: `group,key,open,overdue,…`.
    public var csv: [UInt8] {
        var text = CSVText()
        text.row(["group", "key"] + Tally.columns)
        text.row(["total", ""] + total.numbers.map(String.init))
        text.row(["guaranteed", ""] + guaranteed.numbers.map(String.init))
        for (name, tallies) in groups {
            for (key, tally) in tallies.sorted(by: { $0.key < $1.key }) {
                text.row([name, key] + tally.numbers.map(String.init))
            }
        }
        return text.bytes
    }

    public var text: String {
        var lines = ["Complaints at \(now)", ""]
        func line(_ name: String, _ cells: [String]) {
            lines.append(
                name.padded(to: 14) + cells.map { $0.padded(to: 17, right: true) }.joined())
        }
        line("", Tally.columns.map { $0.split(separator: "_").joined(separator: " ") })
        line("all", total.numbers.map(Lakh.grouped))
        line("guaranteed", guaranteed.numbers.map(Lakh.grouped))
        for (name, tallies) in groups where !tallies.isEmpty {
            lines += ["", "by \(name):"]
            for (key, tally) in tallies.sorted(by: { $0.key < $1.key }) {
                line("  \(key)", tally.numbers.map(Lakh.grouped))
            }
        }
        lines += ["", "open or unroutable, by days since registration:"]
        for (position, count) in pending.enumerated() {
            lines.append("  \(Self.age(position).padded(to: 12))\(Lakh.grouped(count))")
        }
        for (stage, word) in [(1, "first"), (2, "second")] {
            if let count = withAppealOfficer[stage] {
                lines.append(
                    "\(Lakh.grouped(count)) open with the \(word) appeal officer of a service")
            }
        }
        for (release, count) in moved.sorted(by: { $0.key < $1.key }) {
            lines.append("release \(release) moved \(Lakh.grouped(count)) to another post")
        }
        return lines.joined(separator: "\n")
    }
}
