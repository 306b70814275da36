public import MasterData
internal import SourceReading

extension ProfileProposal {
    /// The profile, with a line's reason beside it.
    public var yaml: String {
        var lines = [
            "# Proposed by 'rajmap profile propose' from the first rows of \(file.name).",
            "# Read it before you import with it: beside each line stands how sure it is, and why.",
        ]
        lines += notes.map { "# ! \($0)" }
        let stem = file.name.split(separator: ".").first.map(String.init) ?? "file"
        let name = stem.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }
            .joined()
        lines.append("name: \(Self.quoted("proposed-\(name.lowercased())"))")
        lines.append("title: \(Self.quoted("Proposed for \(file.name)"))")
        switch file.form {
        case .csv(_, let dialect):
            lines.append("format: csv")
            if !dialect.isPlain { lines.append("# Read as \(dialect).") }
        case .xml(let root, let namespace):
            lines.append("format: xml")
            lines.append("xml:")
            lines.append("  root: \(Self.quoted(root))")
            if file.ignoresNamespaces {
                lines.append("  namespace: any")
            } else if let namespace {
                lines.append("  namespace: \(Self.quoted(namespace))")
            }
            if !file.namespaces.isEmpty {
                lines.append("  namespaces:")
                for (prefix, uri) in file.namespaces.sorted(by: { $0.key < $1.key }) {
                    lines.append("    \(prefix): \(Self.quoted(uri))")
                }
            }
            lines += ignored(under: "  ignored:", indent: "    ", paths: true)
        }
        if let filter {
            lines.append("filter:")
            lines.append(
                "  \(Self.quoted(filter.column)): \(Self.quoted(filter.value))   # the state of the live masters"
            )
        }
        if !kinds.isEmpty {
            lines.append("scope:")
            lines.append("  kinds: [\(kinds.map(\.rawValue).joined(separator: ", "))]")
            if let filter { lines.append("  place: \(Self.quoted("state:\(filter.value)"))") }
        }
        if case .csv = file.form {
            lines += ignored(under: "ignored_headings:", indent: "  ", paths: false)
        }
        if !records.isEmpty { lines.append("records:") }
        for record in records { lines += Self.lines(record) }
        if !rules.isEmpty { lines.append("columns:") }
        for rule in rules {
            lines.append("  - column: \(Self.quoted(rule.source.column))   # \(rule.source.note)")
            if !rule.element.isEmpty {
                lines.append("    element: \(Self.quoted(rule.element.joined(separator: "/")))")
            }
            lines.append("    code: \(rule.kind.rawValue)")
            if let width = rule.source.width { lines.append("    width: \(width)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What was taken for what, for programs.
    public var json: JSONValue {
        .object([
            "format_version": .integer(1), "file": .string(file.name),
            "kinds": .array(kinds.map { .string($0.rawValue) }),
            "columns": .array(
                columns.map { column in
                    .object([
                        "column": .string(column.name), "element": .string(column.element),
                        "meaning": .optional(column.meaning),
                        "confidence_percent": .integer(Int((column.confidence * 100).rounded())),
                        "reason": .string(column.reason),
                    ])
                }),
            "notes": .array(notes.map { .string($0) }), "profile": .string(yaml),
        ])
    }

    private static func lines(_ record: Record) -> [String] {
        var lines = ["  - kind: \(record.kind.rawValue)"]
        if !record.element.isEmpty {
            lines.append("    element: \(quoted(record.element.joined(separator: "/")))")
        }
        if record.isNamed { lines.append("    role: named") }
        if let code = record.code { lines += Self.lines("code", code, indent: "    ") }
        if !record.whenAny.isEmpty {
            lines.append("    when_any: [\(record.whenAny.map(quoted).joined(separator: ", "))]")
        }
        if let from = record.from { lines += Self.lines("valid_from", from, indent: "    ") }
        if let to = record.to { lines += Self.lines("valid_to", to, indent: "    ") }
        if !record.fields.isEmpty { lines.append("    fields:") }
        for (field, source) in record.fields {
            lines += Self.lines(field.rawValue, source, indent: "      ")
        }
        return lines
    }

    private static func lines(_ key: String, _ source: Source, indent: String) -> [String] {
        let column = quoted(source.column)
        let note = "   # \(source.note)"
        var keys: [String] = []
        if let kind = source.kind { keys.append("kind: \(kind.rawValue)") }
        if let width = source.width { keys.append("width: \(width)") }
        if let order = source.order { keys.append("date: \(order.rawValue)") }
        if keys.isEmpty && source.words.isEmpty { return ["\(indent)\(key): \(column)\(note)"] }
        if !source.words.isEmpty {
            let words = source.words.sorted { $0.key < $1.key }
                .map { "\(quoted($0.key)): \($0.value)" }.joined(separator: ", ")
            keys.append("values: { \(words) }")
        }
        return [
            "\(indent)\(key): { \((["column: \(column)"] + keys).joined(separator: ", ")) }\(note)"
        ]
    }

    /// The columns that nothing takes, and what they look like.
    private func ignored(under heading: String, indent: String, paths: Bool) -> [String] {
        var lines: [String] = []
        let taken = Set(
            columns.filter { $0.meaning != nil }.map { Self.absolute($0.element, $0.name) })
        var seen: Set<String> = []
        for column in columns where column.meaning == nil {
            let name = paths ? Self.absolute(column.element, column.name) : column.name
            let isRead = taken.contains { $0 == name || $0.hasPrefix(name + "/") }
            guard !name.isEmpty, !paths || !isRead, seen.insert(name).inserted else {
                continue
            }
            lines.append(
                "\(indent)- \(Self.quoted(name))   # \(column.reason)")
        }
        return lines.isEmpty ? [] : [heading] + lines
    }

    /// A path below the root, for one that is seen from an element.
    static func absolute(_ element: String, _ path: String) -> String {
        var steps = element.isEmpty ? [] : element.split(separator: "/").map(String.init)
        var rest = path.split(separator: "/").map(String.init)[...]
        while rest.first == "..", !steps.isEmpty {
            rest.removeFirst()
            steps.removeLast()
        }
        if rest == ["."] { return "" }
        return (steps + rest).joined(separator: "/")
    }

    /// A text as YAML has it; in double quotes where it might be taken for something else.
    static func quoted(_ text: String) -> String {
        let plain =
            text.first?.isASCII == true && text.first?.isLetter == true
            && text.unicodeScalars.allSatisfy {
                $0.isASCII
                    && ($0.properties.isAlphabetic || (0x30...0x39).contains($0.value)
                        || " _-/.".unicodeScalars.contains($0))
            } && text.last != " "
        let words: Set<String> = ["yes", "no", "true", "false", "null", "on", "off", "y", "n"]
        if plain, !words.contains(text.lowercased()) { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
