public import MappingStore
public import MasterData

extension Desk {
    /// Who changed a thing, in which release, from which file and line, approved by whom.
    public func history(of key: RowKey) throws -> [HistoryEntry] {
        let entries = try store.history(of: key)
        guard !entries.isEmpty else { throw UnknownThing(key: key) }
        return entries
    }
}

/// No release ever listed the thing.
public struct UnknownThing: Error, Equatable, CustomStringConvertible {
    public var key: RowKey

    public var description: String {
        "No release lists \(key). Give the kind and the code as the masters write them, such as 'tehsil 538'."
    }
}
