/// Where a code comes from; a kind lists its schemes in order of preference.
public enum CodeScheme: String, CaseIterable, Hashable, Sendable {
    /// The Local Government Directory of the Government of India.
    case lgd
    /// The codes of the portal's own Raj Masters.
    case raj
    /// Codes given by whoever keeps this database.
    case own
}

/// What names one thing in feeds, changesets, exports and route files: scheme, kind and code.
///
/// Codes are text: in Rajasthan LGD `629` is a district and also a tehsil, and leading
/// zeros count. A thing's internal id never leaves the store.
public struct RowKey: Hashable, Sendable {
    public var kind: MasterKind
    public var scheme: CodeScheme
    public var code: String

    /// A key in the given scheme, or in the first scheme of the kind.
    public init(_ kind: MasterKind, _ code: String, scheme: CodeScheme? = nil) {
        self.kind = kind
        self.scheme = scheme ?? kind.schema.schemes[0]
        self.code = code
    }
}

extension RowKey: Comparable {
    public static func < (a: RowKey, b: RowKey) -> Bool {
        if a.kind != b.kind { return a.kind < b.kind }
        if a.code != b.code { return a.code.utf8.lexicographicallyPrecedes(b.code.utf8) }
        return a.scheme.rawValue < b.scheme.rawValue
    }
}

extension RowKey: CustomStringConvertible, LosslessStringConvertible {
    /// `district:101`, or `district@own:101` when the scheme is not the kind's first.
    public var description: String {
        scheme == kind.schema.schemes[0]
            ? "\(kind.rawValue):\(code)" : "\(kind.rawValue)@\(scheme.rawValue):\(code)"
    }

    /// Reads what ``description`` writes.
    public init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let code = String(text[text.utf8.index(after: colon)...])
        guard !code.isEmpty else { return nil }
        let head = text[..<colon]
        if let at = head.utf8.firstIndex(of: UInt8(ascii: "@")) {
            guard let kind = MasterKind(rawValue: String(head[..<at])),
                let scheme = CodeScheme(rawValue: String(head[head.utf8.index(after: at)...]))
            else { return nil }
            self.init(kind, code, scheme: scheme)
        } else {
            guard let kind = MasterKind(rawValue: String(head)) else { return nil }
            self.init(kind, code)
        }
    }
}
