public import MasterData
internal import RouteEngine
public import Transfers

/// What a plan does to open complaints.
public struct ComplaintImpact: Sendable {
    /// One complaint that the plan touches.
    public struct Row: Hashable, Sendable {
        public var complaint: String
        public var department: String
        public var district: String
        /// The levels that go to another post, with both posts.
        public var moves: [Move]
        /// The levels whose last day moves.
        public var deadlines: [Shift]
        /// Why it can no longer be routed.
        public var unroutable: String?
        /// Whether it could not be routed, and can.
        public var isGained: Bool
    }

    public struct Move: Hashable, Sendable {
        public var level: Int
        public var from: String
        public var to: String
    }

    public struct Shift: Hashable, Sendable {
        public var level: Int
        public var from: Day
        public var to: Day
    }

    public struct Counts: Hashable, Sendable {
        public var complaints = 0
        /// Complaints that change post at each level.
        public var moved: [Int: Int] = [:]
        /// Complaints that change post at some level.
        public var movedAtAll = 0
        public var deadlines = 0
        public var unroutable = 0
        public var routable = 0
    }

    /// How many rows are listed; all are counted.
    public static let listed = 200

    public internal(set) var total = Counts()
    public internal(set) var byDepartment: [String: Counts] = [:]
    public internal(set) var byDistrict: [String: Counts] = [:]
    public internal(set) var rows: [Row] = []
    /// The file that the complaints were read from; nothing for those of the store.
    public internal(set) var source: String?
    /// Complaints that have a post with the changes made.
    public internal(set) var routedAfter = 0
    /// Complaints that have none with the changes made, by reason.
    public internal(set) var unroutableAfter: [String: Int] = [:]
    /// Complaints that cannot be routed before and after.
    public internal(set) var unroutableBefore = 0
    /// Rows of the file that are no complaint.
    public internal(set) var faulty = 0
    /// What the plan says of complaints whose post changes.
    public internal(set) var policy: ComplaintPolicy = .standard
    public internal(set) var acknowledged = 0

    mutating func add(_ row: Row?, department: String, district: String) {
        func count(_ counts: inout Counts) {
            counts.complaints += 1
            guard let row else { return }
            for level in Set(row.moves.map(\.level)) { counts.moved[level, default: 0] += 1 }
            counts.movedAtAll += row.moves.isEmpty ? 0 : 1
            counts.deadlines += row.deadlines.isEmpty ? 0 : 1
            counts.unroutable += row.unroutable == nil ? 0 : 1
            counts.routable += row.isGained ? 1 : 0
        }
        count(&total)
        count(&byDepartment[department, default: Counts()])
        count(&byDistrict[district, default: Counts()])
        if let row, rows.count < Self.listed { rows.append(row) }
    }
}
