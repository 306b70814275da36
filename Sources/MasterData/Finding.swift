/// How much a finding matters.
public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
    case note, warning, error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The stable name of a kind of finding, `family.name`.
public struct FindingCode: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let text: String

    public init(stringLiteral text: String) {
        self.text = text
    }

    /// `file`, `structure`, `normalised`, `cell`, `row`, `reference`, `time`, `match`,
    /// `guard`, `impact` or `system`; it decides what an error holds up.
    public var family: String {
        String(text.prefix { $0 != "." })
    }

    public var description: String { text }
}

/// One thing that is wrong, or worth knowing, about the data.
public struct Finding: Hashable, Sendable {
    public var code: FindingCode
    public var severity: Severity
    public var origin: Origin?
    /// The thing it is about, when there is one.
    public var key: RowKey?
    /// The value as it was read.
    public var value: String?
    /// What happened, to which thing, and what to do next.
    public var message: String

    public init(
        code: FindingCode, severity: Severity, origin: Origin? = nil, key: RowKey? = nil,
        value: String? = nil, message: String
    ) {
        self.code = code
        self.severity = severity
        self.origin = origin
        self.key = key
        self.value = value
        self.message = message
    }
}

extension Finding: CustomStringConvertible {
    /// `officers.csv:14:3: error: reference.unknown-post: …`
    public var description: String {
        let place = origin.map { "\($0): " } ?? ""
        return "\(place)\(severity.rawValue): \(code): \(message)"
    }
}

/// Collects findings: all are counted, the first 50 of a code are listed.
public struct Findings: Sendable {
    /// How many findings of one code are listed.
    public static let listedPerCode = 50

    public private(set) var listed: [Finding] = []
    /// How many were added.
    public private(set) var total = 0
    private let limit: Int
    private var tally: [Counted: Int] = [:]
    /// Is told each finding that is listed, when it is added.
    public var watch: (@Sendable (Finding) -> Void)?

    private struct Counted: Hashable {
        var code: FindingCode
        var severity: Severity
    }

    /// - Parameter limit: how many findings of one code are listed; all are counted.
    public init(listing limit: Int = Self.listedPerCode) {
        self.limit = limit
    }

    public mutating func add(_ finding: Finding) {
        let counted = Counted(code: finding.code, severity: finding.severity)
        let seen = tally[counted, default: 0]
        tally[counted] = seen + 1
        total += 1
        guard seen < limit else { return }
        listed.append(finding)
        watch?(finding)
    }

    public mutating func error(
        _ code: FindingCode, at origin: Origin?, key: RowKey? = nil, value: String? = nil,
        _ message: String
    ) {
        add(
            Finding(
                code: code, severity: .error, origin: origin, key: key, value: value,
                message: message))
    }

    public mutating func warning(
        _ code: FindingCode, at origin: Origin?, key: RowKey? = nil, value: String? = nil,
        _ message: String
    ) {
        add(
            Finding(
                code: code, severity: .warning, origin: origin, key: key, value: value,
                message: message
            ))
    }

    public mutating func note(
        _ code: FindingCode, at origin: Origin?, key: RowKey? = nil, value: String? = nil,
        _ message: String
    ) {
        add(
            Finding(
                code: code, severity: .note, origin: origin, key: key, value: value,
                message: message))
    }

    /// Adds all of another collection, counts included.
    public mutating func merge(_ other: Findings) {
        var unlisted = other.tally
        for finding in other.listed {
            add(finding)
            unlisted[Counted(code: finding.code, severity: finding.severity), default: 0] -= 1
        }
        for (counted, rest) in unlisted where rest > 0 {
            tally[counted, default: 0] += rest
            total += rest
        }
    }

    public func count(of severity: Severity) -> Int {
        tally.reduce(0) { $0 + ($1.key.severity == severity ? $1.value : 0) }
    }

    /// How many findings each code has, in code order.
    public var counts: [(code: FindingCode, severity: Severity, count: Int)] {
        tally.map { ($0.key.code, $0.key.severity, $0.value) }
            .sorted { ($0.0.text, $0.1) < ($1.0.text, $1.1) }
    }

    public var hasErrors: Bool { count(of: .error) > 0 }
    public var isEmpty: Bool { tally.isEmpty }
}
