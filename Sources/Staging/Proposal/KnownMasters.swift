public import MasterData

/// What the live masters call things, by which the columns of a file are recognised.
public struct KnownMasters: Sendable {
    private var codes: [MasterKind: Set<String>] = [:]
    private var names: [MasterKind: Set<String>] = [:]

    /// Knows nothing.
    public init() {}

    /// The codes and names of all things of a release.
    public init(_ rows: MasterRows) {
        for kind in rows.presentKinds where kind.schema.keyFields.isEmpty {
            for (key, timeline) in rows.rows(of: kind) {
                codes[kind, default: []].insert(key.code)
                for version in timeline.versions {
                    for field in [Field.nameEn, .nameHi] {
                        guard let name = version.content[field] else { continue }
                        names[kind, default: []].insert(MatchKey(name).text)
                    }
                }
            }
        }
    }

    public var isEmpty: Bool { codes.isEmpty }

    /// The part of some values that are codes of a kind; nothing when none of it is live.
    func codeShare(_ values: Set<String>, of kind: MasterKind) -> Double? {
        share(values, in: codes[kind]) { $0 }
    }

    /// The part of some values that are names of a kind; nothing when none of it is live.
    func nameShare(_ values: Set<String>, of kind: MasterKind) -> Double? {
        share(values, in: names[kind]) { MatchKey($0).text }
    }

    /// The only live state, to which the rows of a register of the country are held.
    var onlyState: String? {
        guard let states = codes[.state], states.count == 1 else { return nil }
        return states.first
    }

    var kinds: [MasterKind] { codes.keys.sorted() }

    private func share(
        _ values: Set<String>, in known: Set<String>?, _ key: (String) -> String
    ) -> Double? {
        guard let known, !known.isEmpty, !values.isEmpty else { return nil }
        return Double(values.count { known.contains(key($0)) }) / Double(values.count)
    }
}
