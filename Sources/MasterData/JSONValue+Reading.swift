/// Where and why a text is not the JSON this project writes.
public struct JSONError: Error, Equatable, CustomStringConvertible {
    public var offset: Int
    public var reason: String

    public var description: String { "not JSON at byte \(offset): \(reason)" }
}

extension JSONValue {
    /// Reads one JSON value (RFC 8259; numbers must be integers) and nothing after it.
    ///
    /// - Parameters:
    ///   - bytes: the value as UTF-8.
    ///   - takingFractionsAsNull: for JSON of others: a number that is no integer, or too large
    ///     for one, is read as null instead of refused.
    public init(
        parsing bytes: some Sequence<UInt8>, takingFractionsAsNull: Bool = false
    ) throws(JSONError) {
        var reader = JSONReader(bytes: Array(bytes), takesFractions: takingFractionsAsNull)
        self = try reader.document()
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    let takesFractions: Bool
    var index = 0

    init(bytes: [UInt8], takesFractions: Bool) {
        self.bytes = bytes
        self.takesFractions = takesFractions
    }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw failure("something follows the value") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < 64 else { throw failure("nested deeper than 64 levels") }
        skipSpace()
        guard index < bytes.count else { throw failure("the text ends") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        var members: [String: JSONValue] = [:]
        index += 1
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            let key = try string()
            skipSpace()
            guard take(":") else { throw failure("expected ':'") }
            members[key] = try value(depth: depth + 1)
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw failure("expected ',' or '}'") }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        var items: [JSONValue] = []
        index += 1
        skipSpace()
        if take("]") { return .array(items) }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(items) }
            guard take(",") else { throw failure("expected ',' or ']'") }
        }
    }

    private mutating func string() throws(JSONError) -> String {
        guard take("\"") else { throw failure("expected a string") }
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""),
            bytes[index] != UInt8(ascii: "\\"), bytes[index] >= 0x20
        { index += 1 }
        guard index < bytes.count else { throw failure("the string does not end") }
        if bytes[index] == UInt8(ascii: "\"") {
            defer { index += 1 }
            return try decoded(bytes[start..<index])
        }
        var text = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                return try decoded(text[...])
            }
            guard byte >= 0x20 else { throw failure("a control character in a string") }
            index += 1
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: try escape())
            } else {
                text.append(byte)
            }
        }
        throw failure("the string does not end")
    }

    private func decoded(_ slice: ArraySlice<UInt8>) throws(JSONError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw failure("bytes that are not UTF-8")
        }
        return text
    }

    private mutating func escape() throws(JSONError) -> [UInt8] {
        guard index < bytes.count else { throw failure("the string does not end") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var unit = try hexUnit()
            if (0xD800..<0xDC00).contains(unit) {
                guard take("\\"), take("u") else { throw failure("half a surrogate pair") }
                let low = try hexUnit()
                guard (0xDC00..<0xE000).contains(low) else {
                    throw failure("half a surrogate pair")
                }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw failure("half a surrogate pair") }
            return Array(String(Character(scalar)).utf8)
        default: throw failure("an unknown escape")
        }
    }

    private mutating func hexUnit() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count,
            let unit = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw failure("expected four hexadecimal digits") }
        index += 4
        return unit
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        while index < bytes.count, isDigit(bytes[index]) || isSign(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if let number = Int(text) { return .integer(number) }
        guard takesFractions, Double(text) != nil else { throw failure("expected a value") }
        return .null
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// A sign that stands in numbers besides digits.
    private func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-")
            || takesFractions && [0x2B, 0x2E, 0x45, 0x65].contains(byte)
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError)
        -> JSONValue
    {
        let matches = text.withUTF8Buffer { bytes[index...].starts(with: $0) }
        guard matches else { throw failure("expected a value") }
        index += text.utf8CodeUnitCount
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private func failure(_ reason: String) -> JSONError { JSONError(offset: index, reason: reason) }
}
