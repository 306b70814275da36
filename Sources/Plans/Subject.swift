public import MasterData

/// One thing with all its versions: what a check of rows looks at.
public struct Subject: Sendable {
    public let key: RowKey
    /// In order, never overlapping.
    public let versions: [RowVersion]
    /// The plan's as-of day.
    public let asOf: Day
    private let place: Place

    private enum Place: Sendable {
        case of(Origin)
        case among([RowKey: Origin])
    }

    /// A row of a feed by itself.
    public init(_ key: RowKey, _ versions: [RowVersion], asOf day: Day, at origin: Origin) {
        self.key = key
        self.versions = versions
        asOf = day
        place = .of(origin)
    }

    init(_ key: RowKey, _ versions: [RowVersion], asOf day: Day, among origins: [RowKey: Origin]) {
        self.key = key
        self.versions = versions
        asOf = day
        place = .among(origins)
    }

    /// Where the change of the thing was read; nothing for a thing that was left alone.
    public var origin: Origin? {
        switch place {
        case .of(let origin): origin
        case .among(let origins): origins[key]
        }
    }

    /// What the thing says on the as-of day.
    public var content: Content? { versions.first { $0.validity.contains(asOf) }?.content }

    /// The versions that hold on the as-of day or later: what is over is history.
    public var ahead: some Sequence<RowVersion> { versions.lazy.filter { asOf < $0.validity.to } }
}
