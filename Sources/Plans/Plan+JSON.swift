internal import Digests
public import MasterData

extension Plan.Terms {
    /// The terms as they are hashed and stored.
    public var json: JSONValue {
        guard case .object(var members) = termsOfFiles else { return termsOfFiles }
        if !act.isEmpty { members["act"] = act.json }
        if !policies.rows.isEmpty { members["policies"] = policies.json }
        if !waivers.isEmpty { members["waivers"] = .array(waivers.map(\.json)) }
        if !severities.isEmpty {
            members["severities"] = .object(
                Dictionary(
                    uniqueKeysWithValues: severities.map {
                        ($0.key.text, .string($0.value.rawValue))
                    }))
        }
        return .object(members)
    }

    private var termsOfFiles: JSONValue {
        .object([
            "answers": answers.json,
            "base": .object([
                "digest": .string(base.digest.description), "number": .integer(base.number),
            ]),
            "feeds": .array(feeds.map { .string($0.description) }),
            "findings": .object([
                "counts": .array(
                    findings.counts.map {
                        .object([
                            "code": .string($0.code), "count": .integer($0.count),
                            "severity": .string($0.severity.rawValue),
                        ])
                    }), "listed": .array(findings.listed.map(\.json)),
            ]), "format_version": .integer(1),
            "holds": .array(
                holds.map {
                    .object(["code": .string($0.code.text), "message": .string($0.message)])
                }), "route_impact": routeImpact, "scopes": .array(scopes.map(\.json)),
            "unchanged": .object(
                Dictionary(
                    uniqueKeysWithValues: unchanged.map { ($0.key.rawValue, .integer($0.value)) })),
        ])
    }

    /// Reads what ``json`` writes; nothing when a part is missing.
    public init?(_ json: JSONValue) {
        guard let number = json["base"]?["number"]?.integer,
            let digest = json["base"]?["digest"]?.string.flatMap({ SHA256Digest(hex: $0) }),
            let findings = json["findings"].flatMap({ FindingsSummary($0) }),
            let answers = json["answers"].flatMap({ PlanAnswers($0) })
        else { return nil }
        self.init(
            base: ReleaseIdentity(number: number, digest: digest),
            scopes: (json["scopes"]?.array ?? []).compactMap { FeedScope($0) },
            feeds: (json["feeds"]?.array ?? []).compactMap {
                $0.string.flatMap { SHA256Digest(hex: $0) }
            },
            unchanged: Dictionary(
                uniqueKeysWithValues: (json["unchanged"]?.object ?? [:]).compactMap { name, count in
                    MasterKind(rawValue: name).flatMap { kind in count.integer.map { (kind, $0) } }
                }), findings: findings, answers: answers,
            holds: (json["holds"]?.array ?? []).compactMap {
                guard let code = $0["code"]?.string, let message = $0["message"]?.string else {
                    return nil
                }
                return PlanHold(code: FindingCode(stringLiteral: code), message: message)
            }, routeImpact: json["route_impact"] ?? .null,
            act: json["act"].map { PlanAct($0) } ?? PlanAct())
        policies = json["policies"].map { Policies($0) } ?? Policies()
        waivers = (json["waivers"]?.array ?? []).compactMap { WaiverUse($0) }
        for (code, severity) in json["severities"]?.object ?? [:] {
            severities[FindingCode(stringLiteral: code)] = severity.string.flatMap {
                Severity(rawValue: $0)
            }
        }
    }
}

extension PlanAnswers {
    fileprivate var json: JSONValue {
        func number(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
        var members: [String: JSONValue] = [
            "accept_lost_cover": number(acceptLostCover), "allow_churn": number(allowChurn),
            "allow_shrink": number(allowShrink),
            "exclude_held": number(excludedHeld), "retire_missing": number(retireMissing),
        ]
        if let withoutSuccessor { members["without_successor"] = .integer(withoutSuccessor) }
        return .object(members)
    }

    fileprivate init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        self.init(
            excludedHeld: json["exclude_held"]?.integer,
            retireMissing: json["retire_missing"]?.integer,
            allowShrink: json["allow_shrink"]?.integer, allowChurn: json["allow_churn"]?.integer,
            acceptLostCover: json["accept_lost_cover"]?.integer)
        withoutSuccessor = json["without_successor"]?.integer
    }
}

extension FindingsSummary {
    fileprivate init?(_ json: JSONValue) {
        guard let listed = json["listed"]?.array, let counts = json["counts"]?.array else {
            return nil
        }
        self.init()
        self.listed = listed.compactMap { Finding($0) }
        self.counts = counts.compactMap {
            guard let code = $0["code"]?.string, let count = $0["count"]?.integer,
                let severity = $0["severity"]?.string.flatMap({ Severity(rawValue: $0) })
            else { return nil }
            return Count(code: code, severity: severity, count: count)
        }
    }
}

extension Plan.Terms {
    /// How the findings of the import were taken, to check the plan again when it is published.
    public var policy: CheckPolicy {
        CheckPolicy(
            severities: severities, waivers: waivers.map(\.waiver), policies: policies)
    }
}
