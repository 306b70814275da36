/// Where the records of an XML master lie, and which of their parts are fields.
public struct XMLLayout: Hashable, Sendable {
    /// The namespace of all its elements; nothing when they have none.
    public var namespace: String?
    /// The name of the root element.
    public var root: String
    public var records: [XMLRecordLayout]

    public init(namespace: String? = nil, root: String, records: [XMLRecordLayout]) {
        self.namespace = namespace
        self.root = root
        self.records = records
    }
}

/// One kind of record: the element that is one, and its fields in order.
///
///     XMLRecordLayout(
///         path: ["masters", "officer", "posting"],
///         fields: ["@post", "from", "../@code"])
public struct XMLRecordLayout: Hashable, Sendable {
    /// The names of the elements from the root to the record.
    public var path: [String]
    /// What a record's fields are, each seen from the record's element:
    ///
    /// - `@code`: an attribute;
    /// - `name`: the text of a child element, `contact/mobile` of one deeper down;
    /// - `contact/@kind`: an attribute of such an element;
    /// - `../@code`, `../../@code`: an attribute of an enclosing element;
    /// - `.`: the record's own text.
    public var fields: [String]

    public init(path: [String], fields: [String]) {
        self.path = path
        self.fields = fields
    }
}

/// A layout that contradicts itself: a fault of the profile, not of a file.
public struct XMLLayoutError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The record's path, and the field if one is at fault: `masters/officer: ../name`.
    public let place: String
    public let reason: String

    public var description: String { "\(place): \(reason)" }
}
