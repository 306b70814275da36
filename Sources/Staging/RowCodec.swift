internal import MasterData

/// The bytes of a staged row in the spool: a head, then what the row says.
///
/// What it says begins with its key, so that the keys of two rows, and all of what they say,
/// are compared as bytes.
enum RowCodec {
    /// What stands before what a row says.
    struct Head {
        static let byteCount = 32

        /// The bytes of head and content.
        var length: UInt32
        /// Where the row of the same key before this one is; 0 when there is none.
        var previous: UInt32
        var file: UInt32
        var line: UInt32
        var column: UInt32
        /// Whether this row, or one of its key before it, merely names the thing.
        var isNamed: UInt32
        /// The hash of the key, in this process.
        var hash: UInt64

        init(
            contentCount: Int, previous: UInt32, file: Int, origin: Origin, isNamed: Bool,
            hash: UInt64
        ) {
            self.hash = hash
            length = UInt32(Self.byteCount + contentCount)
            self.previous = previous
            self.file = UInt32(file)
            line = UInt32(truncatingIfNeeded: origin.line)
            column = UInt32(truncatingIfNeeded: origin.column)
            self.isNamed = isNamed ? 1 : 0
        }

        init(_ bytes: UnsafeRawBufferPointer) {
            self = bytes.loadUnaligned(as: Head.self)
        }
    }

    /// Kind, scheme and the length of the code.
    static let keyHead = 6

