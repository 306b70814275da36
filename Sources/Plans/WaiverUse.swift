public import MasterData

extension Waiver {
    func matches(_ finding: Finding) -> Bool {
        guard code == finding.code, let key = finding.key else { return false }
        return Self.matches(Array(key.description.utf8)[...], Array(self.key.utf8)[...])
    }

    /// Whether a text is of a pattern in which `*` stands for any bytes, also none.
    static func matches(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        var (text, pattern) = (text, pattern)
        // Where to go on when the bytes after the last star turn out not to fit.
        var retry: (text: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
        while true {
            if pattern.first == UInt8(ascii: "*") {
                pattern.removeFirst()
                retry = (text, pattern)
            } else if let byte = text.first, byte == pattern.first {
                text.removeFirst()
                pattern.removeFirst()
            } else if text.isEmpty, pattern.isEmpty {
                return true
            } else if let (rest, after) = retry, !rest.isEmpty {
                text = rest.dropFirst()
                pattern = after
                retry = (text, after)
            } else {
                return false
            }
        }
    }
}

/// A waiver of a plan, and how many findings it let pass.
public struct WaiverUse: Hashable, Sendable {
    public var waiver: Waiver
    public var count: Int

    public init(waiver: Waiver, count: Int) {
        self.waiver = waiver
        self.count = count
    }

    /// `{"code","count","expires","key","reason"}`; where it is written is no part of it.
    public var json: JSONValue {
        .object([
            "code": .string(waiver.code.text), "count": .integer(count),
            "expires": .string(waiver.expires.description), "key": .string(waiver.key),
            "reason": .string(waiver.reason),
        ])
    }

    public init?(_ json: JSONValue) {
        guard let code = json["code"]?.string, let key = json["key"]?.string,
            let reason = json["reason"]?.string, let count = json["count"]?.integer,
            let expires = json["expires"]?.string.flatMap({ Day($0) })
        else { return nil }
        self.init(
            waiver: Waiver(
                code: FindingCode(stringLiteral: code), key: key, reason: reason, expires: expires,
                origin: Origin(file: "", line: 0)), count: count)
    }
}

/// The waivers of one import while its findings come in.
struct WaiverBook {
    private(set) var uses: [WaiverUse]
    /// How many findings each would have let pass had it not expired.
    private var late: [Int]
    private let asOf: Day

    init(_ waivers: [Waiver], asOf day: Day) {
        uses = waivers.map { WaiverUse(waiver: $0, count: 0) }
        late = waivers.map { _ in 0 }
        asOf = day
    }

    /// Whether a waiver in force lets the finding pass; it is counted with the waiver.
    mutating func covers(_ finding: Finding) -> Bool {
        var isCovered = false
        for index in uses.indices where uses[index].waiver.matches(finding) {
            if asOf < uses[index].waiver.expires {
                uses[index].count += 1
                isCovered = true
                break
            }
            late[index] += 1
        }
        return isCovered
    }

    /// What is to say about the waivers themselves: those that are over, and those for nothing.
    var findings: [Finding] {
        zip(uses, late).compactMap { use, late in
            let waiver = use.waiver
            if waiver.expires <= asOf {
                return Finding(
                    code: "system.waiver-expired", severity: .warning, origin: waiver.origin,
                    value: waiver.expires.description,
                    message:
                        "The waiver of \(waiver.code) for \(waiver.key) ended on \(waiver.expires) and lets nothing pass any more (\(late) \(late == 1 ? "finding" : "findings") now). Correct the rows, or renew it with a reason."
                )
            }
            guard use.count == 0 else { return nil }
            return Finding(
                code: "system.waiver-unused", severity: .note, origin: waiver.origin,
                value: waiver.key,
                message:
                    "The waiver of \(waiver.code) for \(waiver.key) fits no finding of this import. Take it out, or correct its key."
            )
        }
    }
}
