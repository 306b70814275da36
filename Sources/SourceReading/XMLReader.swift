public import MasterData

/// Reads the records of an XML master, streaming, by a layout.
///
///     let reader = XMLReader(layout: XMLLayout(
///         root: "masters",
///         records: [.init(path: ["masters", "officer"], fields: ["@code", "name"])]))
///     let records = try reader.read(file) { record in
///         names.append(record.text(1) ?? "")
///     } finding: { finding in
///         findings.add(finding)
///     }
///
/// A record is handed over at its end tag, so one that stands inside another comes before
/// it. UTF-8 and UTF-16 are read. What could make a parser read other files, take for ever
/// or fill the memory is refused: see ``ReadingLimits``.
public struct XMLReader: Sendable {
    public var layout: XMLLayout
    /// How much a name matters that the layout does not know, or text where it has none.
    public var unknown: Severity

    public init(layout: XMLLayout, unknown: Severity = .error) {
        self.layout = layout
        self.unknown = unknown
    }

    /// Reads the whole file and returns how many records it handed over.
    ///
    /// Throws an ``XMLLayoutError`` when the layout contradicts itself, a ``SourceError``
    /// when the file cannot be read on, and whatever a callback throws. `progress` is told how
    /// many bytes of the file were read.
    @discardableResult
    public func read(
        _ file: SourceFile, limits: ReadingLimits = .standard,
        record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        try withoutActuallyEscaping(record) { record in
            try withoutActuallyEscaping(finding) { finding in
                let strangers = XMLStrangers(
                    file: file.name, layout: layout, severity: unknown, report: finding)
                let assembly = try XMLAssembly(
                    layout: layout, limits: limits, strangers: strangers, deliver: record)
                let parser = XMLPushParser(file: file, limits: limits, assembly: assembly)
                try parser.parse(progress)
                return parser.rows
            }
        }
    }
}
