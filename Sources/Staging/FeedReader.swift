public import Digests
internal import MasterData
public import SourceReading

/// Reads files by their profiles into staged masters.
///
///     let staged = try StagedMasters()
///     let reader = FeedReader(into: staged, seal: seal)
///     try reader.read(file, as: profile)
///
/// Faults of the file or of its structure refuse the upload and are thrown as a
/// ``SourceError``; faults of rows and cells are findings in the staged masters.
public final class FeedReader {
    private let staged: StagedMasters
    private let seal: ContactSeal?
    private let limits: ReadingLimits
    private let widths: CodeWidths
    private let source: RecordSource
    private let progress: (ReadingProgress) -> Void

    /// - Parameters:
    ///   - seal: what contacts are sealed with; without one they stay as they are, which is
    ///     for looking at files only.
    ///   - widths: the widths of codes in the live masters.
    ///   - source: where files are read.
    ///   - progress: is told, now and then, how much of a file was read.
    public init(
        into staged: StagedMasters, seal: ContactSeal?, limits: ReadingLimits = .standard,
        widths: CodeWidths = CodeWidths(), source: RecordSource = .inProcess,
        progress: @escaping (ReadingProgress) -> Void = { _ in }
    ) {
        self.source = source
        self.progress = progress
        self.staged = staged
        self.seal = seal
        self.limits = limits
        self.widths = widths
    }

    /// Reads a file by a profile.
    ///
    /// - Parameter stated: how a CSV file is written, where that goes before the profile.
    public func read(
        _ file: SourceFile, as profile: FeedProfile, stated: CSVDialect.Stated = .init()
    ) throws {
        try read(source.reader(of: file), as: profile, stated: stated)
    }

    /// As ``read(_:as:stated:)``, of a file that was asked what it is.
    ///
    /// - Parameter recall: what is known of the rows of the file, if it is CSV; known rows are not
    ///   staged, only counted and seen, and the plain ones among the others are learnt.
    public func read(
        _ reader: FileReader, as profile: FeedProfile, stated: CSVDialect.Stated = .init(),
        recall: RowRecall? = nil
    ) throws {
        let file = reader.file
        let sniffed = try reader.sniff(stated: profile.csv.overridden(by: stated))
        var stager = RecordStager(
            into: staged, seal: seal, widths: widths,
            convertsLegacyFont: profile.convertsLegacyFont, severities: profile.severities,
            recall: sniffed.isCSV ? recall : nil)
        let rows: Int
        switch sniffed {
        case .csv(_, let dialect):
            guard profile.formats.contains(.csv) else {
                throw wrongFormat(file, profile, is: "CSV")
            }
            rows = try readCSV(reader, as: profile, dialect, stager: &stager, recall)
            if stager.metLegacyText { recall?.hadLegacyText = true }
        case .xml:
            guard profile.formats.contains(.xml), profile.xmlRoot != nil else {
                throw wrongFormat(file, profile, is: "XML")
            }
            rows = try readXML(reader, as: profile, stager: &stager)
        }
        staged.rowsRead[file.name, default: 0] += rows
        stager.finish()
        noteNormalising(stager.normaliser, in: file)
    }

    private func readCSV(
        _ reader: FileReader, as profile: FeedProfile, _ dialect: CSVDialect,
        stager: inout RecordStager, _ recall: RowRecall?
    ) throws -> Int {
        let file = reader.file
        if let known = recall?.known { staged.claim(known.memory.claims) }
        var binding: CSVBinding?
        var blanks = BlankRows()
        staged.dialects[file.name] = dialect
        if !dialect.isPlain {
            staged.findings.note(
                ReadingFinding.dialect, at: Origin(file: file.name, line: dialect.headingLine),
                value: dialect.encoding.rawValue,
                "Read as \(dialect). If that is wrong, say how it is written: in the profile under 'csv', or with --encoding, --delimiter, --quote or --heading-line."
            )
        }
        let rows = try reader.readCSV(
            as: dialect, limits: limits, known: recall?.known?.matcher,
            headings: { headings in
                recall?.begin(headings)
                binding = try CSVBinding(headings, profile: profile, file: file.name)
            },
            record: { record in
                if record.isBlank {
                    blanks.note(record.line)
                    return
                }
                guard let binding, let bound = try binding.records(for: record, into: staged)
                else { return }
                try stage(bound, binding.rules, of: record, in: file, by: &stager, recall)
            },
            finding: { finding in
                staged.findings.add(finding)
                if finding.severity == .error, let origin = finding.origin {
                    // A row that cannot be read stands where its record would.
                    staged.held.insert(Origin(file: file.name, line: origin.line, column: 1))
                }
            },
            progress: { progress(ReadingProgress(file: file, bytesRead: $0)) })
        if let finding = blanks.finding(in: file) { staged.findings.add(finding) }
        return rows - blanks.count
    }

