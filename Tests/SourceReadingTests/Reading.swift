import MasterData
import SourceReading

/// All that a reader tells of a file, kept.
struct Reading {
    struct Row: Equatable {
        var layoutIndex = 0
        var line: Int
        var values: [String?]
        var origins: [String]
    }

    var headings: [Heading] = []
    var rows: [Row] = []
    var findings: [Finding] = []
    var count = 0

    var values: [[String?]] { rows.map(\.values) }
    var codes: [FindingCode] { findings.map(\.code) }

    static func csv(
        _ file: SourceFile, _ dialect: CSVDialect = CSVDialect(),
        limits: ReadingLimits = .standard
    ) throws -> Reading {
        var reading = Reading()
        let reader = CSVReader(dialect)
        reading.count = try reader.read(file, limits: limits) { headings in
            reading.headings = headings
        } record: { record in
            reading.rows.append(Row(record))
        } finding: { finding in
            reading.findings.append(finding)
        }
        return reading
    }

    static func xml(
        _ file: SourceFile, _ layout: XMLLayout, unknown: Severity = .error,
        limits: ReadingLimits = .standard
    ) throws -> Reading {
        var reading = Reading()
        reading.count = try XMLReader(layout: layout, unknown: unknown).read(file, limits: limits) {
            reading.rows.append(Row($0))
        } finding: {
            reading.findings.append($0)
        }
        return reading
    }
}

extension Reading.Row {
    init(_ record: borrowing SourceRecord) {
        line = record.line
        layoutIndex = record.layoutIndex
        values = []
        origins = []
        for index in 0..<record.count {
            values.append(record.text(index))
            origins.append(record.origin(index).description)
        }
    }
}

extension SourceFile {
    /// A small file, read in chunks of so many bytes.
    static func sample(
        _ text: String, name: String = "officers.csv", chunk: Int = 128 << 10
    ) -> SourceFile {
        sample(Array(text.utf8), name: name, chunk: chunk)
    }

    static func sample(
        _ bytes: [UInt8], name: String = "officers.csv", chunk: Int = 128 << 10
    ) -> SourceFile {
        var file = SourceFile(name: name, bytes: bytes)
        file.chunkByteCount = chunk
        return file
    }
}

/// The finding that ends a reading; nothing when none does.
func refusal(_ body: () throws -> Void) throws -> Finding? {
    do {
        try body()
        return nil
    } catch let error as SourceError {
        return error.finding
    }
}

/// Numbers that look random and are the same in every run (splitmix64).
struct Lots: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

let chunkSizes = [1, 2, 3, 7, 64 << 10]
