public import MasterData

/// Reads JSON Lines: one object a line, whose members of given names are the fields of a record.
///
///     let reader = JSONLinesReader(fields: ["complaint_id", "category"])
///     let rows = try reader.read(file) { member in
///         strangers.append(member.name)
///     } record: { record in
///         numbers.append(record.text(0) ?? "")
///     } finding: { finding in
///         findings.add(finding)
///     }
///
/// A member is a field when it is a text or a whole number; one that is anything else, or not
/// there, is absent. A line that is no object of at most 64 KiB (``ReadingLimits/fieldBytes``)
/// is reported and left out, and the reading goes on; blank lines are skipped.
public struct JSONLinesReader: Sendable {
    public var fields: [String]

    public init(fields: [String]) {
        self.fields = fields
    }

    /// Reads the whole file and returns how many records it handed over.
    ///
    /// Throws a ``SourceError`` when the file cannot be read on, and whatever a callback
    /// throws. `unknown` is told each member that is no field, once, where it is first met.
    @discardableResult
    public func read(
        _ file: SourceFile, limits: ReadingLimits = .standard,
        unknown: (Heading) throws -> Void, record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        var draft = JSONRecordDraft(fields: fields, file: file.name)
        var line: [UInt8] = []
        var (number, rows, offset) = (1, 0, 0)
        func close() throws {
            defer {
                line.removeAll(keepingCapacity: true)
                number += 1
            }
            if line.allSatisfy({ $0 <= 0x20 }) { return }
            guard rows < limits.rows else {
                throw SourceError(
                    ReadingFinding.tooManyRows, at: Origin(file: file.name, line: number),
                    "The file has more than \(limits.rows) lines. Split it.")
            }
            guard line.count <= limits.fieldBytes,
                let value = try? JSONValue(parsing: line, takingFractionsAsNull: true),
                let object = value.object
            else {
                try finding(notJSON(Origin(file: file.name, line: number, column: 1), limits))
                return
            }
            rows += 1
            try draft.take(object, line: number, unknown)
            try draft.hand(to: record)
        }
        try file.readChunks { chunk in
            var rest = chunk[...]
            while let end = rest.firstIndex(of: 0x0A) {
                append(rest[..<end], to: &line, limits)
                try close()
                rest = rest[(end + 1)...]
            }
            append(rest, to: &line, limits)
            offset += chunk.count
            progress(offset)
        }
        if !line.isEmpty { try close() }
        return rows
    }

    /// Of a line that is too long no more is kept than shows it.
    private func append(
        _ bytes: Slice<UnsafeRawBufferPointer>, to line: inout [UInt8], _ limits: ReadingLimits
    ) {
        line.append(contentsOf: bytes.prefix(max(0, limits.fieldBytes + 1 - line.count)))
    }

    private func notJSON(_ origin: Origin, _ limits: ReadingLimits) -> Finding {
        Finding(
            code: ReadingFinding.notJSON, severity: .error, origin: origin,
            message:
                "This line is no JSON object of at most \(limits.fieldBytes >> 10) KiB. Write one record a line."
        )
    }
}

/// One record put together from the members of an object.
private struct JSONRecordDraft {
    private let fields: [String: Int]
    private let file: String
    private var line = 0
    private var bytes: [UInt8] = []
    private var slots: [FieldSlot]
    /// The members that are no field and were told.
    private var told: Set<String> = []
    /// After so many different names the rest say nothing new.
    private static let toldAtMost = 1000

    init(fields: [String], file: String) {
        self.fields = Dictionary(
            fields.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        self.file = file
        slots = Array(repeating: .absent, count: fields.count)
    }

    mutating func take(
        _ object: [String: JSONValue], line: Int, _ unknown: (Heading) throws -> Void
    ) throws {
        self.line = line
        bytes.removeAll(keepingCapacity: true)
        // So that a record without any field has bytes to borrow too.
        bytes.append(0)
        for index in slots.indices { slots[index] = .absent }
        var strangers: [String] = []
        for (name, value) in object {
            guard let field = fields[name] else {
                if told.count < Self.toldAtMost, told.insert(name).inserted {
                    strangers.append(name)
                }
                continue
            }
            guard let text = value.string ?? value.integer.map(String.init) else { continue }
            slots[field] = FieldSlot(
                start: bytes.count, count: text.utf8.count, line: line, column: 1)
            bytes.append(contentsOf: text.utf8)
        }
        for name in strangers.sorted() {
            try unknown(
                Heading(
                    index: fields.count, name: name, written: name, repeats: nil,
                    origin: Origin(file: file, line: line, column: 1)))
        }
    }

    func hand(to record: (borrowing SourceRecord) throws -> Void) throws {
        try bytes.withUnsafeBytes { bytes in
            try slots.withUnsafeBufferPointer { slots in
                guard let base = bytes.baseAddress else { return }
                try record(
                    SourceRecord(
                        file: file, line: line, column: 1, layoutIndex: 0, bytes: base,
                        slots: slots))
            }
        }
    }
}
