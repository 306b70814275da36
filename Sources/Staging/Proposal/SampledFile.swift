internal import MasterData
public import SourceReading

/// The first rows of a file, column by column, with nothing known of its layout.
public struct SampledFile {
    /// Rows of one shape: a CSV file has one table, an XML document one for each element that is
    /// a record.
    struct Table {
        /// For XML: the steps below the root.
        var element: [String] = []
        var columns: [ColumnSample]
        var rows = 0
    }

    let name: String
    let form: SniffedFile
    /// For XML: the namespaces besides the root's, by the prefixes that paths have for them.
    private(set) var namespaces: [String: String] = [:]
    private(set) var ignoresNamespaces = false
    private(set) var tables: [Table] = []

    /// After so many rows the rest says nothing new.
    private static let rowsAtMost = 10_000

    private struct Enough: Error {}

    /// Looks at the start of a file.
    ///
    /// - Parameters:
    ///   - stated: how a CSV file is written, where that is known.
    ///   - source: where it is read.
    public init(
        _ file: SourceFile, stated: CSVDialect.Stated = .init(), source: RecordSource = .inProcess
    ) throws {
        name = file.name
        let reader = source.reader(of: file)
        form = try reader.sniff(stated: stated)
        switch form {
        case .csv(_, let dialect): try readCSV(reader, dialect)
        case .xml(let root, let namespace): try readXML(reader, root, namespace)
        }
    }

    private mutating func readCSV(_ reader: FileReader, _ dialect: CSVDialect) throws {
        var table = Table(columns: [])
        do {
            try reader.readCSV(
                as: dialect,
                headings: { headings in
                    var met: [String: Int] = [:]
                    let repeated = Set(headings.filter(\.isRepeated).map(\.name))
                    table.columns = headings.map { heading in
                        met[heading.name, default: 0] += 1
                        // As a profile names columns that have one heading.
                        return ColumnSample(
                            name: repeated.contains(heading.name)
                                ? "\(heading.name) [\(met[heading.name, default: 1])]"
                                : heading.name)
                    }
                },
                record: { record in
                    if record.isBlank { return }
                    for index in table.columns.indices {
                        table.columns[index].add(record.text(index))
                    }
                    table.rows += 1
                    if table.rows == Self.rowsAtMost { throw Enough() }
                }, finding: { _ in })
        } catch is Enough {}
        table.columns.removeAll { $0.name.isEmpty }
        tables = [table]
    }

    private mutating func readXML(
        _ reader: FileReader, _ root: String, _ namespace: String?
    ) throws {
        let outline = try reader.outline()
        do {
            try readXML(reader, root, XMLShape(outline, namespace: namespace))
        } catch let error as SourceError where error.finding.code == ReadingFinding.lateElement {
            // What is said after the records cannot be theirs.
            var shape = XMLShape(outline, namespace: namespace)
            shape.takesElementsAbove = false
            try readXML(reader, root, shape)
        }
    }

    private mutating func readXML(
        _ reader: FileReader, _ root: String, _ shape: XMLShape
    ) throws {
        var shape = shape
        var layout = XMLLayout(
            namespace: shape.ignoresNamespaces ? nil : shape.namespace, root: root,
            records: shape.records(root))
        layout.namespaces = shape.namespaces
        layout.ignoresNamespaces = shape.ignoresNamespaces
        ignoresNamespaces = shape.ignoresNamespaces
        namespaces = shape.namespaces
        tables = layout.records.enumerated().map { index, record in
            Table(
                element: Array(record.path.dropFirst()),
                columns: record.fields.enumerated().map { field, name in
                    ColumnSample(name: name, bearer: shape.bearers[index][field])
                })
        }
        guard !tables.isEmpty else { return }
        var tables = tables
        var rows = 0
        do {
            try reader.readXML(
                by: layout, unknown: .note,
                record: { record in
                    for index in tables[record.layoutIndex].columns.indices {
                        tables[record.layoutIndex].columns[index].add(record.text(index))
                    }
                    tables[record.layoutIndex].rows += 1
                    rows += 1
                    if rows == Self.rowsAtMost { throw Enough() }
                }, finding: { _ in })
        } catch is Enough {}
        self.tables = tables
    }
}
