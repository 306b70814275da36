internal import Changesets
public import Digests
public import MappingStore
public import MasterData
public import Plans

/// All that identifies a release: what it says, what it was made from, and who answers for it.
public struct ReleaseManifest: Sendable {
    public let release: ReleaseRecord
    /// The digest of the release that the plan was made against.
    public let base: ReleaseIdentity
    public let asOf: Day
    /// The SHA-256 of each file, in the order given.
    public let feeds: [SHA256Digest]
    /// The names of the files.
    public let files: [String]
    /// What the release changed.
    public let counts: PlanCounts
    /// How many things it lists, by kind.
    public let things: [MasterKind: Int]
    public let act: PlanAct
}

extension Desk {
    /// The manifest of a release.
    public func manifest(ofRelease number: Int) throws -> ReleaseManifest {
        let release = try store.release(number)
        let plan = try store.plan(matching: release.plan.description)
        let rows = try store.rows(ofRelease: number)
        return ReleaseManifest(
            release: release, base: plan.terms.base, asOf: plan.asOf, feeds: plan.terms.feeds,
            files: plan.files,
            counts: PlanCounts(
                try store.changeset(of: plan.id), unchanged: plan.terms.unchanged),
            things: Dictionary(
                uniqueKeysWithValues: rows.presentKinds.map { ($0, rows.count(of: $0)) }),
            act: plan.terms.act)
    }
}

extension ReleaseManifest {
    public var json: JSONValue {
        guard case .object(var members) = release.json else { return .null }
        members["format_version"] = .integer(1)
        members["as_of"] = .string(asOf.description)
        members["base_digest"] = .string(base.digest.description)
        members["feeds"] = .array(feeds.map { .string($0.description) })
        members["files"] = .array(files.map(JSONValue.string))
        members["counts"] = counts.json
        members["summary"] = .string(counts.sentence)
        members["act"] = act.json
        members["things"] = .object(
            Dictionary(uniqueKeysWithValues: things.map { ($0.key.rawValue, .integer($0.value)) }))
        return .object(members)
    }

    public var text: String {
        var lines = [
            release.line,
            "  digest      \(release.identity.digest)",
            "  base        release \(base.number), \(base.digest)",
            "  plan        \(release.plan), as of \(asOf)",
            "  audit head  entry \(release.auditEntry), \(release.auditHash)",
        ]
        for (index, feed) in feeds.enumerated() {
            lines.append(
                "  feed        \(index < files.count ? files[index] : "file \(index + 1)"), \(feed)"
            )
        }
        lines += act.lines.filter { !$0.isEmpty }.map { "  \($0)" }
        lines.append("  changes     \(counts.sentence)")
        for kind in things.keys.sorted() {
            lines.append(
                "  \(kind.rawValue.padded(to: 18)) \(Lakh.grouped(things[kind] ?? 0))")
        }
        return lines.joined(separator: "\n")
    }
}
