internal import MasterData

/// Reports what a document holds and its layout does not know, each name once.
struct XMLStrangers {
    let file: String
    private let layout: XMLLayout
    private let severity: Severity
    private let report: (Finding) throws -> Void
    private var reported: Set<String> = []

    /// After so many different names the rest say nothing new.
    private static let reportedAtMost = 1000

    init(
        file: String, layout: XMLLayout, severity: Severity,
        report: @escaping (Finding) throws -> Void
    ) {
        self.file = file
        self.layout = layout
        self.severity = severity
        self.report = report
    }

    func origin(_ position: XMLGuard.Position) -> Origin {
        Origin(file: file, line: position.line, column: position.column)
    }

    func unexpectedRoot(_ tag: XMLStartTag) -> SourceError {
        let name = String(cString: tag.name)
        let wanted = layout.namespace.map { "namespace '\($0)'" } ?? "no namespace"
        return SourceError(
            ReadingFinding.unexpectedRoot, at: origin(tag.position), value: name,
            "The root element is '\(name)' with \(Self.described(tag.namespace)), not"
                + " '\(layout.root)' with \(wanted). Check the file, or name another profile.")
    }

    mutating func reportElement(
        _ tag: XMLStartTag, in parent: XMLNode, hasNamespace: Bool, known: [String]
    ) throws {
        let name = String(cString: tag.name)
        let path = "\(parent.path)/\(name)"
        var message = "The layout has no element '\(path)'."
        if !hasNamespace, known.contains(name) {
            message = "Element '\(path)' has \(Self.described(tag.namespace)), not the layout's."
        } else if !known.isEmpty {
            let names = known.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
            message += " In '\(parent.path)' it knows \(names)."
        }
        try add(once: path, ReadingFinding.unknownElement, tag.position, value: name, message)
    }

    mutating func reportAttribute(
        _ attribute: XMLStartTag.Attribute, _ tag: XMLStartTag, of node: XMLNode
    ) throws {
        if let namespace = attribute.namespace, Self.isCommon(namespace) { return }
        let name = String(cString: attribute.name)
        try add(
            once: "\(node.path)/@\(name)", ReadingFinding.unknownAttribute, tag.position,
            value: name,
            "No field of the layout takes attribute '\(name)' of '\(node.path)'.")
    }

    mutating func reportText(_ bytes: UnsafeRawBufferPointer, in node: XMLNode) throws {
        try add(
            once: node.path + "/text()", ReadingFinding.unexpectedText, node.position,
            value: String(decoding: bytes.prefix(60), as: UTF8.self),
            "Text stands directly in '\(node.path)', where the layout has none."
                + " Put it into an element.")
    }

    /// Not once but each time, for here a record loses a value.
    func reportRepeated(_ node: XMLNode, _ tag: XMLStartTag) throws {
        try report(
            Finding(
                code: ReadingFinding.repeatedElement, severity: .error,
                origin: origin(tag.position),
                value: node.name.text,
                message: "'\(node.path)' stands here for the second time in one record;"
                    + " the first is taken."))
    }

    private mutating func add(
        once name: String, _ code: FindingCode, _ position: XMLGuard.Position, value: String,
        _ message: String
    ) throws {
        guard reported.count < Self.reportedAtMost, reported.insert(name).inserted else { return }
        try report(
            Finding(
                code: code, severity: severity, origin: origin(position), value: value,
                message: message))
    }

    private static func described(_ namespace: UnsafePointer<UInt8>?) -> String {
        namespace.map { "namespace '\(String(cString: $0))'" } ?? "no namespace"
    }

    /// `xml:lang` and `xsi:schemaLocation` may stand on any element and say nothing here.
    private static func isCommon(_ namespace: UnsafePointer<UInt8>) -> Bool {
        let name = String(cString: namespace)
        return name == "http://www.w3.org/2001/XMLSchema-instance"
            || name == "http://www.w3.org/XML/1998/namespace"
    }
}
