internal import MasterData

/// What an answer of Open311 says, to be written as XML or as JSON.
indirect enum Open311Node {
    case nothing
    case text(String)
    case number(Int)
    case flag(Bool)
    /// In XML each item is an element of this name.
    case list(of: String, [Open311Node])
    case record([(name: String, value: Open311Node)])

    static func optional(_ text: String?) -> Open311Node { text.map(Open311Node.text) ?? .nothing }

    func answer(root: String, in format: Open311Format, status: Int = 200) -> Answer {
        let body: [UInt8]
        switch format {
        case .json: body = json.canonicalBytes
        case .xml:
            var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            element(root, into: &text)
            body = Array((text + "\n").utf8)
        }
        return Answer(status: status, type: format.type, body: body)
    }

    private var json: JSONValue {
        switch self {
        case .nothing: .null
        case .text(let text): .string(text)
        case .number(let number): .integer(number)
        case .flag(let flag): .bool(flag)
        case .list(_, let items): .array(items.map(\.json))
        case .record(let members):
            .object(
                Dictionary(
                    members.map { ($0.name, $0.value.json) }, uniquingKeysWith: { a, _ in a }
                ))
        }
    }

    private func element(_ name: String, into text: inout String) {
        switch self {
        case .nothing: text += "<\(name)/>"
        case .text(let value): text += "<\(name)>\(Self.escaped(value))</\(name)>"
        case .number(let number): text += "<\(name)>\(number)</\(name)>"
        case .flag(let flag): text += "<\(name)>\(flag)</\(name)>"
        case .list(let item, let items):
            text += "<\(name)>"
            for node in items { node.element(item, into: &text) }
            text += "</\(name)>"
        case .record(let members):
            text += "<\(name)>"
            for member in members { member.value.element(member.name, into: &text) }
            text += "</\(name)>"
        }
    }

    /// A text between tags; what XML 1.0 cannot hold becomes U+FFFD.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: escaped += "&amp;"
            case 0x3C: escaped += "&lt;"
            case 0x3E: escaped += "&gt;"
            case 0x09, 0x0A, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
                escaped.unicodeScalars.append(scalar)
            default: escaped += "\u{FFFD}"
            }
        }
        return escaped
    }
}

extension Problem {
    /// The problem as Open311 tells of errors; the HTTP status is the same as everywhere.
    func open311(in format: Open311Format) -> Answer {
        var texts = [detail]
        texts += errors.map { "\($0.pointer): \($0.detail)" }
        if let reference { texts[0] += " (\(reference))" }
        let errors = texts.map { text in
            Open311Node.record([("code", .number(kind.status)), ("description", .text(text))])
        }
        var told = Open311Node.list(of: "error", errors).answer(
            root: "errors", in: format, status: kind.status)
        told.headers = answer.headers
        return told
    }
}
