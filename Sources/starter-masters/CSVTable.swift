import Foundation

/// A small CSV file with headings, held in memory: the patterns and places that a person edits.
struct CSVTable {
    var headings: [String]
    var rows: [[String]]

    init(headings: [String], rows: [[String]] = []) {
        self.headings = headings
        self.rows = rows
    }

    init(contentsOf url: URL) throws {
        guard let data = try? Data(contentsOf: url) else {
            throw StarterError.noInput("cannot read \(url.path)")
        }
        var records = Self.records(Array(data))
        guard !records.isEmpty else { throw StarterError.badData("\(url.path) is empty") }
        headings = records.removeFirst()
        rows = records
        for (index, row) in rows.enumerated() where row.count != headings.count {
            throw StarterError.badData(
                "\(url.path): record \(index + 2) has \(row.count) fields, the headings \(headings.count)"
            )
        }
    }

    /// The rows as dictionaries by heading.
    var records: [[String: String]] {
        rows.map { Dictionary(zip(headings, $0), uniquingKeysWith: { first, _ in first }) }
    }

    /// The file as text: a comma between fields, a line feed after each row.
    var text: String {
        ([headings] + rows).map { row in
            row.map(Self.field).joined(separator: ",") + "\n"
        }.joined()
    }

    func write(to url: URL) throws { try Data(text.utf8).write(to: url) }

    private static func field(_ value: String) -> String {
        let special: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13]
        guard value.utf8.contains(where: special.contains) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }

    private static func records(_ bytes: [UInt8]) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field: [UInt8] = []
        var quoted = false
        var index = 0
        func endField() {
            record.append(String(decoding: field, as: UTF8.self))
            field.removeAll(keepingCapacity: true)
        }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if quoted {
                if byte != UInt8(ascii: "\"") {
                    field.append(byte)
                } else if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                    field.append(byte)
                    index += 1
                } else {
                    quoted = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): quoted = true
            case UInt8(ascii: ","): endField()
            case 13: break
            case 10:
                endField()
                records.append(record)
                record.removeAll()
            default: field.append(byte)
            }
        }
        if !field.isEmpty || !record.isEmpty {
            endField()
            records.append(record)
        }
        return records
    }
}
