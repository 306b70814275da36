internal import Changesets
internal import Digests
public import MasterData
internal import Transfers

extension PlanAct {
    /// The act as it is hashed and stored; what was not done is left out.
    public var json: JSONValue {
        var members: [String: JSONValue] = [:]
        if !edits.isEmpty {
            members["edits"] = .array(
                edits.map {
                    .object([
                        "fields": .array($0.fields.map { .string($0.rawValue) }),
                        "key": .string($0.key.description), "reason": .string($0.reason),
                    ])
                })
        }
        if let undoes { members["undoes"] = .integer(undoes) }
        if let returnsTo { members["returns_to"] = .integer(returnsTo) }
        if let replaces { members["replaces"] = .string(replaces.description) }
        if !taken.isEmpty {
            members["taken"] = .object(
                Dictionary(
                    uniqueKeysWithValues: taken.map {
                        ($0.key.description, .string($0.value.rawValue))
                    }))
        }
        if !released.isEmpty { members["released"] = Self.json(released) }
        if !kept.isEmpty { members["kept"] = Self.json(kept) }
        if !identities.isEmpty {
            members["identities"] = .array(
                identities.map {
                    .object([
                        "after": .string($0.pair.after.description),
                        "before": .string($0.pair.before.description),
                        "nature": .string($0.nature.rawValue),
                        "verdict": .string($0.isConfirmed ? "confirmed" : "rejected"),
                    ])
                })
        }
        if !missing.isEmpty {
            members["missing"] = .object(
                Dictionary(
                    uniqueKeysWithValues: missing.map {
                        ($0.key.description, .string($0.value.description))
                    }))
        }
        if !overrides.isEmpty {
            members["overrides"] = .array(
                overrides.map {
                    .object(["code": .string($0.code.text), "reason": .string($0.reason)])
                })
        }
        if let complaints { members["complaints"] = .string(complaints.rawValue) }
        if let acknowledgedUnroutable {
            members["acknowledged_unroutable"] = .integer(acknowledgedUnroutable)
        }
        return .object(members)
    }

    private static func json(_ fields: [OwnedField]) -> JSONValue {
        .array(fields.sorted().map { .string($0.description) })
    }

    /// Reads what ``json`` writes.
    public init(_ json: JSONValue) {
        self.init()
        edits = (json["edits"]?.array ?? []).compactMap { edit in
            guard let key = edit["key"]?.string.flatMap({ RowKey($0) }),
                let reason = edit["reason"]?.string
            else { return nil }
            return HandEdit(
                key: key,
                fields: (edit["fields"]?.array ?? []).compactMap {
                    $0.string.flatMap { Field(rawValue: $0) }
                }, reason: reason)
        }
        undoes = json["undoes"]?.integer
        returnsTo = json["returns_to"]?.integer
        replaces = json["replaces"]?.string.flatMap { SHA256Digest(hex: $0) }
        for (key, choice) in json["taken"]?.object ?? [:] {
            guard let key = RowKey(key),
                let choice = choice.string.flatMap({ Rebase.Choice(rawValue: $0) })
            else { continue }
            taken[key] = choice
        }
        released = Self.fields(json["released"])
        kept = Self.fields(json["kept"])
        identities = (json["identities"]?.array ?? []).compactMap { IdentityVerdict($0) }
        for (key, answer) in json["missing"]?.object ?? [:] {
            guard let key = RowKey(key), let answer = answer.string.flatMap({ MissingAnswer($0) })
            else { continue }
            missing[key] = answer
        }
        overrides = (json["overrides"]?.array ?? []).compactMap {
            guard let code = $0["code"]?.string, let reason = $0["reason"]?.string else {
                return nil
            }
            return PolicyOverride(code: FindingCode(stringLiteral: code), reason: reason)
        }
        complaints = json["complaints"]?.string.flatMap { ComplaintPolicy(rawValue: $0) }
        acknowledgedUnroutable = json["acknowledged_unroutable"]?.integer
    }

    private static func fields(_ json: JSONValue?) -> [OwnedField] {
        (json?.array ?? []).compactMap { $0.string.flatMap { OwnedField($0) } }
    }
}

extension IdentityVerdict {
    fileprivate init?(_ json: JSONValue) {
        guard let before = json["before"]?.string.flatMap({ RowKey($0) }),
            let after = json["after"]?.string.flatMap({ RowKey($0) }),
            let nature = json["nature"]?.string.flatMap({ IdentityProposal.Nature(rawValue: $0) }),
            let verdict = json["verdict"]?.string
        else { return nil }
        self.init(
            nature: nature, pair: IdentityPair(before: before, after: after),
            isConfirmed: verdict == "confirmed")
    }
}
