/// What a database is like, as far as its users depend on it.
public struct StoreCondition: Hashable, Sendable {
    /// The format of its tables, and the newest that is known.
    public var format: Int
    public var knownFormat: Int
    /// How a transaction is kept: `wal` is wanted.
    public var journal: String
    /// How much is synced: 2 (FULL) is wanted.
    public var synchronous: Int
    public var foreignKeys: Bool
    public var byteCount: Int
    /// What is wrong with its pages and references; nothing when all is well.
    public var faults: [String]

    public var isDurable: Bool { journal == "wal" && synchronous == 2 && foreignKeys }
}

extension MappingStore {
    /// The version of the database engine.
    public static var engineVersion: String { SQLiteDriver.engineVersion }

    /// Looks at the database, page by page.
    public func condition() throws -> StoreCondition { try driver.condition() }

    /// Takes the write lock and gives it back; throws when another has it for long.
    public func takeTurn() throws { try driver.write { _ in } }
}
