public import MasterData
public import RouteEngine
public import SourceReading
internal import Transfers

/// How the complaints of a file fare under two bases.
public struct ReplayTotals: Hashable, Sendable {
    public var complaints = 0
    /// Rows that are no complaint.
    public var faulty = 0
    public var unroutableOnBoth = 0
    /// How many complaints changed, by how and by what that comes from.
    public var changes: [RouteChange.Kind: [RouteChange.Cause: Int]] = [:]
    public var from: ReleaseLabel
    public var to: ReleaseLabel

    public func count(_ kind: RouteChange.Kind) -> Int {
        (changes[kind] ?? [:]).values.reduce(0, +)
    }

    /// Whether every complaint goes where it went.
    public var isEmpty: Bool { changes.isEmpty }
}

extension Desk {
    static let replayHeadings = [
        "complaint_id", "category", "place", "cause", "level", "from_rule", "to_rule",
        "from_department", "to_department", "from_post", "to_post", "from_holder", "to_holder",
    ]

    /// Decides every complaint of a file twice, and reports those that come out otherwise.
    ///
    /// - Parameters:
    ///   - write: takes the rows of each kind of change as CSV, piece by piece; the first
    ///     piece of a kind begins with the headings.
    ///   - finding: takes rows that are no complaint.
    public func replay(
        _ file: SourceFile, from base: RouteBasis, to candidate: RouteBasis,
        write: (RouteChange.Kind, [UInt8]) throws -> Void, finding: (Finding) throws -> Void
    ) throws -> ReplayTotals {
        let old = try routeTable(base)
        let new = try routeTable(candidate)
        var totals = ReplayTotals(from: old.release, to: new.release)
        var texts: [RouteChange.Kind: CSVText] = [:]
        for kind in RouteChange.Kind.allCases {
            texts[kind, default: CSVText()].row(Self.replayHeadings)
        }
        try ComplaintFile.read(file, by: source) { complaint, _ in
            let request = complaint.request(category: complaint.category)
            totals.complaints += 1
            guard let change = old.change(of: request, to: new) else {
                if new.decide(request).outcome == .unroutable { totals.unroutableOnBoth += 1 }
                return
            }
            totals.changes[change.kind, default: [:]][change.cause, default: 0] += 1
            texts[change.kind]?.row(Self.cells(of: change, for: request))
            if let text = texts[change.kind], text.bytes.count > 1 << 16 {
                try write(change.kind, text.bytes)
                texts[change.kind]?.removeAll()
            }
        } finding: {
            totals.faulty += $0.severity == .error ? 1 : 0
            try finding($0)
        }
        for kind in RouteChange.Kind.allCases {
            if let text = texts[kind], !text.bytes.isEmpty { try write(kind, text.bytes) }
        }
        return totals
    }

    private static func cells(of change: RouteChange, for request: RouteRequest) -> [String] {
        let level = change.level ?? 1
        let (before, after) = (change.before, change.after)
        let (old, new) = (before[level: level], after[level: level])
        return [
            request.id, request.category,
            (after.place ?? before.place)?.description ?? "", change.cause.word,
            change.level.map(String.init) ?? "",
            before.rule?.code ?? "", after.rule?.code ?? "",
            before.department?.code ?? "", after.department?.code ?? "",
            old?.answers?.code ?? "", new?.answers?.code ?? "",
            old?.holder?.code ?? "", new?.holder?.code ?? "",
        ]
    }
}

extension ReplayTotals {
    public var text: String {
        let same = complaints - RouteChange.Kind.allCases.reduce(0) { $0 + count($1) }
        var lines = [
            "\(Lakh.grouped(complaints)) complaints by release \(from) and by release \(to): \(Lakh.grouped(same)) alike, \(Lakh.grouped(unroutableOnBoth)) of them unroutable"
        ]
        for kind in RouteChange.Kind.allCases {
            let causes = (changes[kind] ?? [:]).sorted {
                ($1.value, $0.key.word) < ($0.value, $1.key.word)
            }
            let detail = causes.map { "\($0.key.word) \(Lakh.grouped($0.value))" }
                .joined(separator: ", ")
            lines.append(
                "  \(kind.rawValue.padded(to: 18)) \(Lakh.grouped(count(kind)))"
                    + (detail.isEmpty ? "" : " (\(detail))"))
        }
        if faulty > 0 { lines.append("  \(Lakh.grouped(faulty)) rows are no complaint") }
        return lines.joined(separator: "\n")
    }

    public var json: JSONValue {
        .object([
            "format_version": .integer(1), "from": .string(from.description),
            "to": .string(to.description), "complaints": .integer(complaints),
            "faulty": .integer(faulty), "unroutable_on_both": .integer(unroutableOnBoth),
            "changes": .object(
                Dictionary(
                    uniqueKeysWithValues: RouteChange.Kind.allCases.map { kind in
                        let causes = (changes[kind] ?? [:]).map {
                            ($0.key.word, JSONValue.integer($0.value))
                        }
                        let members: [String: JSONValue] = [
                            "count": .integer(count(kind)),
                            "by_cause": .object(Dictionary(uniqueKeysWithValues: causes)),
                        ]
                        return (kind.rawValue, .object(members))
                    })),
        ])
    }
}
