/// JSON with its keys in the order given, laid out for people to read.
indirect enum OrderedJSON {
    case object([(String, OrderedJSON)])
    case array([OrderedJSON])
    case string(String)
    case integer(Int)
    case boolean(Bool)

    static func strings(_ texts: [String]) -> OrderedJSON { .array(texts.map(OrderedJSON.string)) }

    /// Two spaces a level; arrays of plain values on one line.
    func text(indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .object(let members):
            if members.isEmpty { return "{}" }
            let lines = members.map {
                "\(inner)\(Self.quoted($0)): \($1.text(indent: inner))"
            }
            return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
        case .array(let items):
            if items.allSatisfy(\.isPlain) {
                return "[\(items.map { $0.text() }.joined(separator: ", "))]"
            }
            let lines = items.map { inner + $0.text(indent: inner) }
            return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
        case .string(let text): return Self.quoted(text)
        case .integer(let number): return String(number)
        case .boolean(let value): return String(value)
        }
    }

    private var isPlain: Bool {
        switch self {
        case .object, .array: false
        case .string, .integer, .boolean: true
        }
    }

    private static func quoted(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return "\"\(escaped)\""
    }
}
