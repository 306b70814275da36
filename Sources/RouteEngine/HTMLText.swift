/// Writes HTML piece by piece; text is escaped, tags are only those spelt out in the code.
struct HTMLText {
    private(set) var text = ""

    /// A piece of the code's own, as it stands.
    mutating func raw(_ piece: StaticString) { text += piece.description }

    /// Text of the data, in which nothing is a tag.
    mutating func escaped(_ data: String) {
        for character in data.unicodeScalars {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(character)
            }
        }
    }

    /// An element with text in it.
    mutating func element(_ name: StaticString, _ data: String, class style: StaticString = "") {
        text += "<\(name)"
        if style.utf8CodeUnitCount > 0 { text += " class=\"\(style)\"" }
        text += ">"
        escaped(data)
        text += "</\(name)>"
    }
}
