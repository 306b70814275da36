internal import Foundation
internal import GRDB

/// SQLite through GRDB: the one file that knows either.
///
/// Write-ahead log, `synchronous` FULL on the writer, foreign keys on, five seconds of
/// patience for another writer.
final class SQLiteDriver: SQLDriver {
    private let pool: DatabasePool

    /// Marks a database file as one of ours (`PRAGMA application_id`): "RJMP".
    static let applicationID = 0x524A_4D50

    init(path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.label = "rajmap"
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // The pool sets NORMAL after opening; a release that was announced must last.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    func read<Value>(_ body: (any SQLSession) throws -> Value) throws -> Value {
        try translated { try pool.read { try body(SQLiteSession(database: $0)) } }
    }

    func write<Value>(_ body: (any SQLSession) throws -> Value) throws -> Value {
        try translated {
            try pool.writeWithoutTransaction { database in
                var value: Value?
                try database.inTransaction(.immediate) {
                    value = try body(SQLiteSession(database: database))
                    return .commit
                }
                guard let value else { throw StoreError.io("a transaction gave nothing") }
                return value
            }
        }
    }

    /// Holds a lock on an empty file beside the database, which ends with the process.
    ///
    /// Not on the database itself: closing it would let go of the locks that SQLite has there.
    func alone<Value>(_ work: String, _ body: () throws -> Value) throws -> Value? {
        let path = "\(pool.path)-\(work)"
        let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError.io("\(path) cannot be opened: error \(errno)") }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK { return nil }
            throw StoreError.io("\(path) cannot be locked: error \(errno)")
        }
        return try body()
    }

    /// Runs outside a transaction: for settings of the connection.
    func pragma(_ name: String) throws -> Int64 {
        try translated {
            try pool.writeWithoutTransaction {
                try Int64.fetchOne($0, sql: "PRAGMA \(name)") ?? 0
            }
        }
    }

    static var engineVersion: String {
        let number = Int(Database.sqliteLibVersionNumber)
        return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
    }

    /// As the writing connection sees it.
    func condition() throws -> StoreCondition {
        try translated {
            try pool.writeWithoutTransaction { database in
                func number(_ pragma: String) throws -> Int {
                    try Int.fetchOne(database, sql: "PRAGMA \(pragma)") ?? 0
                }
                var faults = try String.fetchAll(database, sql: "PRAGMA quick_check(5)")
                    .filter { $0 != "ok" }
                for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(5) {
                    faults.append("a row of '\(row[0] as String)' refers to nothing")
                }
                return StoreCondition(
                    format: try number("user_version"), knownFormat: SQLiteTables.format,
                    journal: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
                    synchronous: try number("synchronous"),
                    foreignKeys: try number("foreign_keys") == 1,
                    byteCount: try number("page_count") * number("page_size"), faults: faults)
            }
        }
    }

    private func translated<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as DatabaseError {
            throw StoreError(error, path: pool.path)
        }
    }
}

extension StoreError {
    init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notADatabase(path)
        case .SQLITE_CANTOPEN: self = .missing(path)
        case .SQLITE_CONSTRAINT: self = .refused(error.message ?? "\(error)")
        default: self = .io(error.message ?? "\(error)")
        }
    }
}
