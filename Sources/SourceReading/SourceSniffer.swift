/// What kind of file it is, by which a feed profile can be found for it.
public enum SourceSignature: Hashable, Sendable {
    /// The headings, without the spaces at their edges, in the order of the file.
    case csv(headings: [String])
    case xml(root: String, namespace: String?)
}

/// Tells what a file is from its start.
public enum SourceSniffer {
    /// The headings or the root element of a file.
    ///
    /// - Parameter stated: what is known of how a CSV file is written; the rest is found out.
    public static func signature(
        of file: SourceFile, stated: CSVDialect.Stated = .init()
    ) throws(SourceError) -> SourceSignature {
        try SniffedFile(file, stated: stated).signature
    }

    /// How a CSV file is written.
    public static func dialect(
        of file: SourceFile, stated: CSVDialect.Stated = .init()
    ) throws(SourceError) -> CSVDialect {
        let encoding: TextEncoding
        if let known = stated.encoding {
            encoding = known
        } else {
            encoding = try TextEncoding.detect(file)
        }
        return try DialectSniffer(file, encoding: encoding, stated: stated).dialect(encoding)
    }

    /// Whether the first byte that is not space is `<`.
    static func isXML(_ file: SourceFile) throws(SourceError) -> Bool {
        let text: [UInt8]
        switch try SourceEncoding.detect(file) {
        case .utf8(let start): text = Array(try file.firstBytes(4096).dropFirst(start))
        case .utf16: text = try file.firstBytes(4096).filter { $0 != 0 && $0 < 0x80 }
        }
        return text.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "<")
    }

    private struct Enough: Error {}

    static func headings(
        of file: SourceFile, _ dialect: CSVDialect
    ) throws(SourceError) -> [String] {
        var names: [String] = []
        try untilEnough {
            try CSVReader(dialect).read(file) { headings in
                names = headings.map(\.name)
                throw Enough()
            } record: { _ in
            } finding: { _ in
            }
        }
        return names
    }

    static func root(
        of file: SourceFile
    ) throws(SourceError) -> (name: String, namespace: String?) {
        var found: XMLProgress.Root?
        try untilEnough {
            let parser = XMLPushParser(file: file, limits: .standard, assembly: nil)
            try parser.parse()
            found = parser.root
        }
        return (found?.name ?? "", found?.namespace)
    }

    private static func untilEnough(_ body: () throws -> Void) throws(SourceError) {
        do {
            try body()
        } catch let error as SourceError {
            throw error
        } catch {}
    }
}
