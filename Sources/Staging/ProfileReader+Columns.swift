internal import MasterData
internal import Yams

extension ProfileReader {
    /// One item of `columns`.
    func columnRule(_ node: Node) throws(ProfileError) -> ColumnRule {
        try allow(
            [
                "element", "column", "required", "type", "one_of", "code", "scheme", "width",
                "date", "within", "after", "values",
            ], in: node)
        var rule = ColumnRule(source: ValueSource(column: try text(node, "column")))
        if let element = node["element"] {
            rule.element = try path(element)
        }
        if let type = node["type"] { rule.type = try choice(type, Self.type, "a type of value") }
        let choices = try list(node, "one_of")
        if !choices.isEmpty {
            var words: [String] = []
            for item in choices { words.append(try string(item)) }
            rule.type = .choice(words)
        }
        try fill(&rule.source, from: node)
        if let code = node["code"] {
            let kind = try choice(code, MasterKind.init(rawValue:), "a kind of master")
            rule.source.kind = kind
            rule.type = .code(kind)
        }
        if let within = node["within"] {
            try allow(["column", "code", "scheme"], in: within)
            var container = ValueSource(column: try text(within, "column"))
            container.kind = try choice(
                within["code"] ?? within, MasterKind.init(rawValue:), "a kind of master")
            try fill(&container, from: within)
            rule.within = container
        }
        if let after = node["after"] {
            rule.after = ValueSource(column: try string(after), dayOrder: rule.source.dayOrder)
        }
        return rule
    }

    private func fill(_ source: inout ValueSource, from node: Node) throws(ProfileError) {
        if let required = node["required"] { source.isRequired = try flag(required) }
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
        for (from, to) in node["values"].pairs {
            source.translations[try string(from)] = try string(to)
        }
    }

    func flag(_ node: Node) throws(ProfileError) -> Bool {
        try choice(
            node, { ["yes": true, "true": true, "no": false, "false": false][$0] }, "yes or no")
    }

    private static func type(_ word: String) -> FieldType? {
        switch word {
        case "text": .text
        case "name": .name
        case "day": .day
        case "flag": .flag
        case "mobile": .mobile
        case "email": .email
        case "number": .integer(0...Int(Int32.max))
        default: nil
        }
    }

    /// `severity`: code and severity. Faults of files and of their structure stay errors.
    func severities(_ root: Node) throws(ProfileError) -> [FindingCode: Severity] {
        var severities: [FindingCode: Severity] = [:]
        for (name, value) in root["severity"].pairs {
            let code = FindingCode(stringLiteral: try string(name))
            guard !["file", "structure", "guard", "system"].contains(code.family) else {
                throw failure(
                    name,
                    "'\(code)' keeps its severity: what cannot be read stays unread, whatever is thought of it"
                )
            }
            severities[code] = try choice(
                value, Severity.init(rawValue:), "note, warning or error")
        }
        return severities
    }
}
