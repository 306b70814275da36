internal import MasterData
internal import SourceReading

/// What is gathered of a record that is put together from the bytes of its row.
struct RowDraft {
    /// Bytes of the row that are, after what their canonical form begins with, the value of one
    /// of the record's fields.
    struct Part {
        var field = 0
        /// How many bytes that is, of the field's cell.
        var prefixCount = 0
        var bytes: UnsafeRawBufferPointer

        var count: Int { prefixCount + bytes.count }
    }

    /// Valid during the call in which they were gathered.
    var parts: [Part] = []
    /// Room to write in.
    fileprivate(set) var room: [UInt8] = []

    mutating func reserve(_ count: Int) {
        if room.count < count { room = [UInt8](repeating: 0, count: 2 * count) }
    }
}

// Nearly all records of an honest file have canonical values in all their cells.
extension RecordStager {
    /// Has the index look for the key that a record of the row will most likely have, so that it
    /// is found when the cells have been read.
    mutating func announce(_ record: BoundRecord, of row: borrowing SourceRecord) {
        guard let cell = record.keyCell, let bytes = row[cell.column ?? -1] else { return }
        let prefix = record.code == nil ? cell.prefix : []
        let count = RowCodec.keyHead + prefix.count + bytes.count
        draft.reserve(count)
        draft.room.withUnsafeMutableBytes { room in
            var writer = RowCodec.Writer(room, from: 0)
            writer.put(UInt8(record.kind.order))
            writer.put(record.scheme.number)
            writer.put(Int32(prefix.count + bytes.count))
            if !prefix.isEmpty { prefix.withUnsafeBytes { writer.put($0) } }
            writer.put(bytes)
        }
        draft.room.withUnsafeBytes {
            staged.announce(UnsafeRawBufferPointer(rebasing: $0[..<count]))
        }
    }

    /// Stages a record that says nothing to doubt, from the bytes of its cells with no string made.
    ///
    /// False when there is any doubt, and nothing was done: the long way then reads the same
    /// values, and says what is wrong.
    mutating func stageClean(
        _ record: BoundRecord, of row: borrowing SourceRecord
    ) throws -> Bool {
        guard gather(record, of: row), let code = cleanCode(of: record, row),
            let from = cleanDay(record.validFrom, of: row),
            let to = cleanDay(record.validTo, of: row), isInOrder(from, to),
            isBlank(record.action, of: row)
        else { return false }
        let count = write(record, code, from: from.day, to: to.day)
        for part in draft.parts { countClean(record.fields[part.field].cell) }
        let (staged, origin) = (staged, row.origin)
        try draft.room.withUnsafeBytes { room in
            let content = UnsafeRawBufferPointer(rebasing: room[..<count])
            try staged.add(content, at: origin)
            staged.links.add(keyOf: content)
            recall?.note(keyOf: content, record.role)
        }
        return true
    }

    /// Gathers the values of the fields; false when one is not clean.
    private mutating func gather(_ record: BoundRecord, of row: borrowing SourceRecord) -> Bool {
        for column in record.foreign where row[column]?.isEmpty == false { return false }
        draft.parts.removeAll(keepingCapacity: true)
        for field in record.fields.indices {
            let cell = record.fields[field].cell
            guard let column = cell.column else { return false }
            let bytes = row[column]
            if let bytes, !(bytes.isEmpty && cell.source.translations.isEmpty) {
                guard looksClean(bytes, cell), seal == nil || !cell.type.isSealed else {
                    return false
                }
                draft.parts.append(
                    RowDraft.Part(
                        field: field, prefixCount: cell.prefix.count, bytes: bytes))
            } else if cell.source.isRequired {
                return false
            } else if let bytes, cell.source.clearsWhenBlank {
                draft.parts.append(RowDraft.Part(field: field, bytes: bytes))
            }
        }
        return true
    }

