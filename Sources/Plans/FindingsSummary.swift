public import MasterData

/// Findings as a plan keeps them: all counted, 50 of a code listed.
public struct FindingsSummary: Hashable, Sendable {
    public struct Count: Hashable, Sendable {
        public var code: String
        public var severity: Severity
        public var count: Int
    }

    public var listed: [Finding]
    public var counts: [Count]

    public init(_ findings: Findings = Findings()) {
        var short = Findings()
        for finding in findings.listed { short.add(finding) }
        listed = short.listed
        counts = findings.counts.map {
            Count(code: $0.code.text, severity: $0.severity, count: $0.count)
        }
    }

    public func count(of severity: Severity) -> Int {
        counts.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) }
    }
}

extension Finding {
    /// `{"code","severity","origin","key","value","message"}`.
    public var json: JSONValue {
        .object([
            "code": .string(code.text), "severity": .string(severity.rawValue),
            "origin": origin.map {
                .object([
                    "file": .string($0.file), "line": .integer($0.line),
                    "column": .integer($0.column),
                ])
            } ?? .null, "key": .optional(key?.description), "value": .optional(value),
            "message": .string(message),
        ])
    }

    public init?(_ json: JSONValue) {
        guard let code = json["code"]?.string, let message = json["message"]?.string,
            let severity = json["severity"]?.string.flatMap({ Severity(rawValue: $0) })
        else { return nil }
        var origin: Origin?
        if let file = json["origin"]?["file"]?.string {
            origin = Origin(
                file: file, line: json["origin"]?["line"]?.integer ?? 0,
                column: json["origin"]?["column"]?.integer ?? 0)
        }
        self.init(
            code: FindingCode(stringLiteral: code), severity: severity, origin: origin,
            key: json["key"]?.string.flatMap { RowKey($0) }, value: json["value"]?.string,
            message: message)
    }
}
