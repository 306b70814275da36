internal import Changesets
internal import Digests
public import MappingStore
public import MasterData
internal import Plans

extension ReleaseRecord {
    public var json: JSONValue {
        .object([
            "number": .integer(number), "digest": .string(identity.digest.description),
            "plan": .string(plan.description), "base": .integer(base),
            "published_at": .string(publishedAt.description), "maker": .string(makerName),
            "checker": .string(checkerName), "publisher": .string(publisherName),
            "emergency": emergencyJSON,
            "audit_head": .object([
                "entry": .integer(auditEntry), "hash": .string(auditHash.description),
            ]),
        ])
    }

    /// One line for a list.
    public var line: String {
        "release \(number)  plan \(plan.short)  made by \(makerName), \(approvedBy), published \(publishedAt)"
    }
}

extension HistoryEntry {
    public var json: JSONValue {
        func json(_ versions: [RowVersion]) -> JSONValue {
            .array(
                versions.map {
                    .object([
                        "from": .string($0.validity.from.description),
                        "to": .string($0.validity.to.description), "content": $0.content.json,
                    ])
                })
        }
        return .object([
            "key": key.json, "release": release.json,
            "origin": origin.map { .string($0.description) } ?? .null,
            "removed": json(removed), "added": json(added),
        ])
    }

    /// A heading and a line for each version that went or came.
    ///
    /// - Parameter asked: the code it was asked by; another one is named.
    public func text(asked: RowKey) -> String {
        var lines = [
            "release \(release.number), \(release.publishedAt): made by \(release.makerName), \(release.approvedBy)"
                + (origin.map { ", from \($0)" } ?? "") + (key == asked ? "" : ", as \(key)")
        ]
        for (sign, versions) in [("-", removed), ("+", added)] {
            for version in versions {
                let fields = version.content.entries.map { "\($0.field.rawValue) '\($0.value)'" }
                let until = version.validity.isOpen ? "on" : "to \(version.validity.to)"
                lines.append(
                    "  \(sign) from \(version.validity.from) \(until): \(fields.joined(separator: ", "))"
                )
            }
        }
        return lines.joined(separator: "\n")
    }
}
