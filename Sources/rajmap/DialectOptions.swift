internal import ArgumentParser
internal import SourceReading

/// How CSV files are written, where that is not to be found out.
struct DialectOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The encoding of CSV files: utf-8, utf-16le, utf-16be or windows-1252.",
            valueName: "encoding"),
        transform: {
            guard let encoding = TextEncoding(rawValue: $0.lowercased()) else {
                throw ValidationError("'\($0)' is no encoding that is read.")
            }
            return encoding
        })
    var encoding: TextEncoding?

    @Option(
        help: ArgumentHelp("What separates fields: one character, or tab.", valueName: "sign"),
        transform: { try Self.sign($0, CSVDialect.Stated.delimiter(named:)) })
    var delimiter: UInt8?

    @Option(
        help: ArgumentHelp("What encloses fields: one character, or none.", valueName: "sign"),
        transform: { try Self.sign($0, CSVDialect.Stated.quote(named:)) })
    var quote: CSVDialect.Stated.Quote?

    @Option(
        help: ArgumentHelp(
            "The line of the headings; what stands before it is not read.", valueName: "n"))
    var headingLine: Int?

    func validate() throws {
        if let headingLine, headingLine < 1 {
            throw ValidationError("Lines are counted from 1.")
        }
    }

    var stated: CSVDialect.Stated {
        var stated = CSVDialect.Stated()
        stated.encoding = encoding
        stated.delimiter = delimiter
        stated.quote = quote
        stated.headingLine = headingLine
        return stated
    }

    private static func sign<Value>(_ word: String, _ read: (String) -> Value?) throws -> Value {
        guard let value = read(word) else {
            throw ValidationError("'\(word)' is no sign that can stand between fields.")
        }
        return value
    }
}
