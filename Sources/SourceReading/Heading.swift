public import MasterData

/// One heading of a CSV file.
public struct Heading: Hashable, Sendable {
    /// The column, counted from 0, as a record's fields are.
    public let index: Int
    /// Without the white space at its edges, no-break spaces included; "" when it is empty.
    public let name: String
    /// As the file has it.
    public let written: String
    /// The column of the first heading with this name, when this is a later one.
    public let repeats: Int?
    public let origin: Origin

    /// An earlier column has the same name, so that the name does not mean this one.
    ///
    /// The first of them is not repeated: looking names up among the headings that are not
    /// repeated finds each name once. Whether a repeat matters is for the profile to say;
    /// ``repeatedHeading`` is the finding when it does.
    public var isRepeated: Bool { repeats != nil }

    /// The finding `structure.repeated-heading`, for one that is repeated.
    public func repeatedHeading(_ severity: Severity = .error) -> Finding? {
        guard let repeats else { return nil }
        return Finding(
            code: ReadingFinding.repeatedHeading, severity: severity, origin: origin,
            value: written,
            message: "Columns \(repeats + 1) and \(index + 1) are both headed '\(name)'."
                + " Rename one of them.")
    }
}

extension Heading {
    static func all(of record: borrowing SourceRecord) -> [Heading] {
        var first: [String: Int] = [:]
        var headings: [Heading] = []
        for index in 0..<record.count {
            let written = record.text(index) ?? ""
            let name = trimmed(written)
            headings.append(
                Heading(
                    index: index, name: name, written: written,
                    repeats: name.isEmpty ? nil : first[name], origin: record.origin(index)))
            if first[name] == nil { first[name] = index }
        }
        return headings
    }

    private static func trimmed(_ text: String) -> String {
        let kept = text.unicodeScalars.drop { $0.properties.isWhitespace }
        let end = kept.lastIndex { !$0.properties.isWhitespace }
        return end.map { String(kept[...$0]) } ?? ""
    }
}
