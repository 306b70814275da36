/// What the rows of one kind hold: its schemes, its key and its fields.
public struct KindSchema: Sendable {
    public struct Spec: Sendable {
        public var field: Field
        public var type: FieldType
        public var isRequired: Bool
    }

    public var kind: MasterKind
    /// The order in which codes are preferred; the first names the thing in files.
    public var schemes: [CodeScheme]
    /// The fields that make up the key, or nothing when rows carry a code of their own.
    public var keyFields: [Field]
    /// In the order of columns.
    public var specs: [Spec]

    public func spec(of field: Field) -> Spec? {
        for spec in specs where spec.field == field { return spec }
        return nil
    }

    /// The key of a composite row: the key fields' values joined by `/`.
    ///
    /// Nothing when a key field is empty.
    public func compositeCode(of content: Content) -> String? {
        var parts: [String] = []
        for field in keyFields {
            guard let value = content[field] else { return nil }
            parts.append(value)
        }
        return parts.joined(separator: "/")
    }
}

extension MasterKind {
    /// The schema of this kind.
    public var schema: KindSchema { Self.schemas[order] }

    private static let schemas: [KindSchema] = allCases.map { KindSchema.make($0) }
}
