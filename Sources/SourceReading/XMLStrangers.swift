internal import MasterData

/// Reports what a document holds and its layout does not know, each name once with its count.
///
/// Where a name is an error it is told when it is met, and the count is not waited for.
struct XMLStrangers {
    let file: String
    private let layout: XMLLayout
    private let severity: Severity
    private let report: (Finding) throws -> Void
    /// In the order they were met.
    private var met: [Stranger] = []
    private var places: [Key: Int] = [:]
    /// How often names were met that had no room any more.
    private var others = 0

    private struct Stranger {
        let code: FindingCode
        let position: XMLGuard.Position
        let value: String
        let message: String
        var count = 1
    }

    /// The parser has one copy of each name, so that its address is enough.
    private struct Key: Hashable {
        let code: FindingCode
        let node: Int
        var name: UnsafePointer<UInt8>?
        var namespace: UnsafePointer<UInt8>?
    }

    /// After so many different names the rest say nothing new.
    private static let listedAtMost = 1000

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
        let wanted =
            layout.ignoresNamespaces
            ? "any namespace" : layout.namespace.map { "namespace '\($0)'" } ?? "no namespace"
        return SourceError(
            ReadingFinding.unexpectedRoot, at: origin(tag.position), value: name,
            "The root element is '\(name)' with \(Self.described(tag.namespace)), not"
                + " '\(layout.root)' with \(wanted). Check the file, or name another profile.")
    }

    /// A value came after records that should have had it.
    func late(_ node: XMLNode, at position: XMLGuard.Position) -> SourceError {
        SourceError(
            ReadingFinding.lateElement, at: origin(position), value: node.name.text,
            "'\(node.path)' stands after records that read it, which were read without it."
                + " Write it before them."
        )
    }

    /// A record lies in one of its own name, deeper than the layout goes: it would be lost.
    func recursive(_ tag: XMLStartTag, in parent: XMLNode, of outer: XMLNode) -> SourceError {
        let path = "\(parent.path)/\(outer.name.text)"
        return SourceError(
            ReadingFinding.recursiveElement, at: origin(tag.position), value: outer.name.text,
            "'\(path)' stands inside '\(outer.path)', an element of the same name, and the profile"
                + " does not map it. Give each depth a record of its own, this one with the element"
                + " '\(path.split(separator: "/").dropFirst().joined(separator: "/"))', or ignore it"
                + " in the profile.")
    }

    mutating func reportElement(
        _ tag: XMLStartTag, in parent: XMLNode, _ node: Int, known: () -> [String]
    ) throws {
        let key = Key(
            code: ReadingFinding.unknownElement, node: node, name: tag.name,
            namespace: tag.namespace)
        try meet(key, tag.position) {
            let name = String(cString: tag.name)
            let path = "\(parent.path)/\(name)"
            let known = known()
            if known.contains(name) {
                return (
                    name,
                    "Element '\(path)' with \(Self.described(tag.namespace)) is none of those of that name that the profile reads"
                )
            }
            let listed = known.indices.filter { known.firstIndex(of: known[$0]) == $0 }
            let names = listed.prefix(12).map { known[$0] }.map { "'\($0)'" }.joined(
                separator: ", ")
            return (
                name,
                "The profile does not map element '\(path)'"
                    + (names.isEmpty ? "" : "; in '\(parent.path)' it knows \(names)")
            )
        }
    }

    mutating func reportAttribute(
        _ attribute: XMLStartTag.Attribute, _ tag: XMLStartTag, of node: XMLNode, _ index: Int
    ) throws {
        if let namespace = attribute.namespace, Self.isCommon(namespace) { return }
        let key = Key(
            code: ReadingFinding.unknownAttribute, node: index, name: attribute.name,
            namespace: attribute.namespace)
        try meet(key, tag.position) {
            let name = String(cString: attribute.name)
            return (name, "The profile does not map attribute '\(name)' of '\(node.path)'")
        }
    }

    mutating func reportText(
        _ bytes: UnsafeRawBufferPointer, in node: XMLNode, _ index: Int,
        at position: XMLGuard.Position
    ) throws {
        try meet(Key(code: ReadingFinding.unexpectedText, node: index), position) {
            (
                String(decoding: bytes.prefix(60), as: UTF8.self),
                "Text stands directly in '\(node.path)', where the profile has none"
            )
        }
    }

    /// Not once but each time, for here a record loses a value; where others would lose it too,
    /// or records inside would be lost, there is no reading on.
    func reportRepeated(_ node: XMLNode, _ tag: XMLStartTag) throws {
        let isFatal = node.isForOthers || node.isOnWay
        let finding = Finding(
            code: ReadingFinding.repeatedElement, severity: .error, origin: origin(tag.position),
            value: node.name.text,
            message: "'\(node.path)' stands here for the second time in one element"
                + (isFatal
                    ? ", and records inside read it. Remove one of them."
                    : "; its record is held. Remove one, or let the profile say which of them it reads.")
        )
        if isFatal { throw SourceError(finding) }
        try report(finding)
    }

    /// Reports each name that was met, and how often.
    mutating func finish() throws {
        for stranger in met {
            try report(
                finding(stranger, "\(stranger.message): left out \(Self.times(stranger.count))."))
        }
        guard others > 0, let last = met.last else { return }
        let more = Stranger(
            code: last.code, position: last.position, value: String(others), message: "")
        try report(
            finding(
                more,
                "Names that the profile does not map, besides the \(Self.listedAtMost) listed: left out \(Self.times(others))."
            ))
    }

    private mutating func meet(
        _ key: Key, _ position: XMLGuard.Position, _ told: () -> (value: String, message: String)
    ) throws {
        if let place = places[key] {
            if place < met.count { met[place].count += 1 }
            return
        }
        guard places.count < Self.listedAtMost else {
            others += 1
            return
        }
        let (value, message) = told()
        let stranger = Stranger(
            code: key.code, position: position, value: value, message: message)
        places[key] = met.count
        guard severity == .error else {
            met.append(stranger)
            return
        }
        places[key] = .max
        try report(finding(stranger, "\(message). Correct it, or map or ignore it in the profile."))
    }

    private func finding(_ stranger: Stranger, _ message: String) -> Finding {
        Finding(
            code: stranger.code, severity: severity, origin: origin(stranger.position),
            value: stranger.value, message: message)
    }

    private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

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
