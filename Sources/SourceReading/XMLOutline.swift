/// Which elements a document has, how they stand in one another, and which attributes they bear.
///
/// By it a layout can be proposed for a document that no profile reads. It knows no values.
public struct XMLOutline: Hashable, Sendable {
    public struct Attribute: Hashable, Sendable {
        public var name: String
        public var namespace: String?
    }

    /// All elements of one path.
    public struct Element: Hashable, Sendable {
        public var name: String
        public var namespace: String?
        /// Where the element that holds them stands in the list; nothing for the root.
        public var parent: Int?
        public var count = 0
        /// How many of them one parent holds at most.
        public var mostInParent = 0
        public var hasText = false
        public var attributes: [Attribute] = []
    }

    /// Each after its parent, the root first.
    public var elements: [Element] = []

    /// Looks at the start of a document: its first fifty thousand elements.
    public init(of file: SourceFile, limits: ReadingLimits = .standard) throws {
        let parser = XMLPushParser(
            file: file, limits: limits, assembly: nil, outline: XMLOutlineDraft())
        try parser.parse()
        self = parser.outline ?? XMLOutline(elements: [])
    }

    init(elements: [Element]) {
        self.elements = elements
    }
}

/// An outline while the document is read.
struct XMLOutlineDraft {
    private(set) var outline = XMLOutline(elements: [])
    private var seen = 0
    /// The open elements: which of the outline, and a number of its own; none for one that has
    /// no room in the outline.
    private var open: [(element: Int, serial: Int)?] = []
    /// For each element of the outline, how many stand in which opening of its parent.
    private var counts: [(serial: Int, count: Int)] = []
    private var places: [Place: Int] = [:]

    /// The parser has one copy of each name.
    private struct Place: Hashable {
        var parent: Int?
        var name: UnsafePointer<UInt8>
        var namespace: UnsafePointer<UInt8>?
    }

    private static let elementsAtMost = 2000
    private static let seenAtMost = 50_000

    var isFull: Bool { seen >= Self.seenAtMost }

    mutating func start(_ tag: XMLStartTag) {
        seen += 1
        let parent = open.last.flatMap { $0 }
        guard open.isEmpty || parent != nil else {
            open.append(nil)
            return
        }
        let place = Place(parent: parent?.element, name: tag.name, namespace: tag.namespace)
        let element: Int
        if let known = places[place] {
            element = known
        } else {
            guard outline.elements.count < Self.elementsAtMost else {
                open.append(nil)
                return
            }
            element = outline.elements.count
            outline.elements.append(
                XMLOutline.Element(
                    name: String(cString: tag.name),
                    namespace: tag.namespace.map { String(cString: $0) }, parent: parent?.element))
            counts.append((-1, 0))
            places[place] = element
        }
        outline.elements[element].count += 1
        let serial = parent?.serial ?? 0
        counts[element] = (serial, counts[element].serial == serial ? counts[element].count + 1 : 1)
        outline.elements[element].mostInParent = max(
            outline.elements[element].mostInParent, counts[element].count)
        for index in 0..<tag.attributeCount {
            guard let attribute = tag.attribute(index) else { continue }
            let met = XMLOutline.Attribute(
                name: String(cString: attribute.name),
                namespace: attribute.namespace.map { String(cString: $0) })
            if !outline.elements[element].attributes.contains(met) {
                outline.elements[element].attributes.append(met)
            }
        }
        open.append((element, seen))
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        guard let last = open.last, let element = last?.element,
            !outline.elements[element].hasText
        else { return }
        outline.elements[element].hasText = bytes.contains { $0 > 0x20 }
    }

    mutating func end() { _ = open.popLast() }
}
