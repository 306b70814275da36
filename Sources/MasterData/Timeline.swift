/// One version of a thing: what it says, and for which days.
public struct RowVersion: Hashable, Sendable {
    public var validity: Validity
    public var content: Content

    public init(validity: Validity, content: Content) {
        self.validity = validity
        self.content = content
    }
}

/// All versions of one thing that a release believes: in order, never overlapping.
///
/// Two versions that say the same and meet are one.
public struct Timeline: Hashable, Sendable {
    public private(set) var versions: [RowVersion]

    public init() {
        versions = []
    }

    /// A timeline of versions that must not overlap.
    public init(_ versions: [RowVersion]) {
        // Nearly all things have one version.
        if versions.count == 1, !versions[0].validity.isEmpty {
            self.versions = versions
            return
        }
        self.versions = []
        for version in versions { put(version.content, over: version.validity) }
    }

    /// A timeline of versions that are in order and joined already.
    init(inOrder versions: [RowVersion]) {
        self.versions = versions
    }

    public var isEmpty: Bool { versions.isEmpty }

    public func version(on day: Day) -> RowVersion? {
        versions.first { $0.validity.contains(day) }
    }

    /// The content on a day.
    public func content(on day: Day) -> Content? { version(on: day)?.content }

    /// The last version, live or past.
    public var last: RowVersion? { versions.last }

    /// Says `content` over the window, whatever was said there before.
    public mutating func put(_ content: Content, over validity: Validity) {
        guard !validity.isEmpty else { return }
        clear(validity)
        let index = versions.firstIndex { validity.from < $0.validity.from } ?? versions.endIndex
        versions.insert(RowVersion(validity: validity, content: content), at: index)
        coalesce()
    }

    /// Says nothing over the window.
    public mutating func clear(_ validity: Validity) {
        guard !validity.isEmpty, versions.contains(where: { $0.validity.overlaps(validity) }) else {
            return
        }
        var kept: [RowVersion] = []
        for version in versions {
            guard version.validity.overlaps(validity) else {
                kept.append(version)
                continue
            }
            let before = Validity(from: version.validity.from, to: validity.from)
            let after = Validity(from: validity.to, to: version.validity.to)
            if !before.isEmpty {
                kept.append(RowVersion(validity: before, content: version.content))
            }
            if !after.isEmpty { kept.append(RowVersion(validity: after, content: version.content)) }
        }
        versions = kept
    }

    private mutating func coalesce() {
        var joined: [RowVersion] = []
        for version in versions {
            if let last = joined.last, last.validity.to == version.validity.from,
                last.content == version.content
            {
                joined[joined.count - 1].validity.to = version.validity.to
            } else {
                joined.append(version)
            }
        }
        versions = joined
    }
}