    private func readXML(
        _ reader: FileReader, as profile: FeedProfile, stager: inout RecordStager
    ) throws -> Int {
        let file = reader.file
        let binding = XMLBinding(profile)
        var absent = AbsentFields(binding.layout)
        var repeated = RepeatedElements()
        let rows = try reader.readXML(
            by: binding.layout, unknown: binding.unmapped, limits: limits,
            record: { record in
                absent.note(record)
                try stage(
                    binding.records[record.layoutIndex], binding.rules[record.layoutIndex],
                    of: record, isHeld: repeated.isIn(record), in: file, by: &stager)
            },
            finding: { finding in
                if finding.code == ReadingFinding.repeatedElement {
                    repeated.note(finding)
                } else if finding.severity == .error {
                    throw SourceError(finding)
                }
                staged.findings.add(finding)
            },
            progress: { progress(ReadingProgress(file: file, bytesRead: $0)) })
        if !profile.isCanonical {
            for finding in absent.findings(in: file.name) { staged.findings.add(finding) }
        }
        return rows
    }

    /// Checks a row by the rules of its columns, and stages its records.
    private func stage(
        _ records: [BoundRecord], _ rules: [BoundRule], of row: borrowing SourceRecord,
        isHeld: Bool = false, in file: SourceFile, by stager: inout RecordStager,
        _ recall: RowRecall? = nil
    ) throws {
        var isSound: Bool?
        var isPlain = true
        let traces = stager.traceCount
        if staged.isLarge {
            for index in records.indices { stager.announce(records[index], of: row) }
        }
        for index in records.indices where records[index].isSpokenOf(by: row) {
            if isSound == nil { isSound = rules.isEmpty || stager.check(rules, of: row) }
            let isHeld = isHeld || isSound == false
            if try !stager.stage(records[index], of: row, isHeld: isHeld) { isPlain = false }
        }
        if !rules.isEmpty { try staged.links.closeRow(in: file.name) }
        recall?.endRow(
            row, isPlain: isPlain && isSound != false && traces == stager.traceCount)
    }

    private func wrongFormat(
        _ file: SourceFile, _ profile: FeedProfile, is format: String
    ) -> SourceError {
        SourceError(
            Finding(
                code: "structure.wrong-format", severity: .error,
                origin: Origin(file: file.name, line: 1),
                message:
                    "The file is \(format), which profile '\(profile.name)' does not read. Name another profile."
            ))
    }

    private func noteNormalising(_ normaliser: Normaliser, in file: SourceFile) {
        for step in Normaliser.Step.allCases {
            guard let count = normaliser.counts[step], count > 0 else { continue }
            let what =
                switch step {
                case .trimmed: "white space at an edge, which was taken off"
                case .composed: "another form than Unicode NFC, which they have now"
                case .spaces: "a no-break space, which became a space"
                case .digits: "digits of another script or unseen signs, now plain digits"
                case .unwrapped: "the form of a formula (=\"…\"), which was taken off"
                }
            staged.findings.note(
                FindingCode(stringLiteral: "normalised.\(step.rawValue)"),
                at: Origin(file: file.name, line: 0), value: String(count),
                "\(count) \(count == 1 ? "value" : "values") had \(what).")
        }
    }
}

/// How much of a file was read.
public struct ReadingProgress: Hashable, Sendable {
    public var name: String
    public var bytesRead: Int
    public var byteCount: Int

    init(file: SourceFile, bytesRead: Int) {
        name = file.name
        self.bytesRead = bytesRead
        byteCount = file.byteCount
    }
}

/// The rows of a file in which every cell is empty, as below the table of a spreadsheet.
private struct BlankRows {
    private(set) var count = 0
    private var firstLine = 0

    mutating func note(_ line: Int) {
        if count == 0 { firstLine = line }
        count += 1
    }

    func finding(in file: SourceFile) -> Finding? {
        guard count > 0 else { return nil }
        return Finding(
            code: "structure.blank-rows", severity: .note,
            origin: Origin(file: file.name, line: firstLine), value: String(count),
            message:
                "\(count) \(count == 1 ? "row is blank and was" : "rows are blank and were") passed over."
        )
    }
}
