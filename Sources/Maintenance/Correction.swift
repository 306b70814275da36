internal import Digests
internal import MasterData
internal import Staging

/// `FIELD=VALUE` words of one thing, in canonical form.
struct Correction {
    let key: RowKey
    /// In the order given; an empty value clears the field.
    private(set) var values: [(Field, String)] = []
    /// The day on which the thing ends.
    private(set) var end: Day?

    /// - Parameter kept: takes what new seals stand for.
    init(
        _ assignments: [String], of key: RowKey, seal: ContactSeal,
        kept: ([String: String]) throws -> Void
    ) throws {
        self.key = key
        let schema = key.kind.schema
        var sealed: [String: String] = [:]
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "=") else {
                throw HandError.notAnAssignment(assignment)
            }
            let name = String(assignment[..<equals])
            let text = String(assignment[assignment.index(after: equals)...])
            if name == "valid_to" {
                guard let day = Day(text) else {
                    throw HandError.badValue(
                        field: name, value: text, expected: "a day written YYYY-MM-DD")
                }
                end = day
                continue
            }
            guard let field = Field(rawValue: name), let spec = schema.spec(of: field) else {
                throw HandError.unknownField(name, kind: key.kind)
            }
            guard !schema.keyFields.contains(field) else {
                throw HandError.keyField(field, kind: key.kind)
            }
            var value = try Self.canonical(text, as: spec)
            if spec.type.isSealed, !value.isEmpty {
                let closed = seal.seal(value)
                sealed[closed] = value
                value = closed
            }
            values.append((field, value))
        }
        guard !values.isEmpty || end != nil else { throw HandError.nothingSet }
        try kept(sealed)
    }

    private static func canonical(_ text: String, as spec: KindSchema.Spec) throws -> String {
        switch SingleValue.canonical(text, as: spec.type) {
        case .success(let value):
            if value.isEmpty, spec.isRequired {
                throw HandError.badValue(
                    field: spec.field.rawValue, value: "", expected: "a value; it is required")
            }
            return value
        case .failure(let fault):
            throw HandError.badValue(
                field: spec.field.rawValue, value: text, expected: fault.expected)
        }
    }
}
