import CSQLiteWitness
import Foundation

/// One row that differs between two databases, as SQLite's session extension has it.
struct WitnessedRow {
    enum Value: Hashable {
        case null
        case integer(Int64)
        case text(String)
        case blob([UInt8])
    }

    enum Change: Hashable {
        case inserted, updated, deleted
    }

    var table: String
    var change: Change
    /// The columns before; of an update, those of the primary key and those that changed.
    var before: [String: Value] = [:]
    /// The columns after; of an update, those that changed.
    var after: [String: Value] = [:]

    /// The rows that differ between two database files of the same tables.
    static func difference(from before: String, to after: String) throws -> [WitnessedRow] {
        var rows: [WitnessedRow] = []
        let fault = withUnsafeMutablePointer(to: &rows) { list in
            witness_difference(before, after, list) { list, table, change, count, names, old, new in
                guard let list, let table, let names, let old, let new else { return }
                var row = WitnessedRow(
                    table: String(cString: table),
                    change: change == 0x49 ? .inserted : change == 0x44 ? .deleted : .updated)
                for column in 0..<Int(count) {
                    guard let name = names[column].map({ String(cString: $0) }) else { continue }
                    row.before[name] = Value(old[column])
                    row.after[name] = Value(new[column])
                }
                list.assumingMemoryBound(to: [WitnessedRow].self).pointee.append(row)
            }
        }
        try check(fault)
        return rows
    }

    /// Copies a database as it stands now, also while it is open.
    static func copy(of path: String, to copy: String) throws {
        try check(witness_copy(path, copy))
    }

    private static func check(_ fault: UnsafeMutablePointer<CChar>?) throws {
        guard let fault else { return }
        defer { witness_free(fault) }
        throw Fault(text: String(cString: fault))
    }

    struct Fault: Error {
        var text: String
    }
}

extension WitnessedRow.Value {
    /// Nothing for a column of which the session says nothing.
    fileprivate init?(_ value: witness_value) {
        switch Int(value.type) {
        case WITNESS_INTEGER: self = .integer(value.integer)
        case WITNESS_NULL: self = .null
        case WITNESS_TEXT, WITNESS_BLOB:
            let bytes = UnsafeBufferPointer(start: value.bytes, count: Int(value.count))
            self =
                Int(value.type) == WITNESS_TEXT
                ? .text(String(decoding: bytes, as: UTF8.self)) : .blob(Array(bytes))
        default: return nil
        }
    }

    var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var blob: [UInt8]? { if case .blob(let bytes) = self { bytes } else { nil } }
}
