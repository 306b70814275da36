public import MasterData
public import RouteEngine
public import SourceReading
internal import Transfers

/// How many complaints of a file went where.
public struct RoutingTotals: Hashable, Sendable {
    public var routed = 0
    /// By reason.
    public var unroutable: [UnroutableReason: Int] = [:]
    /// Rows that are no complaint.
    public var faulty = 0
    /// Complaints that follow a guaranteed service; counted only when services are asked for.
    public var guaranteed = 0
    /// What stands for codes that complaints name and that are gone, with how many name them.
    public var followed: [FollowedCode: Int] = [:]

    public init() {}

    static func += (totals: inout RoutingTotals, more: RoutingTotals) {
        totals.routed += more.routed
        totals.unroutable.merge(more.unroutable, uniquingKeysWith: +)
        totals.faulty += more.faulty
        totals.guaranteed += more.guaranteed
        totals.followed.merge(more.followed, uniquingKeysWith: +)
    }

    public var unroutableCount: Int { unroutable.values.reduce(0, +) }
}

extension Desk {
    static let decisionHeadings = [
        "complaint_id", "outcome", "reason", "rule", "department", "chain", "l1_post", "l2_post",
        "l3_post", "l4_post", "release",
    ]

    /// Routes every complaint of a file and writes one decision a row, as CSV.
    ///
    /// The file is read here; complaints are decided and written out on all cores, some thousands
    /// at a time. Rows stand in the order of the file.
    ///
    /// - Parameters:
    ///   - withServices: whether columns of the guaranteed service are added: its code, the last
    ///     statutory day, and the posts of the first and second appeal officer.
    ///   - threads: how many cores are used; all of them unless given.
    ///   - write: takes the output piece by piece.
    ///   - finding: takes rows that are no complaint; they are left out of the output.
    public func route(
        _ file: SourceFile, by basis: RouteBasis, withServices: Bool = false,
        threads: Int? = nil, write: ([UInt8]) throws -> Void,
        finding: (Finding) throws -> Void
    ) throws -> RoutingTotals {
        let router = RowRouter(
            table: try routeTable(basis), marking: withServices ? try marking(basis) : nil)
        let threads = threads ?? OnAllCores.count
        var totals = RoutingTotals()
        var pieces: [[Complaint]] = [[]]
        func work() throws {
            for piece in OnAllCores.map(pieces, threads: threads, router.routed) {
                try write(piece.rows)
                totals += piece.totals
            }
            pieces = [[]]
        }
        var headings = CSVText()
        headings.row(Self.decisionHeadings + (withServices ? Self.serviceHeadings : []))
        try write(headings.bytes)
        try ComplaintFile.read(file, by: source) { complaint, _ in
            pieces[pieces.count - 1].append(complaint)
            guard pieces[pieces.count - 1].count == RowRouter.pieceSize else { return }
            if pieces.count == 4 * threads { try work() } else { pieces.append([]) }
        } finding: {
            totals.faulty += $0.severity == .error ? 1 : 0
            try finding($0)
        }
        try work()
        return totals
    }

    static let serviceHeadings = [
        "service", "service_last_day", "first_appeal_post", "second_appeal_post",
    ]

    static func serviceCells(of promise: ServicePromise?) -> [String] {
        [promise?.service.code ?? "", promise?.lastDay.description ?? ""]
            + (1...2).map { stage in
                promise?.appeals.first { $0.stage == stage }?.post?.code ?? ""
            }
    }

    static func cells(of decision: Decision) -> [String] {
        [
            decision.id, decision.outcome.rawValue, reason(of: decision),
            decision.rule?.code ?? "", decision.department?.code ?? "",
            decision.chain?.code ?? "",
        ]
            + (1...4).map { decision[level: $0]?.answers?.code ?? "" }
            + [decision.release.description]
    }

    /// Why a complaint is unroutable, or which levels are answered by the next one, and what
    /// stands for codes that are gone.
    private static func reason(of decision: Decision) -> String {
        if let reason = decision.reason { return reason.rawValue }
        let levels = decision.levels.compactMap { level -> String? in
            switch level.how {
            case .nextLevel(let reason): "l\(level.level)-\(reason.rawValue)"
            case .hole(let reason): "l\(level.level)-\(reason.rawValue)"
            case .vacant: "l\(level.level)-nobody"
            case .holder, .standIn, .samePersonAsBelow: nil
            }
        }
        return (levels + decision.followed.map { "\($0.heir)-for-\($0.named)" })
            .joined(separator: " ")
    }
}
