/// What a feed is about, said before a byte of it is read.
///
/// What it leaves open is not confined: no kinds are all kinds.
public struct FeedScope: Hashable, Sendable {
    public enum Coverage: String, Hashable, Sendable, CaseIterable {
        /// What the feed does not list is not spoken of.
        case partial
        /// What the feed does not list is missing.
        case full
    }

    public var coverage: Coverage
    /// The kinds that the feed lists; a full one lists every thing of these.
    public var kinds: [MasterKind]
    /// The places that the feed is confined to, with all that lie in them.
    public var places: [RowKey]
    /// The departments that the feed is confined to.
    public var departments: [RowKey]

    public init(
        coverage: Coverage = .partial, kinds: [MasterKind] = [], places: [RowKey] = [],
        departments: [RowKey] = []
    ) {
        self.coverage = coverage
        self.kinds = kinds
        self.places = places
        self.departments = departments
    }

    /// Whether there are rows that it does not speak for.
    public var isConfined: Bool { !(kinds.isEmpty && places.isEmpty && departments.isEmpty) }

    public var json: JSONValue {
        .object([
            "coverage": .string(coverage.rawValue),
            "departments": .array(departments.map { .string($0.description) }),
            "kinds": .array(kinds.map { .string($0.rawValue) }),
            "places": .array(places.map { .string($0.description) }),
        ])
    }

    /// Reads what ``json`` wrote, or an earlier version, which knew one place; nothing when it is
    /// no scope.
    public init?(_ json: JSONValue) {
        guard let coverage = json["coverage"]?.string.flatMap({ Coverage(rawValue: $0) }) else {
            return nil
        }
        func words(_ name: String) -> [String] { (json[name]?.array ?? []).compactMap(\.string) }
        let place = json["place"]?.string.map { [$0] } ?? []
        self.init(
            coverage: coverage, kinds: words("kinds").compactMap { MasterKind(rawValue: $0) },
            places: (place + words("places")).compactMap { RowKey($0) },
            departments: words("departments").compactMap { RowKey($0) })
    }
}
