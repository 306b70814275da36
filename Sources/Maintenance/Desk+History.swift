public import MappingStore
public import MasterData

extension Desk {
    /// Who changed a thing, in which release, from which file and line, approved by whom.
    ///
    /// A thing that was recoded is followed through its codes, both ways; each entry says which
    /// of them it is about.
    ///
    /// - Parameter release: follows the recodings that this release believes; all when absent.
    public func history(of key: RowKey, believedIn release: Int? = nil) throws -> [HistoryEntry] {
        let recodings = try store.recodings().filter { stored in
            release.map { stored.isBelieved(in: $0) } ?? true
        }.map(\.recoding)
        let parts = CodeTrail(of: key, in: recodings).parts
        let entries = try parts.flatMap { part in
            try store.history(of: part.key).compactMap { $0.during(part.days) }
        }
        guard !entries.isEmpty else { throw UnknownThing(key: key) }
        // Of one release, the earlier code first, as the trail has them.
        return entries.enumerated().sorted {
            ($0.element.release.number, $0.offset) < ($1.element.release.number, $1.offset)
        }.map(\.element)
    }
}

extension HistoryEntry {
    /// What it says of some days; nothing when it says nothing of them.
    fileprivate func during(_ days: Validity) -> HistoryEntry? {
        var entry = self
        entry.removed.removeAll { !$0.validity.overlaps(days) }
        entry.added.removeAll { !$0.validity.overlaps(days) }
        return entry.removed.isEmpty && entry.added.isEmpty ? nil : entry
    }
}

/// No release ever listed the thing.
public struct UnknownThing: Error, Equatable, CustomStringConvertible {
    public var key: RowKey

    public var description: String {
        "No release lists \(key). Give the kind and the code as the masters write them, such as 'tehsil 538'."
    }
}
