import MasterData

/// The Frictionless Table Schema of the canonical CSV of one master.
struct TableSchema {
    let kind: MasterKind

    var text: String { json.text() + "\n" }

    private var schema: KindSchema { kind.schema }
    private var hasCode: Bool { schema.keyFields.isEmpty }
    private var keyNames: [String] {
        hasCode ? ["code"] : schema.keyFields.map(\.rawValue)
    }

    /// The columns in the order in which an export writes them, and `action`.
    private var json: OrderedJSON {
        .object(
            [
                ("$schema", .string("https://datapackage.org/profiles/2.0/tableschema.json")),
                ("name", .string(kind.rawValue)),
                ("title", .string("Canonical CSV of the master '\(kind.rawValue)'")),
                ("fieldsMatch", .string("superset")),
                ("missingValues", .strings([""])),
                ("fields", .array(fields)),
                ("primaryKey", .strings(keyNames + ["valid_from"])),
            ] + (foreignKeys.isEmpty ? [] : [("foreignKeys", .array(foreignKeys))]))
    }

    private var fields: [OrderedJSON] {
        var fields = [
            field(
                "kind", "string", "The kind of the row",
                [("required", .boolean(true)), ("enum", .strings([kind.rawValue]))])
        ]
        if hasCode {
            fields.append(
                field(
                    "scheme", "string",
                    "Scheme of the code; blank for \(schema.schemes[0].rawValue)",
                    [("enum", .strings(schema.schemes.map(\.rawValue)))]))
            fields.append(
                field(
                    "code", "string", "Code",
                    [("required", .boolean(true)), ("pattern", .string(Patterns.code))]))
        }
        fields += schema.specs.map(field)
        fields.append(
            field("valid_from", "date", "First day; blank for the plan's as-of day", []))
        fields.append(
            field("valid_to", "date", "The day on which it no longer holds; blank for open", []))
        fields.append(
            field(
                "action", "string", "What is to be done; blank to add or change",
                [("enum", .strings(StagedRow.Action.allCases.map(\.rawValue)))]))
        return fields
    }

    private func field(_ spec: KindSchema.Spec) -> OrderedJSON {
        var constraints: [(String, OrderedJSON)] =
            spec.isRequired ? [("required", .boolean(true))] : []
        var more: [(String, OrderedJSON)] = []
        var type = "string"
        switch spec.type {
        case .text, .name: break
        case .list:
            type = "list"
            more = [("delimiter", .string("|"))]
        case .integer(let range):
            type = "integer"
            constraints += [
                ("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound)),
            ]
        case .day: type = "date"
        case .flag:
            type = "boolean"
            more = [("trueValues", .strings(["yes"])), ("falseValues", .strings(["no"]))]
        case .choice(let words): constraints.append(("enum", .strings(words)))
        case .code: constraints.append(("pattern", .string(Patterns.code)))
        case .place: constraints.append(("pattern", .string(Patterns.place)))
        case .thing: constraints.append(("pattern", .string(Patterns.thing)))
        case .mobile: constraints.append(("pattern", .string(Patterns.mobile)))
        case .email: constraints.append(("pattern", .string(Patterns.email)))
        }
        return field(spec.field.rawValue, type, spec.field.title, constraints, more)
    }

    private func field(
        _ name: String, _ type: String, _ title: String, _ constraints: [(String, OrderedJSON)],
        _ more: [(String, OrderedJSON)] = []
    ) -> OrderedJSON {
        .object(
            [("name", .string(name)), ("type", .string(type)), ("title", .string(title))] + more
                + (constraints.isEmpty ? [] : [("constraints", .object(constraints))]))
    }

    /// Only references to one kind; a place may be of any.
    private var foreignKeys: [OrderedJSON] {
        schema.specs.compactMap { spec in
            guard case .code(let target) = spec.type else { return nil }
            // A reference without a resource is to the table itself.
            let resource: [(String, OrderedJSON)] =
                target == kind ? [] : [("resource", .string(target.rawValue))]
            return .object([
                ("fields", .strings([spec.field.rawValue])),
                ("reference", .object(resource + [("fields", .strings(["code"]))])),
            ])
        }
    }
}
