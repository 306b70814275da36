/// A start tag, valid during the call. Equal names and namespaces have equal addresses.
struct XMLStartTag {
    let name: UnsafePointer<UInt8>
    let namespace: UnsafePointer<UInt8>?
    let position: XMLGuard.Position
    let attributeCount: Int
    /// Five pointers each: name, prefix, namespace, start and end of the value.
    private let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    init(
        name: UnsafePointer<UInt8>, namespace: UnsafePointer<UInt8>?, position: XMLGuard.Position,
        attributeCount: Int, attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        self.name = name
        self.namespace = namespace
        self.position = position
        self.attributeCount = attributes == nil ? 0 : attributeCount
        self.attributes = attributes
    }

    struct Attribute {
        let name: UnsafePointer<UInt8>
        let namespace: UnsafePointer<UInt8>?
        /// `&amp;` and `&#38;` are still `&#38;` here; see ``appendValue(to:)``.
        let written: UnsafeRawBufferPointer
    }

    func attribute(_ index: Int) -> Attribute? {
        guard let fields = attributes.map({ $0 + 5 * index }), let name = fields[0],
            let start = fields[3], let end = fields[4], start <= end
        else { return nil }
        return Attribute(
            name: name, namespace: fields[2],
            written: UnsafeRawBufferPointer(start: start, count: end - start))
    }
}

extension XMLStartTag.Attribute {
    /// Appends the value with its ampersands.
    ///
    /// Unless told to substitute entities, which we never do, libxml2 leaves every
    /// ampersand of an attribute as `&#38;`. It does so with all of them, so each one is one.
    func appendValue(to bytes: inout [UInt8]) {
        guard written.contains(UInt8(ascii: "&")) else {
            bytes.append(contentsOf: written)
            return
        }
        let escape = Array("&#38;".utf8)
        var rest = written[...]
        while let byte = rest.first {
            bytes.append(byte)
            rest = rest.dropFirst(byte == escape[0] && rest.starts(with: escape) ? escape.count : 1)
        }
    }
}

extension XMLStartTag {
    /// Whether it has an attribute of this name with this value.
    func has(_ name: inout XMLName, _ value: [UInt8]) -> Bool {
        for index in 0..<attributeCount {
            guard let attribute = attribute(index),
                name.matches(attribute.name, attribute.namespace)
            else { continue }
            var bytes: [UInt8] = []
            attribute.appendValue(to: &bytes)
            return bytes == value
        }
        return false
    }
}
