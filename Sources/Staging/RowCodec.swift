internal import MasterData

/// The bytes of a staged row in the spool.
enum RowCodec {
    static func encode(_ row: StagedRow, fileIndex: Int, into bytes: inout [UInt8]) {
        bytes.append(UInt8(row.key.kind.order))
        bytes.append(UInt8(CodeScheme.allCases.firstIndex(of: row.key.scheme) ?? 0))
        append(row.key.code, to: &bytes)
        bytes.append(row.role.rawValue)
        bytes.append(
            row.action.flatMap { StagedRow.Action.allCases.firstIndex(of: $0) }.map {
                UInt8($0 + 1)
            } ?? 0)
        append(row.validFrom.map { Int($0.number) } ?? absent, to: &bytes)
        append(row.validTo.map { Int($0.number) } ?? absent, to: &bytes)
        append(fileIndex, to: &bytes)
        append(row.origin.line, to: &bytes)
        append(row.origin.column, to: &bytes)
        append(row.fields.count, to: &bytes)
        for entry in row.fields {
            append(entry.field.rawValue, to: &bytes)
            append(entry.value, to: &bytes)
        }
    }

    /// Reads what ``encode(_:fileIndex:into:)`` wrote; nothing when the bytes are no row.
    static func decode(_ bytes: ArraySlice<UInt8>, files: [String]) -> StagedRow? {
        var reader = Reader(rest: bytes)
        guard let kindIndex = reader.byte(), Int(kindIndex) < MasterKind.allCases.count,
            let schemeIndex = reader.byte(), Int(schemeIndex) < CodeScheme.allCases.count,
            let code = reader.text(), let roleByte = reader.byte(),
            let role = StagedRow.Role(rawValue: roleByte), let actionByte = reader.byte(),
            let from = reader.number(), let to = reader.number(), let file = reader.number(),
            files.indices.contains(file), let line = reader.number(), let column = reader.number(),
            let count = reader.number()
        else { return nil }
        var fields: [StagedRow.FieldValue] = []
        for _ in 0..<count {
            guard let name = reader.text(), let field = Field(rawValue: name),
                let value = reader.text()
            else { return nil }
            fields.append(StagedRow.FieldValue(field, value))
        }
        func day(_ number: Int) -> Day? {
            number == absent ? nil : Day(number: Int32(truncatingIfNeeded: number))
        }
        return StagedRow(
            key: RowKey(
                MasterKind.allCases[Int(kindIndex)], code,
                scheme: CodeScheme.allCases[Int(schemeIndex)]), role: role,
            action: actionByte == 0 ? nil : StagedRow.Action.allCases[Int(actionByte) - 1],
            validFrom: day(from), validTo: day(to), fields: fields,
            origin: Origin(file: files[file], line: line, column: column))
    }

    private static let absent = Int(Int32.min)

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: Int32(truncatingIfNeeded: number).littleEndian) {
            bytes.append(contentsOf: $0)
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(text.utf8.count, to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func byte() -> UInt8? { rest.popFirst() }

        mutating func number() -> Int? {
            guard rest.count >= 4 else { return nil }
            var value: UInt32 = 0
            for shift in 0..<4 { value |= UInt32(rest[rest.startIndex + shift]) << (8 * shift) }
            rest.removeFirst(4)
            return Int(Int32(bitPattern: value))
        }

        mutating func text() -> String? {
            guard let count = number(), count >= 0, rest.count >= count else { return nil }
            defer { rest.removeFirst(count) }
            return String(decoding: rest.prefix(count), as: UTF8.self)
        }
    }
}
