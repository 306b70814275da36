/// A value that goes into or comes out of the database.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    public static func optional(_ number: Int?) -> SQLValue {
        number.map { .integer(Int64($0)) } ?? .null
    }
}

/// One row of a result, valid while the row is being handed over. Columns count from 0.
public protocol SQLRow {
    func integer(_ column: Int) -> Int64
    func isNull(_ column: Int) -> Bool
    func text(_ column: Int) -> String
    func blob(_ column: Int) -> [UInt8]
}

/// One connection inside one transaction: the seam under which another database goes.
///
/// Queries are one set for all databases; tables and triggers are one file per dialect.
public protocol SQLSession {
    func run(_ sql: String, _ arguments: [SQLValue]) throws(StoreError)
    /// Hands each row to the body as it comes.
    func rows(
        _ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Void
    ) throws
    var lastInsertedID: Int64 { get }
}

extension SQLSession {
    public func run(_ sql: String) throws(StoreError) { try run(sql, []) }

    /// The first row made into a value, or nothing.
    func first<Value>(
        _ sql: String, _ arguments: [SQLValue], _ read: (any SQLRow) -> Value
    ) throws -> Value? {
        var value: Value?
        try rows(sql, arguments) { row in if value == nil { value = read(row) } }
        return value
    }
}

/// Opens transactions on one database.
public protocol SQLDriver: Sendable {
    func read<Value>(_ body: (any SQLSession) throws -> Value) throws -> Value
    /// One transaction that takes the write lock at its start; an error undoes all of it.
    func write<Value>(_ body: (any SQLSession) throws -> Value) throws -> Value
    /// What the database is like, looked at page by page.
    func condition() throws -> StoreCondition
    /// Does work of a name while nobody else does, in any process; nothing when somebody is at it.
    func alone<Value>(_ work: String, _ body: () throws -> Value) throws -> Value?
}
