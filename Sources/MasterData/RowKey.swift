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
        let codes = a.code.utf8Order(to: b.code)
        if codes != 0 { return codes < 0 }
        return a.scheme.rawValue < b.scheme.rawValue
    }
}

extension UnsafeRawBufferPointer {
    /// Whether the bytes are the same.
    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        var offset = 0
        while offset + 8 <= count {
            if loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                != other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            {
                return false
            }
            offset += 8
        }
        while offset < count {
            if self[offset] != other[offset] { return false }
            offset += 1
        }
        return true
    }

    /// Below 0, 0 or above 0, by the bytes.
    func order(to other: UnsafeRawBufferPointer) -> Int {
        for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
            return Int(self[index]) - Int(other[index])
        }
        return count - other.count
    }
}

extension String {
    /// Below 0, 0 or above 0, by the bytes of the texts in UTF-8.
    ///
    /// Unlike `<`, composed and decomposed letters differ here, as they do in the database.
    func utf8Order(to other: String) -> Int {
        let order = utf8.withContiguousStorageIfAvailable { mine in
            other.utf8.withContiguousStorageIfAvailable { theirs in
                for index in 0..<min(mine.count, theirs.count) where mine[index] != theirs[index] {
                    return Int(mine[index]) - Int(theirs[index])
                }
                return mine.count - theirs.count
            }
        }
        if let order, let order { return order }
        if utf8.elementsEqual(other.utf8) { return 0 }
        return utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
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
