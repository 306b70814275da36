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

extension Content {
    /// Reads the text that ``canonicalJSON`` writes, faster than by way of a ``JSONValue``.
    ///
    /// Nothing when a field is unknown, a value is no string, or the text is no JSON.
    public init?(canonicalText text: String) {
        let fast = text.utf8.withContiguousStorageIfAvailable { Self.entries(in: $0) }
        if let fast, let entries = fast {
            self.init()
            self.entries = entries
        } else if let json = try? JSONValue(parsing: text.utf8) {
            self.init(json)
        } else {
            return nil
        }
    }

    /// The entries of an object of plain strings whose names are in order; nothing for any
    /// other text, which is then read the long way.
    private static func entries(in bytes: UnsafeBufferPointer<UInt8>) -> [Entry]? {
        var entries: [Entry] = []
        var index = 1
        guard bytes.count >= 2, bytes[0] == UInt8(ascii: "{") else { return nil }
        if bytes[1] == UInt8(ascii: "}") { return bytes.count == 2 ? [] : nil }
        /// The text between quotes at the index, without escapes.
        func string() -> String? {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
            let start = index + 1
            index = start
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                if bytes[index] == UInt8(ascii: "\\") || bytes[index] < 0x20 { return nil }
                index += 1
            }
            guard index < bytes.count else { return nil }
            index += 1
            return String(
                decoding: UnsafeBufferPointer(rebasing: bytes[start..<index - 1]), as: UTF8.self)
        }
        while true {
            guard let name = string(), let field = Field.named(name), index < bytes.count,
                bytes[index] == UInt8(ascii: ":")
            else { return nil }
            index += 1
            guard let value = string(), !value.isEmpty, index < bytes.count else { return nil }
            if let last = entries.last, !(last.field < field) { return nil }
            entries.append(Entry(field: field, value: value))
            let end = bytes[index]
            index += 1
            if end == UInt8(ascii: "}") { return index == bytes.count ? entries : nil }
            guard end == UInt8(ascii: ",") else { return nil }
        }
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
