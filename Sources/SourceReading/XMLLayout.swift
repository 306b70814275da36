/// Where the records of an XML master lie, and which of their parts are fields.
///
/// Names in paths may have a prefix that ``namespaces`` declares; those without one are in
/// ``namespace``, attributes without one in none. With ``ignoresNamespaces`` a name without a
/// prefix is that name in whatever namespace.
public struct XMLLayout: Hashable, Sendable {
    /// The namespace of elements whose names have no prefix; nothing when they have none.
    public var namespace: String?
    /// The name of the root element.
    public var root: String
    public var records: [XMLRecordLayout]
    /// What the prefixes in paths stand for; those in files may be others.
    public var namespaces: [String: String] = [:]
    /// Whether names without a prefix are compared as such alone.
    public var ignoresNamespaces = false
    /// Paths below the root of elements and attributes that are known and mean nothing.
    public var ignored: [String] = []

    public init(namespace: String? = nil, root: String, records: [XMLRecordLayout]) {
        self.namespace = namespace
        self.root = root
        self.records = records
    }

    /// Throws when it contradicts itself.
    public func check() throws(XMLLayoutError) {
        _ = try XMLPlan(self)
    }

    /// Whether it is for documents with this root element.
    public func isFor(root: String, namespace: String?) -> Bool {
        guard let name = XMLQualifiedName(self.root), name.name == root else { return false }
        if let prefix = name.prefix { return namespaces[prefix] == namespace }
        return ignoresNamespaces || self.namespace == namespace
    }
}

/// One kind of record: the element that is one, and its fields in order.
///
///     XMLRecordLayout(
///         path: ["masters", "officer", "posting"],
///         fields: ["@post", "from", "../@code", "../name"])
public struct XMLRecordLayout: Hashable, Sendable {
    /// The elements from the root to the record, each a name, with `[@kind='home']` or `[2]`
    /// where it is one of several of that name.
    public var path: [String]
    /// What a record's fields are, each seen from the record's element:
    ///
    /// - `@code`: an attribute;
    /// - `name`: the text of a child element, `contact/mobile` of one deeper down;
    /// - `contact/@kind`: an attribute of such an element;
    /// - `phone[2]`, `phone[@kind='home']`: one of several of a name. A step without such a
    ///   choice takes the one that no other step takes;
    /// - `../@code`, `../name`, `../../office/@code`: the same, seen from an enclosing element.
    ///   An element there must stand before the records that read it;
    /// - `ancestor::district/@code`: the same, seen from the nearest enclosing element of a name;
    /// - `.`: the record's own text.
    public var fields: [String]

    public init(path: [String], fields: [String]) {
        self.path = path
        self.fields = fields
    }

    /// The steps of `orders/order[@kind='a/b']`; nothing when it is no path.
    public static func steps(of text: String) -> [String]? {
        XMLStep.parts(of: text)?.map(String.init)
    }
}

/// A layout that contradicts itself: a fault of the profile, not of a file.
public struct XMLLayoutError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The record's path, and the field if one is at fault: `masters/officer: ../name`.
    public let place: String
    public let reason: String

    public var description: String { "\(place): \(reason)" }
}
