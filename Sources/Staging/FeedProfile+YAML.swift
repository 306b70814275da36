public import MasterData
internal import SourceReading
internal import Yams

/// A profile file that cannot be used: where, and what is wrong.
public struct ProfileError: Error, Equatable, CustomStringConvertible {
    public var origin: Origin
    public var reason: String

    public init(origin: Origin, reason: String) {
        self.origin = origin
        self.reason = reason
    }

    public var description: String { "\(origin): error: system.profile: \(reason)" }
}

extension FeedProfile {
    /// Reads a profile.
    ///
    /// - Parameters:
    ///   - yaml: the text of the file.
    ///   - file: its name, for errors.
    public init(yaml: String, file: String) throws(ProfileError) {
        let reader = ProfileReader(file: file)
        guard let root = try reader.root(yaml) else {
            throw ProfileError(origin: Origin(file: file, line: 1), reason: "the file is empty")
        }
        self = try reader.profile(root)
        written = yaml
    }
}

/// Walks the YAML nodes, which know their lines.
struct ProfileReader {
    let file: String

    func profile(_ root: Node) throws(ProfileError) -> FeedProfile {
        try allow(
            [
                "name", "title", "format", "layout", "csv", "legacy_font", "headings",
                "ignored_headings", "filter", "scope", "xml", "records", "columns", "severity",
            ], in: root)
        var profile = FeedProfile(
            name: try text(root, "name"), title: try text(root, "title"), formats: [],
            isCanonical: false, headings: [], filters: [], scope: FeedScope(), xmlRoot: nil,
            xmlNamespace: nil, records: [])
        for item in try list(root, "format") {
            profile.formats.append(try choice(item, FeedProfile.Format.init(rawValue:), "a format"))
        }
        if let layout = root["layout"] {
            profile.isCanonical = try string(layout) == "canonical"
        }
        if let filter = root["filter"] { profile.filters = try filters(filter) }
        if let legacy = root["legacy_font"] {
            profile.convertsLegacyFont = try choice(
                legacy, { $0 == "convert" ? true : $0 == "refuse" ? false : nil },
                "convert or refuse")
        }
        if let csv = root["csv"] { profile.csv = try dialect(csv) }
        if let scope = root["scope"] { profile.scope = try self.scope(scope) }
        if let xml = root["xml"] {
            try readXML(xml, into: &profile)
        }
        for node in try list(root, "records") { profile.records.append(try record(node)) }
        for node in try list(root, "columns") { profile.columns.append(try columnRule(node)) }
        profile.severities = try severities(root)
        profile.headings = try headings(root, of: profile)
        try checkXML(profile, root)
        return profile
    }

