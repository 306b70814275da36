/// One step of a path: an element by its name, and which of several of that name.
struct XMLStep: Hashable {
    enum Choice: Hashable {
        case all
        /// `[2]`: the second of its name in the element around it.
        case position(Int)
        /// `[@kind='home']`: those with this value of an attribute.
        case attribute(XMLQualifiedName, String)
    }

    var name: XMLQualifiedName
    var choice = Choice.all

    /// Nothing when the text is no step.
    init?(_ text: some StringProtocol) {
        guard let bracket = text.firstIndex(of: "[") else {
            guard let name = XMLQualifiedName(text) else { return nil }
            self.name = name
            return
        }
        guard let name = XMLQualifiedName(text[..<bracket]), text.last == "]" else { return nil }
        self.name = name
        let inside = text[text.index(after: bracket)...].dropLast()
        if let position = Int(inside) {
            guard position > 0 else { return nil }
            choice = .position(position)
            return
        }
        guard inside.first == "@", let sign = inside.firstIndex(of: "="),
            let attribute = XMLQualifiedName(inside[..<sign].dropFirst())
        else { return nil }
        var value = String(inside[inside.index(after: sign)...])
        if let quote = value.first, quote == "'" || quote == "\"" {
            guard value.count > 1, value.last == quote else { return nil }
            value = String(value.dropFirst().dropLast())
        }
        choice = .attribute(attribute, value)
    }

    /// The steps of a path; nothing when it is none. Slashes inside brackets part nothing.
    static func parts(of text: String) -> [Substring]? {
        var parts: [Substring] = []
        var start = text.startIndex
        var isInside = false
        for index in text.indices {
            switch text[index] {
            case "[" where isInside, "]" where !isInside: return nil
            case "[": isInside = true
            case "]": isInside = false
            case "/" where !isInside:
                parts.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
        }
        return isInside ? nil : parts + [text[start...]]
    }
}

/// A name with the prefix that stands for its namespace, if it has one.
struct XMLQualifiedName: Hashable {
    var prefix: String?
    var name: String

    /// Nothing when the text is no such name.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && part != "." && part != ".."
                && !part.contains { "@[]/='\"".contains($0) || $0.isWhitespace }
        }
        guard isPlain, let last = parts.last, parts.count <= 2 else { return nil }
        name = String(last)
        prefix = parts.count == 2 ? String(parts[0]) : nil
    }
}

/// A field of an ``XMLRecordLayout``, taken apart.
struct XMLFieldPath: Equatable {
    /// How many elements up.
    var up = 0
    /// The elements down from there.
    var down: [XMLStep] = []
    /// The attribute that is meant; without one the text is.
    var attribute: XMLQualifiedName?

    /// Nothing when the text is no path.
    ///
    /// - Parameter record: the elements from the root to the record, by which
    ///   `ancestor::district` is found.
    init?(_ text: String, from record: [XMLStep] = []) {
        if text == "." { return }
        guard var steps = XMLStep.parts(of: text)?[...] else { return nil }
        if let first = steps.first, first.hasPrefix("ancestor::") {
            guard let name = XMLQualifiedName(first.dropFirst("ancestor::".count)),
                let place = record.dropLast().lastIndex(where: { $0.name == name })
            else { return nil }
            up = record.count - 1 - place
            steps.removeFirst()
        } else {
            while steps.first == ".." {
                up += 1
                steps.removeFirst()
            }
        }
        if let last = steps.last, last.first == "@" {
            guard let name = XMLQualifiedName(last.dropFirst()) else { return nil }
            attribute = name
            steps.removeLast()
        }
        for step in steps {
            guard let step = XMLStep(step) else { return nil }
            down.append(step)
        }
        guard attribute != nil || !down.isEmpty else { return nil }
    }
}
