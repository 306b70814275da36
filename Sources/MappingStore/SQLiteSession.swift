internal import GRDB
internal import GRDBSQLite

/// One connection inside one transaction.
///
/// GRDB prepares the statements and keeps them; values are bound and read by SQLite's own
/// interface. GRDB makes an object of each, which costs more than SQLite's part of a short
/// statement, and a sweep runs millions of them. Nothing here observes the database, so GRDB
/// need not hear of each step.
struct SQLiteSession: SQLSession {
    let database: Database

    func run(_ sql: String, _ arguments: [SQLValue]) throws(StoreError) {
        do { try rows(sql, arguments) { _ in } } catch let error as DatabaseError {
            throw StoreError(error, path: "")
        } catch {
            throw StoreError.io("\(error)")
        }
    }

    func rows(
        _ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Void
    ) throws {
        // Another than the last when that one is in the middle of its rows.
        let prepared = try database.cachedStatement(sql: sql)
        let statement = prepared.sqliteStatement
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
            withExtendedLifetime(prepared) {}
        }
        precondition(
            Int(sqlite3_bind_parameter_count(statement)) == arguments.count,
            "a value for each parameter: \(sql)")
        for (index, value) in arguments.enumerated() {
            try check(value.bind(to: statement, at: Int32(index + 1)), sql)
        }
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { return try check(code, sql) }
            try body(SQLiteRow(statement: statement))
        }
    }

    private func check(_ code: Int32, _ sql: String) throws {
        guard code != SQLITE_OK else { return }
        throw DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: sqlite3_errmsg(database.sqliteConnection).map { String(cString: $0) },
            sql: sql)
    }

    var lastInsertedID: Int64 { database.lastInsertedRowID }
}

private struct SQLiteRow: SQLRow {
    let statement: OpaquePointer

    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

    func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    }

    func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

    func blob(_ column: Int) -> [UInt8] { Array(bytes(column)) }

    /// Valid until the next step.
    private func bytes(_ column: Int) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, Int32(column))
        return UnsafeRawBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
    }
}

extension SQLValue {
    /// SQLite takes a copy.
    fileprivate func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        // `SQLITE_TRANSIENT`, whose C definition is a cast that Swift does not import.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch self {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let number): return sqlite3_bind_int64(statement, index, number)
        case .text(var text):
            return text.withUTF8 {
                $0.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, index, $0.baseAddress, Int32($0.count), copied)
                }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes {
                // An empty blob has no address, and SQLite would take that for NULL.
                $0.isEmpty
                    ? sqlite3_bind_zeroblob(statement, index, 0)
                    : sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), copied)
            }
        }
    }
}
