public import MasterData

/// Where files are read: in this process, or each in a process of its own.
///
/// Both give the same records and findings; a process of its own is for files that nobody
/// vouches for.
public enum RecordSource: Sendable {
    case inProcess
    /// - Parameters:
    ///   - command: the path of the `rajmap` command.
    ///   - limits: what the process may take.
    case separate(command: String, limits: WorkerLimits = .standard)

    /// What kind of file it is.
    public func sniff(
        _ file: SourceFile, stated: CSVDialect.Stated = .init()
    ) throws -> SniffedFile {
        switch self {
        case .inProcess: return try SniffedFile(file, stated: stated)
        case .separate(let command, let worker):
            return try ReadingProcess(command: command, limits: worker).sniff(file, stated)
        }
    }

    /// Which elements an XML document has.
    public func outline(
        _ file: SourceFile, limits: ReadingLimits = .standard
    ) throws -> XMLOutline {
        switch self {
        case .inProcess: return try XMLOutline(of: file, limits: limits)
        case .separate(let command, let worker):
            return try ReadingProcess(command: command, limits: worker).outline(file, limits)
        }
    }

    /// As ``CSVReader/read(_:limits:headings:record:finding:progress:)``.
    @discardableResult
    public func readCSV(
        _ file: SourceFile, as dialect: CSVDialect, limits: ReadingLimits,
        headings: ([Heading]) throws -> Void,
        record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        switch self {
        case .inProcess:
            return try CSVReader(dialect).read(
                file, limits: limits, headings: headings, record: record, finding: finding,
                progress: progress)
        case .separate(let command, let worker):
            return try ReadingProcess(command: command, limits: worker).read(
                file, .csv(dialect), limits, headings: headings, record: record,
                finding: finding, progress: progress)
        }
    }

    /// As ``JSONLinesReader/read(_:limits:unknown:record:finding:progress:)``.
    @discardableResult
    public func readJSONLines(
        _ file: SourceFile, fields: [String], limits: ReadingLimits = .standard,
        unknown: (Heading) throws -> Void, record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void
    ) throws -> Int {
        switch self {
        case .inProcess:
            return try JSONLinesReader(fields: fields).read(
                file, limits: limits, unknown: unknown, record: record, finding: finding)
        case .separate(let command, let worker):
            return try ReadingProcess(command: command, limits: worker).read(
                file, .jsonLines(fields), limits, headings: { try $0.forEach(unknown) },
                record: record, finding: finding, progress: { _ in })
        }
    }

    /// As ``XMLReader/read(_:limits:record:finding:progress:)``.
    @discardableResult
    public func readXML(
        _ file: SourceFile, by layout: XMLLayout, unknown: Severity = .error,
        limits: ReadingLimits,
        record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        switch self {
        case .inProcess:
            return try XMLReader(layout: layout, unknown: unknown).read(
                file, limits: limits, record: record, finding: finding, progress: progress)
        case .separate(let command, let worker):
            return try ReadingProcess(command: command, limits: worker).read(
                file, .xml(layout, unknown: unknown), limits, headings: { _ in },
                record: record, finding: finding, progress: progress)
        }
    }
}
