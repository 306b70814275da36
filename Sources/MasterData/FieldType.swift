/// What a field's canonical text must look like.
public enum FieldType: Hashable, Sendable {
    /// Any text, NFC, trimmed.
    case text
    /// The name of a thing: text without line breaks.
    case name
    /// Text values joined by `|`.
    case list
    case integer(ClosedRange<Int>)
    case day
    /// `yes` or `no`.
    case flag
    case choice([String])
    /// A bare code of one kind.
    case code(MasterKind)
    /// `kind:code` of any kind of place.
    case place
    /// `kind:code` of any kind of thing.
    case thing
    /// Ten digits, sealed before they leave the spool.
    case mobile
    case email

    /// The key that a value of this type points at; nothing for types that are no reference.
    public func reference(_ value: String) -> RowKey? {
        switch self {
        case .code(let kind):
            value.utf8.contains(UInt8(ascii: ":")) ? RowKey(value) : RowKey(kind, value)
        case .place: RowKey(value).flatMap { $0.kind.isPlace ? $0 : nil }
        case .thing: RowKey(value)
        default: nil
        }
    }

    public var isReference: Bool {
        switch self {
        case .code, .place, .thing: true
        default: false
        }
    }

    /// Whether the value is text for people, kept as it was written.
    public var isProse: Bool {
        switch self {
        case .text, .name, .list: true
        default: false
        }
    }

    /// Whether the value says something about a person that must be able to be erased.
    public var isSealed: Bool { self == .mobile || self == .email }
}