    static func encode(_ key: RowKey, into bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: keyHead + key.code.utf8.count))
        bytes.withUnsafeMutableBytes { room in
            var writer = Writer(room, from: start)
            writer.put(key)
        }
    }

    /// What a row says, without its origin.
    static func encode(_ row: StagedRow, into bytes: inout [UInt8]) {
        var count = keyHead + row.key.code.utf8.count + middleCount
        for entry in row.fields { count += fieldHead + entry.value.utf8.count }
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        bytes.withUnsafeMutableBytes { room in
            var writer = Writer(room, from: start)
            writer.put(row.key)
            let action = row.action.flatMap { StagedRow.Action.allCases.firstIndex(of: $0) }
            writer.putMiddle(
                row.role, action: action.map { UInt8($0 + 1) } ?? 0, from: row.validFrom,
                to: row.validTo, fields: row.fields.count)
            for entry in row.fields {
                writer.put(entry.field.number)
                writer.put(entry.value)
            }
        }
    }

    /// The part of a content, or of an encoded key, that is the key.
    static func key(of content: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let count = Int(content.loadUnaligned(fromByteOffset: 2, as: UInt32.self))
        return UnsafeRawBufferPointer(rebasing: content[..<(keyHead + count)])
    }

    /// How a key is read.
    static func decodeKey(_ content: UnsafeRawBufferPointer) -> RowKey? {
        var reader = Reader(rest: content)
        return reader.key()
    }

    /// What the key of a content is made of, the code as UTF-8.
    static func keyParts(
        of content: UnsafeRawBufferPointer
    ) -> (MasterKind, CodeScheme, UnsafeRawBufferPointer)? {
        guard Int(content[0]) < MasterKind.allCases.count,
            Int(content[1]) < CodeScheme.allCases.count
        else { return nil }
        return (
            MasterKind.allCases[Int(content[0])], CodeScheme.allCases[Int(content[1])],
            UnsafeRawBufferPointer(rebasing: key(of: content)[keyHead...])
        )
    }

    /// The first and the last day in a content.
    static func days(of content: UnsafeRawBufferPointer) -> (from: Day?, to: Day?) {
        let place = key(of: content).count + 2
        return (
            day(content.loadUnaligned(fromByteOffset: place, as: Int32.self)),
            day(content.loadUnaligned(fromByteOffset: place + 4, as: Int32.self))
        )
    }

    /// Hands over the fields in a content, each the UTF-8 of its value.
    static func forEachField(
        of content: UnsafeRawBufferPointer, _ body: (Field, UnsafeRawBufferPointer) -> Void
    ) {
        var place = key(of: content).count + middleCount
        while place < content.count {
            let count = Int(content.loadUnaligned(fromByteOffset: place + 1, as: Int32.self))
            let value = content[place + fieldHead..<place + fieldHead + count]
            if let field = Field(number: content[place]) {
                body(field, UnsafeRawBufferPointer(rebasing: value))
            }
            place += fieldHead + count
        }
    }

    /// The role in a content.
    static func role(of content: UnsafeRawBufferPointer) -> StagedRow.Role? {
        StagedRow.Role(rawValue: content[key(of: content).count])
    }

    /// Reads what was written; nothing when the bytes are no row.
    static func decode(
        _ head: Head, _ content: UnsafeRawBufferPointer, files: [String]
    ) -> StagedRow? {
        guard files.indices.contains(Int(head.file)) else { return nil }
        return decode(
            content,
            at: Origin(
                file: files[Int(head.file)], line: Int(head.line), column: Int(head.column)))
    }

    /// Reads what a row says that stands somewhere.
    static func decode(_ content: UnsafeRawBufferPointer, at origin: Origin) -> StagedRow? {
        var reader = Reader(rest: content)
        guard let key = reader.key(), let roleByte = reader.byte(),
            let role = StagedRow.Role(rawValue: roleByte), let actionByte = reader.byte(),
            let from = reader.number(), let to = reader.number(), let count = reader.number()
        else { return nil }
        var fields: [StagedRow.FieldValue] = []
        fields.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let number = reader.byte(), let field = Field(number: number),
                let value = reader.text()
            else { return nil }
            fields.append(StagedRow.FieldValue(field, value))
        }
        return StagedRow(
            key: key, role: role,
            action: actionByte == 0 ? nil : StagedRow.Action.allCases[Int(actionByte) - 1],
            validFrom: day(from), validTo: day(to), fields: fields, origin: origin)
    }

    private static func day(_ number: Int32) -> Day? {
        number == absent ? nil : Day(number: number)
    }

    private static let absent = Int32.min

    /// How many bytes stand between the key and the fields.
    static let middleCount = 14
    /// How many bytes stand before the value of a field.
    static let fieldHead = 5

    /// Writes into room that was made before, whose size was counted.
    struct Writer {
        private let room: UnsafeMutableRawBufferPointer
        private var place: Int

        init(_ room: UnsafeMutableRawBufferPointer, from place: Int) {
            self.room = room
            self.place = place
        }

        mutating func put(_ byte: UInt8) {
            room[place] = byte
            place += 1
        }

        mutating func put(_ number: Int32) {
            room.storeBytes(of: number, toByteOffset: place, as: Int32.self)
            place += 4
        }

        mutating func put(_ text: String) {
            let count = text.utf8.count
            put(Int32(count))
            UnsafeMutableRawBufferPointer(rebasing: room[place..<place + count])
                .copyBytes(from: text.utf8)
            place += count
        }

        /// Bytes without their count.
        mutating func put(_ bytes: UnsafeRawBufferPointer) {
            UnsafeMutableRawBufferPointer(rebasing: room[place..<place + bytes.count])
                .copyMemory(from: bytes)
            place += bytes.count
        }

        mutating func put(_ key: RowKey) {
            put(UInt8(key.kind.order))
            put(key.scheme.number)
            put(key.code)
        }

        /// What stands between the key and the fields.
        mutating func putMiddle(
            _ role: StagedRow.Role, action: UInt8, from first: Day?, to last: Day?, fields: Int
        ) {
            put(role.rawValue)
            put(action)
            put(first?.number ?? absent)
            put(last?.number ?? absent)
            put(Int32(fields))
        }
    }

    private struct Reader {
        var rest: UnsafeRawBufferPointer

        private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
            guard count >= 0, rest.count >= count else { return nil }
            defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
            return UnsafeRawBufferPointer(rebasing: rest[..<count])
        }

        mutating func byte() -> UInt8? { take(1)?[0] }

        mutating func number() -> Int32? { take(4)?.loadUnaligned(as: Int32.self) }

        mutating func text() -> String? {
            guard let count = number(), let bytes = take(Int(count)) else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }

        mutating func key() -> RowKey? {
            guard let kind = byte(), Int(kind) < MasterKind.allCases.count, let scheme = byte(),
                Int(scheme) < CodeScheme.allCases.count, let code = text()
            else { return nil }
            return RowKey(
                MasterKind.allCases[Int(kind)], code, scheme: CodeScheme.allCases[Int(scheme)])
        }
    }
}

extension CodeScheme {
    /// Its place among all.
    var number: UInt8 {
        switch self {
        case .lgd: 0
        case .raj: 1
        case .own: 2
        }
    }
}
