/// What can stand between braces in the text of a notice.
public enum NoticeValue: String, CaseIterable, Hashable, Sendable {
    case number, category, post, level
    case lastDay = "last_day"
    case day, stage
    case appealDay = "appeal_day"
}

/// One text of a notice: words, and the places where values are filled in.
public struct NoticeText: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case words(String)
        case value(NoticeValue)
    }

    private var pieces: [Piece] = []

    /// What it fills in.
    public var values: Set<NoticeValue> {
        Set(pieces.compactMap { if case .value(let value) = $0 { value } else { nil } })
    }

    /// Reads a text such as `Complaint {number} is with you as {post}.`
    ///
    /// A name between braces that the template does not know is an error, so that a misspelt
    /// one is noticed before anybody is written to.
    public init(
        _ bytes: [UInt8], of template: NoticeTemplate, file: String
    ) throws(NoticeTextError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw NoticeTextError(file: file, line: 1, column: 1, fault: .notUTF8)
        }
        var line = 1
        var column = 1
        var words = ""
        var name: (text: String, line: Int, column: Int)?
        for character in text {
            switch (character, name) {
            case ("{", nil): name = ("", line, column)
            case ("{", let open?), ("\n", let open?):
                throw NoticeTextError(
                    file: file, line: open.line, column: open.column, fault: .notClosed)
            case ("}", nil):
                throw NoticeTextError(file: file, line: line, column: column, fault: .notOpened)
            case ("}", let open?):
                guard let value = NoticeValue(rawValue: open.text),
                    template.values.contains(value)
                else {
                    throw NoticeTextError(
                        file: file, line: open.line, column: open.column,
                        fault: .unknown(open.text, known: template.values))
                }
                if !words.isEmpty { pieces.append(.words(words)) }
                pieces.append(.value(value))
                words = ""
                name = nil
            case (_, nil): words.append(character)
            case (_, _?): name?.text.append(character)
            }
            column += 1
            if character == "\n" { (line, column) = (line + 1, 1) }
        }
        if let open = name {
            throw NoticeTextError(
                file: file, line: open.line, column: open.column, fault: .notClosed)
        }
        while words.last?.isWhitespace == true { words.removeLast() }
        if !words.isEmpty { pieces.append(.words(words)) }
        guard !pieces.isEmpty else {
            throw NoticeTextError(file: file, line: 1, column: 1, fault: .empty)
        }
    }

    /// The text with its values; every one that a template knows has one.
    func filled(_ value: (NoticeValue) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .value(let name): value(name)
            }
        }.joined()
    }
}

/// What is wrong with the text of a notice.
public struct NoticeTextError: Error, Hashable, CustomStringConvertible {
    public enum Fault: Hashable, Sendable {
        case notUTF8, empty, notClosed, notOpened
        case unknown(String, known: [NoticeValue])
        case unknownFile
        case unreadable
    }

    public var file: String
    public var line: Int
    public var column: Int
    public var fault: Fault

    public init(file: String, line: Int, column: Int, fault: Fault) {
        self.file = file
        self.line = line
        self.column = column
        self.fault = fault
    }

    public var description: String {
        let words =
            switch fault {
            case .notUTF8: "is not UTF-8. Save it as UTF-8."
            case .empty: "is empty. Write the text of the notice."
            case .notClosed: "'{' is not closed. Write '}' after the name."
            case .notOpened: "'}' without '{' before it."
            case .unknown(let name, let known):
                "'{\(name)}' is unknown here; known are \(known.map { "{\($0.rawValue)}" }.joined(separator: ", "))."
            case .unknownFile:
                "is no notice; known are \(NoticeTexts.fileNames.joined(separator: ", "))."
            case .unreadable: "cannot be read."
            }
        return "\(file):\(line):\(column): error: system.notice-text: \(words)"
    }
}
