internal import MasterData

/// Writes numbers, texts and lists as the frames between reader and worker have them: numbers
/// little-endian, a text its length and its UTF-8.
struct FrameWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    mutating func number(_ number: Int) {
        withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) {
            bytes.append(contentsOf: $0)
        }
    }

    mutating func text(_ text: String) {
        number(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func raw(_ more: [UInt8]) { bytes += more }

    /// The marks as they lie in memory: reader and worker are of one machine.
    mutating func known(_ rows: KnownRows) {
        number(Int(bitPattern: UInt(rows.key.low)))
        number(Int(bitPattern: UInt(rows.key.high)))
        number(rows.marks.count)
        bytes.reserveCapacity(bytes.count + rows.marks.count * 16)
        rows.marks.withUnsafeBytes { bytes += $0 }
    }

    mutating func optional<Value>(_ value: Value?, _ write: (inout FrameWriter, Value) -> Void) {
        byte(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }

    mutating func list<Value>(_ values: [Value], _ write: (inout FrameWriter, Value) -> Void) {
        number(values.count)
        for value in values { write(&self, value) }
    }
}

/// Reads what ``FrameWriter`` wrote, and throws where it did not.
struct FrameReader {
    private var rest: ArraySlice<UInt8>

    /// The bytes are not what a worker writes.
    struct Garbled: Error {}

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    mutating func byte() throws(Garbled) -> UInt8 {
        guard let byte = rest.popFirst() else { throw Garbled() }
        return byte
    }

    mutating func number() throws(Garbled) -> Int {
        guard rest.count >= 8 else { throw Garbled() }
        var value: UInt64 = 0
        for place in 0..<8 { value |= UInt64(rest[rest.startIndex + place]) << (8 * place) }
        rest.removeFirst(8)
        return Int(Int64(bitPattern: value))
    }

    mutating func text() throws(Garbled) -> String {
        let count = try number()
        guard count >= 0, count <= rest.count,
            let text = String(validating: rest.prefix(count), as: UTF8.self)
        else { throw Garbled() }
        rest.removeFirst(count)
        return text
    }

    mutating func known() throws(Garbled) -> KnownRows {
        let low = UInt64(bitPattern: Int64(try number()))
        let high = UInt64(bitPattern: Int64(try number()))
        let count = try number()
        guard count >= 0, count <= rest.count / 16 else { throw Garbled() }
        let marks = [RowMark](unsafeUninitializedCapacity: count) { room, filled in
            rest.prefix(count * 16).withUnsafeBytes {
                UnsafeMutableRawBufferPointer(room).copyMemory(from: $0)
            }
            filled = count
        }
        rest.removeFirst(count * 16)
        return KnownRows(key: KeyedHash.Key(low: low, high: high), marks: marks)
    }

    mutating func optional<Value>(
        _ read: (inout FrameReader) throws(Garbled) -> Value
    ) throws(Garbled) -> Value? {
        try byte() == 0 ? nil : try read(&self)
    }

    mutating func list<Value>(
        _ read: (inout FrameReader) throws(Garbled) -> Value
    ) throws(Garbled) -> [Value] {
        let count = try number()
        // Each value takes a byte at least, so that a wrong count cannot fill the memory.
        guard count >= 0, count <= rest.count else { throw Garbled() }
        var values: [Value] = []
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }
}
