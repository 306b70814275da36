import MasterData

/// Checks values against the part of JSON Schema 2020-12 that the project's schemas use.
struct SchemaValidator {
    let root: JSONValue

    /// Words of a schema that this validator knows; a test fails on any other.
    static let known: Set = [
        "$schema", "$id", "$ref", "$defs", "title", "description", "type", "enum", "const",
        "required", "properties", "additionalProperties", "items", "oneOf", "minimum", "maximum",
        "pattern",
    ]

    /// The first thing that is wrong, with its place; nothing for a valid value.
    func fault(_ value: JSONValue) -> String? { fault(value, root, "") }

    private func fault(_ value: JSONValue, _ schema: JSONValue, _ at: String) -> String? {
        guard case .object(let words) = schema else { return "\(at): the schema is no object" }
        if let word = words.keys.first(where: { !Self.known.contains($0) }) {
            return "\(at): unknown word \(word)"
        }
        if let reference = words["$ref"]?.string {
            let name = String(reference.split(separator: "/").last ?? "")
            guard let target = root["$defs"]?[name] else { return "\(at): no \(reference)" }
            if let fault = fault(value, target, at) { return fault }
        }
        if let wanted = words["const"], value != wanted { return "\(at): not \(wanted)" }
        if let choices = words["enum"]?.array, !choices.contains(value) {
            return "\(at): \(value) is not among \(choices)"
        }
        if let type = words["type"] {
            let types = type.array?.compactMap(\.string) ?? [type.string ?? ""]
            if !types.contains(Self.type(of: value)) { return "\(at): \(value) is no \(types)" }
        }
        if let choices = words["oneOf"]?.array {
            let fitting = choices.filter { fault(value, $0, at) == nil }
            if fitting.count != 1 { return "\(at): fits \(fitting.count) of \(choices.count)" }
        }
        if let number = value.integer {
            if let least = words["minimum"]?.integer, number < least { return "\(at): too small" }
            if let most = words["maximum"]?.integer, number > most { return "\(at): too large" }
        }
        for (index, item) in (value.array ?? []).enumerated() {
            guard let items = words["items"] else { break }
            if let fault = fault(item, items, "\(at)/\(index)") { return fault }
        }
        return members(value, words, at)
    }

    private func members(
        _ value: JSONValue, _ words: [String: JSONValue], _ at: String
    ) -> String? {
        guard let members = value.object else { return nil }
        for name in words["required"]?.array ?? [] where members[name.string ?? ""] == nil {
            return "\(at): lacks \(name)"
        }
        for (name, member) in members {
            let rest = words["additionalProperties"]
            if let schema = words["properties"]?[name] {
                if let fault = fault(member, schema, "\(at)/\(name)") { return fault }
            } else if rest == .bool(false) {
                return "\(at): has \(name), which the schema does not know"
            } else if let rest, rest.object != nil {
                if let fault = fault(member, rest, "\(at)/\(name)") { return fault }
            }
        }
        return nil
    }

    private static func type(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
