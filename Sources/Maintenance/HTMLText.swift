/// HTML in the making; every text is escaped, only tags written in the source are not.
struct HTMLText {
    private(set) var text = ""

    /// Markup as it stands: never with a value in it.
    mutating func raw(_ markup: StaticString) { text += "\(markup)" }

    /// A text between tags or in a quoted attribute.
    mutating func add(_ value: String) { text += Self.escaped(value) }

    /// An element with a text in it.
    mutating func element(_ tag: StaticString, _ value: String, class name: StaticString = "") {
        text += name.utf8CodeUnitCount == 0 ? "<\(tag)>" : "<\(tag) class=\"\(name)\">"
        add(value)
        text += "</\(tag)>"
    }

    /// A row of a table; numbers stand to the right.
    mutating func row(_ cells: [String], heading: Bool = false, numbersFrom first: Int = .max) {
        raw("<tr>")
        for (index, cell) in cells.enumerated() {
            let name: StaticString = index >= first ? "n" : ""
            heading ? element("th", cell, class: name) : element("td", cell, class: name)
        }
        raw("</tr>\n")
    }

    /// Markup made by another of these.
    mutating func add(_ other: HTMLText) { text += other.text }

    /// A number, which needs no escaping.
    mutating func number(_ value: Int) { text += String(value) }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // Controls are no characters of HTML, and marks of direction could turn a line around.
            case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t":
                escaped += "\u{FFFD}"
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
