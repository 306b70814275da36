// The fuzz target of the readers and of what decodes a worker's frames. `run` builds it together
// with the sources of SourceReading, whose inner parts it reaches.

import Glibc
import MasterData

/// Reads any bytes as whatever they seem to be: they are read to records or refused with a
/// finding. That it crashes or hangs, or that a batch gives back something else than was put in,
/// is what libFuzzer looks for.
///
/// The first byte chooses the size of the chunks, so that every state is met at a seam, and the
/// second what the rest is taken for, unless `FUZZ_ONLY` says `csv`, `xml` or `frames`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReading(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard input.count > 2 else { return 0 }
    let rest = Array(input.dropFirst(2))
    var file = SourceFile(name: "fuzz", bytes: rest)
    file.chunkByteCount = [1, 2, 3, 7, 64, 64 << 10][Int(input[0]) % 6]
    do {
        switch target(input[1]) {
        case 0: try readAsItSeems(file)
        case 1:
            let choice = Int(input[1]) / 5
            let dialect = CSVDialect(
                encoding: TextEncoding.allCases[choice % 4],
                delimiter: [0x2C, 0x3B, 0x09, 0x7C][choice / 4 % 4],
                quote: [0x22, 0x27, nil, 0x22][choice / 16 % 4])
            try readCSV(file, dialect)
        case 2: try readXML(file, "m", nil)
        case 3: _ = try XMLOutline(of: file, limits: limits)
        default: decodeFrames(rest[...])
        }
    } catch let error as SourceError {
        precondition(error.finding.severity == .error, "a refusal is an error")
    } catch { preconditionFailure("\(error)") }
    return 0
}

private func target(_ byte: UInt8) -> UInt8 {
    switch only {
    case "csv": 1
    case "xml": 2 + byte % 2
    case "frames": 4
    default: byte % 5
    }
}

private let only = getenv("FUZZ_ONLY").map { String(cString: $0) }

private let limits: ReadingLimits = {
    var limits = ReadingLimits()
    limits.fieldBytes = 64
    limits.rowBytes = 256
    limits.rows = 50
    limits.columns = 8
    limits.tagBytes = 200
    limits.depth = 6
    limits.attributes = 5
    return limits
}()

private func readAsItSeems(_ file: SourceFile) throws {
    switch try SniffedFile(file) {
    case .csv(_, let dialect): try readCSV(file, dialect)
    case .xml(let root, let namespace): try readXML(file, root, namespace)
    }
}

private func readCSV(_ file: SourceFile, _ dialect: CSVDialect) throws {
    try CSVReader(dialect).read(
        file, limits: limits, headings: { _ in }, record: take, finding: { _ in })
}

private func readXML(_ file: SourceFile, _ root: String, _ namespace: String?) throws {
    var layout = XMLLayout(
        namespace: namespace, root: root,
        records: [
            XMLRecordLayout(
                path: [root, "o"], fields: ["@code", "name", "m/@k", "m", "t[2]", "t[@k='x']"]),
            XMLRecordLayout(
                path: [root, "o", "p"],
                fields: ["@at", "../@code", ".", "../h", "ancestor::o/g/@x", "../n:h"]),
        ])
    layout.namespaces = ["n": "urn:n"]
    layout.ignored = ["o/skip", "@v"]
    // A root such as `a:b` in a document is no name to a layout.
    do { try layout.check() } catch { return }
    try XMLReader(layout: layout, unknown: .note).read(
        file, limits: limits, record: take, finding: { _ in })
}

private func take(_ record: borrowing SourceRecord) {
    var batch = RecordBatch()
    batch.append(record)
    for index in 0..<record.count {
        precondition(record.origin(index).line >= 1, "a field stands nowhere")
    }
    let wanted = (0..<record.count).map { record.text($0) }
    var slots: [FieldSlot] = []
    do {
        try batch.bytes.withUnsafeBytes { bytes in
            try RecordBatch.forEach(in: bytes, file: "fuzz", slots: &slots) { copy in
                precondition((0..<copy.count).map { copy.text($0) } == wanted, "a batch lies")
            }
        }
    } catch { preconditionFailure("a batch is not read back") }
}

/// What a worker that was taken over might write.
private func decodeFrames(_ bytes: ArraySlice<UInt8>) {
    guard let kind = bytes.first else { return }
    let content = Array(bytes.dropFirst())
    var reader = FrameReader(content[...])
    do {
        switch kind % 8 {
        case 0: _ = try reader.sniffed()
        case 1: _ = try reader.finding()
        case 2: _ = try reader.list { reader throws(FrameReader.Garbled) in try reader.heading() }
        case 3: _ = try reader.outline()
        case 4: _ = try reader.layout()
        case 5: _ = try reader.stated()
        case 6: _ = ReadRequest(word: String(decoding: content, as: UTF8.self))
        default:
            var slots: [FieldSlot] = []
            var bytes = 0
            try content.withUnsafeBytes { content in
                try RecordBatch.forEach(in: content, file: "fuzz", slots: &slots) { record in
                    for index in 0..<record.count { bytes += record.text(index)?.utf8.count ?? 0 }
                }
            }
        }
    } catch is FrameReader.Garbled {
    } catch { preconditionFailure("\(error)") }
}