    /// The code of the record, where that is not in doubt.
    private func cleanCode(of record: BoundRecord, _ row: borrowing SourceRecord) -> RowDraft.Part?
    {
        if let cell = record.code {
            guard let bytes = row[cell.column ?? -1],
                CleanText.isCode(bytes, width: cell.source.width ?? widths[record.kind] ?? 0)
            else { return nil }
            return RowDraft.Part(bytes: bytes)
        }
        // Keys of several fields are put together the long way.
        guard record.keyFields.count == 1 else { return nil }
        let part = draft.parts.last { record.fields[$0.field].field == record.keyFields[0] }
        return part.flatMap { $0.bytes.isEmpty ? nil : $0 }
    }

    /// The day of a cell, or that it has none; nothing when that is in doubt.
    private func cleanDay(
        _ cell: BoundRecord.Cell?, of row: borrowing SourceRecord
    ) -> (day: Day?, Void)? {
        guard let cell else { return (nil, ()) }
        guard let column = cell.column else { return nil }
        guard let bytes = row[column] else { return (nil, ()) }
        if let day = Day(utf8: bytes) { return (day, ()) }
        return bytes.isEmpty && cell.source.translations.isEmpty ? (nil, ()) : nil
    }

    private func isInOrder(_ from: (day: Day?, Void), _ to: (day: Day?, Void)) -> Bool {
        guard let first = from.day, let last = to.day else { return true }
        return first < last
    }

    private func isBlank(_ cell: BoundRecord.Cell?, of row: borrowing SourceRecord) -> Bool {
        guard let cell else { return true }
        guard let column = cell.column else { return false }
        return row[column].map { $0.isEmpty && cell.source.translations.isEmpty } ?? true
    }

    /// Writes what was gathered as its codec does; how many bytes it is.
    private mutating func write(
        _ record: BoundRecord, _ code: RowDraft.Part, from first: Day?, to last: Day?
    ) -> Int {
        var count = RowCodec.keyHead + code.count + RowCodec.middleCount
        for part in draft.parts { count += RowCodec.fieldHead + part.count }
        draft.reserve(count)
        let parts = draft.parts
        draft.room.withUnsafeMutableBytes { room in
            var writer = RowCodec.Writer(room, from: 0)
            func put(_ part: RowDraft.Part) {
                writer.put(Int32(part.count))
                if part.prefixCount > 0 {
                    record.fields[part.field].cell.prefix.withUnsafeBytes { writer.put($0) }
                }
                writer.put(part.bytes)
            }
            writer.put(UInt8(record.kind.order))
            writer.put(record.scheme.number)
            put(code)
            writer.putMiddle(record.role, action: 0, from: first, to: last, fields: parts.count)
            for part in parts {
                writer.put(record.fields[part.field].number)
                put(part)
            }
        }
        return count
    }

    /// Whether the bytes of a cell are its canonical value, of which nothing is to be said; it is
    /// then counted.
    mutating func isClean(_ bytes: UnsafeRawBufferPointer, _ cell: BoundRecord.Cell) -> Bool {
        guard looksClean(bytes, cell) else { return false }
        countClean(cell)
        return true
    }

    /// Counts a clean cell for what is known of its column.
    mutating func countClean(_ cell: BoundRecord.Cell) {
        if case .prose(isList: false) = cell.clean { legacyColumns.countOrdinary(cell.column) }
    }

    func looksClean(_ bytes: UnsafeRawBufferPointer, _ cell: BoundRecord.Cell) -> Bool {
        switch cell.clean {
        case .none: false
        case .prose(let isList):
            if let script = CleanText.script(bytes) {
                isList || LegacyColumns.isOrdinary(bytes, script)
                    || !legacyColumns.isLegacy(
                        String(decoding: bytes, as: UTF8.self), column: cell.column)
            } else {
                false
            }
        case .code(let kind, _):
            CleanText.isCode(bytes, width: cell.source.width ?? widths[kind] ?? 0)
        case .day: Day(utf8: bytes) != nil
        case .choice(let words):
            words.contains { word in word.elementsEqual(bytes) }
        case .mobile: CleanText.isMobile(bytes)
        case .email: CleanText.isEmail(bytes)
        }
    }
}
