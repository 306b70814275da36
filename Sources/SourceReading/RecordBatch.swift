internal import MasterData

/// Records as the bytes of one frame: see `schemas/record-frames.md`.
struct RecordBatch {
    private(set) var bytes: [UInt8] = []

    /// A batch is handed on when it holds so much.
    static let fullAt = 64 << 10

    var isEmpty: Bool { bytes.isEmpty }
    var isFull: Bool { bytes.count >= Self.fullAt }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func append(_ record: borrowing SourceRecord) {
        let head = 12 + 12 * record.count
        let start = bytes.count
        var total = head
        for index in 0..<record.count { total += record[index]?.count ?? 0 }
        bytes.append(contentsOf: repeatElement(0, count: total))
        bytes.withUnsafeMutableBytes { room in
            guard let base = room.baseAddress else { return }
            var word = base + start
            func put(_ value: UInt32) {
                word.storeBytes(of: value.littleEndian, as: UInt32.self)
                word += 4
            }
            put(UInt32(truncatingIfNeeded: record.line))
            put(UInt32(truncatingIfNeeded: record.column))
            put(UInt32(record.layoutIndex) << 16 | UInt32(record.count))
            var text = base + start + head
            for index in 0..<record.count {
                let slot = record.slot(index)
                put(UInt32(bitPattern: Int32(slot.count)))
                put(UInt32(truncatingIfNeeded: slot.line))
                put(UInt32(truncatingIfNeeded: slot.column))
                guard let field = record[index], let first = field.baseAddress else { continue }
                text.copyMemory(from: first, byteCount: field.count)
                text += field.count
            }
        }
    }

    /// Hands over each record of a batch, which lies in the bytes as long as they do.
    static func forEach(
        in batch: UnsafeRawBufferPointer, file: String, slots: inout [FieldSlot],
        _ body: (borrowing SourceRecord) throws -> Void
    ) throws {
        guard let base = batch.baseAddress else { return }
        var place = 0
        func word(_ offset: Int) -> UInt32 {
            UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        while place < batch.count {
            guard batch.count - place >= 12 else { throw FrameReader.Garbled() }
            let (line, column, shape) = (word(place), word(place + 4), word(place + 8))
            let count = Int(shape & 0xFFFF)
            place += 12
            guard batch.count - place >= 12 * count else { throw FrameReader.Garbled() }
            var start = place + 12 * count
            slots.removeAll(keepingCapacity: true)
            for _ in 0..<count {
                let length = Int(Int32(bitPattern: word(place)))
                guard length >= -1, start + max(0, length) <= batch.count else {
                    throw FrameReader.Garbled()
                }
                slots.append(
                    FieldSlot(
                        start: start, count: length, line: Int(word(place + 4)),
                        column: Int(word(place + 8))))
                start += max(0, length)
                place += 12
            }
            place = start
            try slots.withUnsafeBufferPointer { slots in
                try body(
                    SourceRecord(
                        file: file, line: Int(line), column: Int(column),
                        layoutIndex: Int(shape >> 16), bytes: base, slots: slots))
            }
        }
    }
}
