internal import Changesets

/// How text for a person looks: plain for files and pipes, with colour and signs on a terminal.
public struct TextStyle: Hashable, Sendable {
    public var hasColour: Bool
    /// Whether a change begins with a sign, as in a diff.
    public var hasSigns: Bool

    public init(hasColour: Bool = false, hasSigns: Bool = false) {
        self.hasColour = hasColour
        self.hasSigns = hasSigns
    }

    public static let plain = TextStyle()

    func heading(_ text: String) -> String { paint(text, "1") }

    func error(_ text: String) -> String { paint(text, "31") }

    func warning(_ text: String) -> String { paint(text, "33") }

    func faint(_ text: String) -> String { paint(text, "2") }

    /// A line about a change, in the colour of what happens.
    func change(_ line: String, _ kind: ChangeKind?) -> String {
        let look = Self.look(of: kind)
        return paint(hasSigns ? "\(look.sign) \(line)" : line, look.colour)
    }

    private func paint(_ text: String, _ colour: String) -> String {
        hasColour && !text.isEmpty ? "\u{1B}[\(colour)m\(text)\u{1B}[0m" : text
    }

    private static func look(of kind: ChangeKind?) -> (sign: String, colour: String) {
        switch kind {
        case .added, .reactivated: ("+", "32")
        case .retired: ("-", "31")
        case .moved: ("»", "36")
        case .missing: ("?", "35")
        case .renamed, .recased, .recoded, .changed: ("~", "33")
        case nil: (" ", "0")
        }
    }
}
