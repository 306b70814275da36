import MasterData

/// The page of one finding code, made from the comment above its declaration.
struct CheckPage {
    var code: String
    /// The name in the sources: `ReferencesAreKnown`.
    var name: String
    /// The sentences of the comment, one paragraph each: what and why.
    var paragraphs: [String]
    /// The paragraph that begins with `Example:`.
    var example = ""
    /// The paragraph that begins with `Repair:`.
    var repair = ""
    /// The severities that the check reports with, worst first.
    var severities: [Severity]

    /// The first sentence, without line breaks.
    var summary: String {
        let text = paragraphs.first ?? ""
        guard let end = text.firstRange(of: ". ") else { return text }
        return String(text[..<end.lowerBound]) + "."
    }

    var text: String {
        """
        # \(code)

        \(paragraphs.joined(separator: "\n\n"))

        ## Example

        \(example)

        ## Repair

        \(repair)

        | | |
        |---|---|
        | reported as | \(severities.isEmpty ? "see the message" : words) |
        | holds up | \(effect) |
        | check | `\(name)` |

        <!-- Made from the comment above the check; change it there. -->

        """
    }

    var words: String { severities.map(\.rawValue).joined(separator: ", ") }

    /// What a finding of this code holds up when it is an error.
    private var effect: String {
        guard severities.contains(.error) else { return "nothing" }
        return switch FindingCode(stringLiteral: code).family {
        case "file", "structure": "the file is refused"
        case "match", "guard": "the plan, until it is answered"
        default: "the row, and what refers to it"
        }
    }

    static func index(_ pages: [CheckPage]) -> String {
        var lines = [
            "# Checks", "",
            "What the check book looks at in every candidate: the live masters with the changes of a plan made. An error holds the row; a fault that the live masters had already is listed apart and blocks nothing new.",
            "", "| code | reported as | what it promises |", "|---|---|---|",
        ]
        lines += pages.map { "| [\($0.code)](\($0.code).md) | \($0.words) | \($0.summary) |" }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension CheckPage {
    /// The pages of the checks in a file; a check is a `struct X: Check` with a comment.
    static func pages(in source: SourceText) -> [CheckPage] {
        let lines = source.lines
        return lines.indices.compactMap { index in
            guard let name = checkName(lines[index]) else { return nil }
            let body = lines[index...].joined(separator: "\n")
            let code = body.components(after: "static let code: FindingCode = \"", upTo: "\"").first
            var page = CheckPage(
                code: code ?? "", name: name, paragraphs: comment(above: index, in: lines),
                severities: severities(in: body))
            page.example = page.takeParagraph("Example: ")
            page.repair = page.takeParagraph("Repair: ")
            return page
        }
    }

    /// Takes the paragraph that begins with a word out of the others, as a sentence.
    private mutating func takeParagraph(_ word: String) -> String {
        guard let index = paragraphs.firstIndex(where: { $0.hasPrefix(word) }) else { return "" }
        let text = paragraphs.remove(at: index).dropFirst(word.count)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private static func checkName(_ line: Substring) -> String? {
        let words = line.split(whereSeparator: { " :,{".contains($0) })
        guard let position = words.firstIndex(of: "struct"), words.count > position + 2,
            words[(position + 2)...].contains(where: { $0 == "Check" || $0 == "RowCheck" })
        else { return nil }
        return String(words[position + 1])
    }

    private static func severities(in body: String) -> [Severity] {
        [.error, .warning, .note].filter { severity in
            body.contains("findings.\(severity.rawValue)(")
                || body.contains("severity: .\(severity.rawValue)")
        }
    }

    /// The paragraphs of the `///` lines that end above a line.
    private static func comment(above index: Int, in lines: [Substring]) -> [String] {
        var texts: [String] = []
        var position = index - 1
        while position >= 0 {
            let line = lines[position].drop { $0 == " " }
            if line.hasPrefix("@") {
                position -= 1
                continue
            }
            guard line.hasPrefix("///") else { break }
            texts.append(String(line.dropFirst(3).drop { $0 == " " }))
            position -= 1
        }
        return texts.reversed().split(separator: "").map { paragraph in
            paragraph.joined(separator: " ").replacing("``", with: "`")
        }
    }
}
