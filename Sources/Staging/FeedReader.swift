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
    private let seal: ContactSeal
    private let limits: ReadingLimits

    public init(into staged: StagedMasters, seal: ContactSeal, limits: ReadingLimits = .standard) {
        self.staged = staged
        self.seal = seal
        self.limits = limits
    }

    public func read(_ file: SourceFile, as profile: FeedProfile) throws {
        let signature = try SourceSniffer.signature(of: file)
        var stager = RecordStager(into: staged, seal: seal)
        let rows: Int
        switch signature {
        case .csv:
            guard profile.formats.contains(.csv) else {
                throw wrongFormat(file, profile, is: "CSV")
            }
            rows = try readCSV(file, as: profile, stager: &stager)
        case .xml:
            guard profile.formats.contains(.xml), profile.xmlRoot != nil else {
                throw wrongFormat(file, profile, is: "XML")
            }
            rows = try readXML(file, as: profile, stager: &stager)
        }
        staged.rowsRead[file.name, default: 0] += rows
        noteNormalising(stager.normaliser, in: file)
    }

    private func readCSV(
        _ file: SourceFile, as profile: FeedProfile, stager: inout RecordStager
    ) throws -> Int {
        var binding: CSVBinding?
        let delimiter = try SourceSniffer.delimiter(of: file)
        if delimiter != UInt8(ascii: ",") {
            staged.findings.note(
                "file.delimiter", at: Origin(file: file.name, line: 1),
                value: String(UnicodeScalar(delimiter)),
                "The fields are separated by \(delimiter == 9 ? "tabs" : "'\(UnicodeScalar(delimiter))'"), not by commas; read as such."
            )
        }
        return try CSVReader(delimiter: delimiter).read(
            file, limits: limits,
            headings: { headings in
                binding = try CSVBinding(headings, profile: profile, file: file.name)
            },
            record: { record in
                guard let bound = try binding?.records(for: record, into: staged) else { return }
                for mapping in bound { try stager.stage(mapping, of: record) }
            },
            finding: { finding in
                staged.findings.add(finding)
                staged.heldWithoutKey += finding.severity == .error ? 1 : 0
            })
    }

    private func readXML(
        _ file: SourceFile, as profile: FeedProfile, stager: inout RecordStager
    ) throws -> Int {
        let binding = XMLBinding(profile)
        return try XMLReader(layout: binding.layout).read(
            file, limits: limits,
            record: { record in
                for mapping in binding.records[record.layoutIndex] {
                    try stager.stage(mapping, of: record)
                }
            },
            finding: { finding in
                // A name that the layout does not know would be lost without a word.
                if finding.severity == .error { throw SourceError(finding) }
                staged.findings.add(finding)
            })
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
                case .trimmed: "had white space at an edge, which was taken off"
                case .composed: "were not in Unicode NFC and are now"
                case .spaces: "had a no-break space, which became a space"
                }
            staged.findings.note(
                FindingCode(stringLiteral: "normalised.\(step.rawValue)"),
                at: Origin(file: file.name, line: 0), value: String(count),
                "\(count) \(count == 1 ? "value" : "values") \(what).")
        }
    }
}