    /// The listed headings, or those that the records use.
    private func headings(_ root: Node, of profile: FeedProfile) throws(ProfileError) -> [String] {
        var names: [String] = profile.filters.map(\.column)
        for record in profile.records {
            let sources =
                [record.code, record.validFrom, record.validTo, record.action]
                + record.fields.map(\.source)
            names += sources.compactMap { $0?.column } + record.when.map(\.column)
        }
        names += profile.columns.flatMap(\.columns)
        for node in try list(root, "headings") { names.append(try string(node)) }
        for node in try list(root, "ignored_headings") { names.append(try string(node)) }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private func dialect(_ node: Node) throws(ProfileError) -> CSVDialect.Stated {
        try allow(["encoding", "delimiter", "quote", "heading_line", "comment"], in: node)
        var stated = CSVDialect.Stated()
        if let encoding = node["encoding"] {
            let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
            stated.encoding = try choice(
                encoding, { TextEncoding(rawValue: $0.lowercased()) }, "one of \(names)")
        }
        if let delimiter = node["delimiter"] {
            stated.delimiter = try choice(
                delimiter, CSVDialect.Stated.delimiter(named:), "one character, or tab")
        }
        if let quote = node["quote"] {
            stated.quote = try choice(
                quote, CSVDialect.Stated.quote(named:), "one character, or none")
        }
        if let line = node["heading_line"] {
            stated.headingLine = try choice(
                line, { Int($0).flatMap { $0 > 0 ? $0 : nil } }, "the number of a line")
        }
        if let comment = node["comment"] {
            stated.comment = try choice(
                comment, CSVDialect.Stated.comment(named:), "one character")
        }
        return stated
    }

    private func scope(_ node: Node) throws(ProfileError) -> FeedScope {
        try allow(["kinds", "place", "departments", "coverage"], in: node)
        var scope = FeedScope()
        for item in try list(node, "kinds") {
            scope.kinds.append(try choice(item, MasterKind.init(rawValue:), "a kind of master"))
        }
        for item in try list(node, "place") {
            scope.places.append(
                try choice(
                    item, { RowKey($0).flatMap { $0.kind.isPlace ? $0 : nil } },
                    "a place such as state:8"))
        }
        for item in try list(node, "departments") {
            scope.departments.append(RowKey(.department, try string(item)))
        }
        if let coverage = node["coverage"] {
            scope.coverage = try choice(
                coverage, FeedScope.Coverage.init(rawValue:), "partial or full")
        }
        return scope
    }

    private func record(_ node: Node) throws(ProfileError) -> RecordMapping {
        try allow(
            [
                "element", "kind", "scheme", "role", "code", "fields", "valid_from", "valid_to",
                "action", "when_any", "when",
            ], in: node)
        guard let kindNode = node["kind"] else { throw failure(node, "a record needs 'kind'") }
        let kind = try choice(kindNode, MasterKind.init(rawValue:), "a kind of master")
        var record = RecordMapping(
            element: [], kind: kind, scheme: kind.schema.schemes[0], role: .own, code: nil,
            fields: [], validFrom: nil, validTo: nil, action: nil, whenAny: [])
        if let element = node["element"] {
            record.element = try path(element)
        }
        if let when = node["when"] { record.when = try filters(when) }
        if let scheme = node["scheme"] {
            record.scheme = try choice(scheme, CodeScheme.init(rawValue:), "a scheme of codes")
        }
        if let role = node["role"] {
            record.role = try choice(
                role, { $0 == "own" ? .own : $0 == "named" ? .named : nil },
                "own or named")
        }
        record.code = try source(node["code"])
        record.validFrom = try source(node["valid_from"])
        record.validTo = try source(node["valid_to"])
        record.action = try source(node["action"])
        for item in try list(node, "when_any") { record.whenAny.append(try string(item)) }
        for (name, value) in node["fields"].pairs {
            let field = try choice(name, Field.init(rawValue:), "a field of the masters")
            guard kind.schema.spec(of: field) != nil else {
                throw failure(name, "a \(kind.rawValue) has no field '\(field.rawValue)'")
            }
            guard let source = try source(value) else { continue }
            record.fields.append((field, source))
        }
        if record.code == nil && kind.schema.keyFields.isEmpty {
            throw failure(node, "a record of kind '\(kind.rawValue)' needs 'code'")
        }
        return record
    }

    func source(_ node: Node?) throws(ProfileError) -> ValueSource? {
        guard let node else { return nil }
        if let column = node.string { return ValueSource(column: column) }
        try allow(
            [
                "column", "constant", "kind", "scheme", "width", "date", "blank", "required",
                "values",
            ], in: node)
        var source = ValueSource()
        source.column = try node["column"].map { node throws(ProfileError) in try string(node) }
        source.constant = try node["constant"].map { node throws(ProfileError) in try string(node) }
        if let kind = node["kind"] {
            source.kind = try choice(kind, MasterKind.init(rawValue:), "a kind of master")
        }
        if let scheme = node["scheme"] {
            source.scheme = try choice(scheme, CodeScheme.init(rawValue:), "a scheme of codes")
        }
        if let width = node["width"] {
            source.width = try choice(
                width, { Int($0).flatMap { (1...64).contains($0) ? $0 : nil } },
                "a number of digits")
        }
        if let order = node["date"] {
            source.dayOrder = try choice(
                order, { DayOrder(rawValue: $0.lowercased()) }, "d/m/y or m/d/y")
        }
        if let blank = node["blank"] {
            source.clearsWhenBlank = try choice(
                blank, { $0 == "clear" ? true : $0 == "keep" ? false : nil }, "clear or keep")
        }
        if let required = node["required"] { source.isRequired = try flag(required) }
        for (from, to) in node["values"].pairs {
            source.translations[try string(from)] = try string(to)
        }
        return source
    }

    // MARK: - Nodes

    func text(_ node: Node, _ key: String) throws(ProfileError) -> String {
        guard let value = node[key] else { throw failure(node, "'\(key)' is missing") }
        return try string(value)
    }

    func string(_ node: Node) throws(ProfileError) -> String {
        guard let text = node.string else { throw failure(node, "expected text") }
        return text
    }

    /// A sequence, or one item by itself, or nothing.
    func list(_ node: Node, _ key: String) throws(ProfileError) -> [Node] {
        guard let value = node[key] else { return [] }
        if let sequence = value.sequence { return Array(sequence) }
        return [value]
    }

    func choice<Value>(
        _ node: Node, _ read: (String) -> Value?, _ expected: String
    ) throws(ProfileError) -> Value {
        let text = try string(node)
        guard let value = read(text) else {
            throw failure(node, "'\(text)' is not \(expected)")
        }
        return value
    }

    func allow(_ keys: Set<String>, in node: Node) throws(ProfileError) {
        guard let mapping = node.mapping else { throw failure(node, "expected keys and values") }
        for (key, _) in mapping {
            let name = try string(key)
            guard keys.contains(name) else {
                throw failure(
                    key,
                    "unknown key '\(name)'; known here: \(keys.sorted().joined(separator: ", "))")
            }
        }
    }

    func failure(_ node: Node, _ reason: String) -> ProfileError {
        let origin = Origin(
            file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 0)
        return ProfileError(origin: origin, reason: reason)
    }
}
