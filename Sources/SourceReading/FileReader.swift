public import MasterData

/// Tells what kind of file one is and hands over its records, wherever a ``RecordSource`` has it
/// read.
///
///     let reader = source.reader(of: file)
///     guard case .csv(_, let dialect) = try reader.sniff() else { return }
///     try reader.readCSV(as: dialect, …)
///
/// Where files have processes of their own, all that is asked of one reader is answered by one
/// process, which waits in between until ``rest()``, or until nobody holds the reader.
public final class FileReader {
    public let file: SourceFile
    /// Nothing when the file is read in this process.
    private let process: ReadingProcess?
    private var sniffed: [CSVDialect.Stated: SniffedFile] = [:]

    init(_ file: SourceFile, process: ReadingProcess?) {
        self.file = file
        self.process = process
    }

    /// Lets the file's process go; what is asked afterwards starts another.
    public func rest() {
        process?.rest()
    }

    /// What kind of file it is; found out once.
    ///
    /// - Parameter stated: what is known of how a CSV file is written.
    public func sniff(stated: CSVDialect.Stated = .init()) throws -> SniffedFile {
        if let known = sniffed[stated] { return known }
        let answer = try process?.sniff(stated) ?? SniffedFile(file, stated: stated)
        sniffed[stated] = answer
        return answer
    }

    /// Which elements an XML document has.
    public func outline(limits: ReadingLimits = .standard) throws -> XMLOutline {
        try process?.outline(limits) ?? XMLOutline(of: file, limits: limits)
    }

    /// As ``CSVReader/read(_:limits:known:headings:record:finding:progress:)``.
    @discardableResult
    public func readCSV(
        as dialect: CSVDialect, limits: ReadingLimits = .standard, known: RowMatcher? = nil,
        headings: ([Heading]) throws -> Void,
        record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        if let process {
            return try process.read(
                .csv(dialect, known: known?.known), limits, headings: headings, record: record,
                finding: finding, progress: progress, seen: { try known?.take($0) })
        }
        return try CSVReader(dialect).read(
            file, limits: limits, known: known, headings: headings, record: record,
            finding: finding, progress: progress)
    }

    /// As ``JSONLinesReader/read(_:limits:unknown:record:finding:progress:)``.
    @discardableResult
    public func readJSONLines(
        fields: [String], limits: ReadingLimits = .standard,
        unknown: (Heading) throws -> Void, record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void
    ) throws -> Int {
        if let process {
            return try process.read(
                .jsonLines(fields), limits, headings: { try $0.forEach(unknown) },
                record: record, finding: finding, progress: { _ in })
        }
        return try JSONLinesReader(fields: fields).read(
            file, limits: limits, unknown: unknown, record: record, finding: finding)
    }

    /// As ``XMLReader/read(_:limits:record:finding:progress:)``.
    @discardableResult
    public func readXML(
        by layout: XMLLayout, unknown: Severity = .error, limits: ReadingLimits = .standard,
        record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        if let process {
            return try process.read(
                .xml(layout, unknown: unknown), limits, headings: { _ in }, record: record,
                finding: finding, progress: progress)
        }
        return try XMLReader(layout: layout, unknown: unknown).read(
            file, limits: limits, record: record, finding: finding, progress: progress)
    }
}
