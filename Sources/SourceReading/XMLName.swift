/// A name, compared with those of the parser, which has one copy of each.
struct XMLName {
    private var word: XMLWord
    private var namespace: XMLWord?
    private let isAnyNamespace: Bool

    var text: String { word.text }

    init(_ text: String, namespace: String?, isAnyNamespace: Bool = false) {
        word = XMLWord(text)
        self.namespace = namespace.map { XMLWord($0) }
        self.isAnyNamespace = isAnyNamespace
    }

    @inline(__always)
    mutating func matches(
        _ name: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>?
    ) -> Bool {
        word.equals(name) && hasNamespace(other)
    }

    @inline(__always)
    private mutating func hasNamespace(_ other: UnsafePointer<UInt8>?) -> Bool {
        if isAnyNamespace { return true }
        guard let other else { return namespace == nil }
        return namespace?.equals(other) ?? false
    }

    func isSame(as other: XMLName) -> Bool {
        text == other.text && isAnyNamespace == other.isAnyNamespace
            && namespace?.text == other.namespace?.text
    }
}

/// A word, whose copy in the parser is remembered once it was met.
private struct XMLWord {
    let text: String
    private let bytes: [UInt8]
    private var known: UnsafePointer<UInt8>?

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    @inline(__always)
    mutating func equals(_ other: UnsafePointer<UInt8>) -> Bool {
        known == other || equalsByBytes(other)
    }

    private mutating func equalsByBytes(_ other: UnsafePointer<UInt8>) -> Bool {
        for (index, byte) in bytes.enumerated() where byte == 0 || other[index] != byte {
            return false
        }
        guard other[bytes.count] == 0 else { return false }
        known = other
        return true
    }
}

/// What the names in the paths of a layout stand for.
struct XMLNames {
    private let namespace: String?
    private let prefixes: [String: String]
    private let ignoresNamespaces: Bool

    init(_ layout: XMLLayout) {
        namespace = layout.namespace
        // The one prefix that every document has.
        prefixes = layout.namespaces.merging(
            ["xml": "http://www.w3.org/XML/1998/namespace"], uniquingKeysWith: { first, _ in first }
        )
        ignoresNamespaces = layout.ignoresNamespaces
    }

    /// Nothing when the prefix is not declared.
    func element(_ name: XMLQualifiedName) -> XMLName? {
        if name.prefix != nil { return prefixed(name) }
        return XMLName(name.name, namespace: namespace, isAnyNamespace: ignoresNamespaces)
    }

    /// Nothing when the prefix is not declared.
    func attribute(_ name: XMLQualifiedName) -> XMLName? {
        if name.prefix != nil { return prefixed(name) }
        return XMLName(name.name, namespace: nil, isAnyNamespace: ignoresNamespaces)
    }

    private func prefixed(_ name: XMLQualifiedName) -> XMLName? {
        guard let prefix = name.prefix, let namespace = prefixes[prefix] else { return nil }
        return XMLName(name.name, namespace: namespace)
    }
}
