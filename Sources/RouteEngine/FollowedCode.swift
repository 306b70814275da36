public import MasterData

/// A code of a request that is gone on the request's day, and what was taken in its place.
///
/// A district that was recoded goes on being routed by its old code: the answer says which code
/// stands for it, and which release said so.
public struct FollowedCode: Hashable, Sendable {
    /// What the request names.
    public var named: RowKey
    /// What stands for it.
    public var heir: RowKey
    /// The day from which on that is so.
    public var since: Day
    /// The succession row that says it.
    public var row: RowKey
    /// The release that introduced that row; nothing when it is not known, as in a plan.
    public var release: Int?

    public init(named: RowKey, heir: RowKey, since: Day, row: RowKey, release: Int?) {
        self.named = named
        self.heir = heir
        self.since = since
        self.row = row
        self.release = release
    }

    public var json: JSONValue {
        .object([
            "code": .string(named.description),
            "release": release.map { .integer($0) } ?? .null,
            "row": .string(row.code),
            "since": .string(since.description),
            "stood_for_by": .string(heir.description),
        ])
    }
}

extension FollowedCode: CustomStringConvertible {
    /// `tehsil:9502 stands for tehsil:502 since 2026-06-01 (release 2)`
    public var description: String {
        let release = release.map { " (release \($0))" } ?? ""
        return "\(heir) stands for \(named) since \(since)\(release)"
    }
}

extension Decision {
    /// The code of the category by which a request of another, or the same, was decided.
    public func category(for code: String) -> String {
        taken(for: .bare(.category, code)).code
    }

    /// What was taken for a thing that the request names: itself, unless it is gone.
    public func taken(for key: RowKey) -> RowKey {
        followed.last { $0.named == key }?.heir ?? key
    }
}
