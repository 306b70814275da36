/// What kind of file it is and, of CSV, how it is written.
public enum SniffedFile: Hashable, Sendable {
    case csv(headings: [String], dialect: CSVDialect)
    case xml(root: String, namespace: String?)

    /// Finds out, in this process.
    ///
    /// - Parameter stated: what is known of how a CSV file is written.
    public init(
        _ file: SourceFile, stated: CSVDialect.Stated = .init()
    ) throws(SourceError) {
        if try SourceSniffer.isXML(file) {
            let root = try SourceSniffer.root(of: file)
            self = .xml(root: root.name, namespace: root.namespace)
        } else {
            let dialect = try SourceSniffer.dialect(of: file, stated: stated)
            self = .csv(
                headings: try SourceSniffer.headings(of: file, dialect), dialect: dialect)
        }
    }

    public var isCSV: Bool { if case .csv = self { true } else { false } }

    /// By which a profile can be found for it.
    public var signature: SourceSignature {
        switch self {
        case .csv(let headings, _): .csv(headings: headings)
        case .xml(let root, let namespace): .xml(root: root, namespace: namespace)
        }
    }
}
