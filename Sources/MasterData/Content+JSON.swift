extension Content {
    /// The canonical JSON object of the fields: the bytes that content hashes are over.
    public var canonicalJSON: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }

    public var json: JSONValue {
        .object(
            Dictionary(uniqueKeysWithValues: entries.map { ($0.field.rawValue, .string($0.value)) })
        )
    }

    /// Reads what ``canonicalJSON`` writes; nothing when a field is unknown or no string.
    public init?(_ json: JSONValue) {
        guard let members = json.object else { return nil }
        var values: [Field: String] = [:]
        for (name, value) in members {
            guard let field = Field(rawValue: name), let text = value.string else { return nil }
            values[field] = text
        }
        self.init(values)
    }
}

extension JSONWriter {
    /// A content as an object; its entries are in key order already.
    public mutating func write(_ content: Content) {
        raw("{")
        for (index, entry) in content.entries.enumerated() {
            if index > 0 { raw(",") }
            write(entry.field.rawValue)
            raw(":")
            write(entry.value)
        }
        raw("}")
    }
}
