internal import MasterData
internal import SourceReading

/// Which elements of an outline are records, and which of their parts are columns.
struct XMLShape {
    private let outline: XMLOutline
    let namespace: String?
    /// Some elements have a namespace and some have none, which no prefix can say.
    let ignoresNamespaces: Bool
    /// Whether what stands in an enclosing element, and not in its tag, is a column.
    var takesElementsAbove = true
    private var children: [[Int]]
    /// By prefix.
    private(set) var namespaces: [String: String] = [:]
    /// For each column of each record: the element that bears it.
    private(set) var bearers: [[String?]] = []

    init(_ outline: XMLOutline, namespace: String?) {
        self.outline = outline
        self.namespace = namespace
        ignoresNamespaces = namespace != nil && outline.elements.contains { $0.namespace == nil }
        children = outline.elements.map { _ in [] }
        for (index, element) in outline.elements.enumerated() {
            if let parent = element.parent { children[parent].append(index) }
        }
    }

    /// An element that stands several times in its parent and has columns of its own.
    mutating func records(_ root: String) -> [XMLRecordLayout] {
        var layouts: [XMLRecordLayout] = []
        for index in outline.elements.indices.dropFirst() where isRecord(index) {
            var fields: [String] = []
            var bearers: [String?] = []
            let own = columns(of: index)
            fields += own.map(\.path)
            bearers += own.map(\.bearer)
            var up = "../"
            var next = outline.elements[index].parent
            while let parent = next {
                for column in columns(of: parent)
                where takesElementsAbove || column.path.hasPrefix("@") {
                    fields.append(up + column.path)
                    bearers.append(column.bearer)
                }
                up += "../"
                next = outline.elements[parent].parent
            }
            layouts.append(XMLRecordLayout(path: [root] + path(to: index), fields: fields))
            self.bearers.append(bearers)
        }
        return layouts
    }

    private func isRecord(_ index: Int) -> Bool {
        let element = outline.elements[index]
        let isOnWay = outline.elements.indices.contains {
            isRepeated($0) && isWithin($0, index) && !isLeaf($0)
        }
        let several = isRepeated(index) || (element.count > 1 && isOnWay && !isLeaf(index))
        guard several, !isLeaf(index) || !element.attributes.isEmpty else { return false }
        return !ownColumnsAreNone(index)
    }

    private func ownColumnsAreNone(_ index: Int) -> Bool {
        outline.elements[index].attributes.isEmpty
            && !children[index].contains { isLeaf($0) }
    }

    private func isWithin(_ index: Int, _ outer: Int) -> Bool {
        var next = outline.elements[index].parent
        while let parent = next {
            if parent == outer { return true }
            next = outline.elements[parent].parent
        }
        return false
    }

    private func isRepeated(_ index: Int) -> Bool { outline.elements[index].mostInParent > 1 }
    private func isLeaf(_ index: Int) -> Bool { children[index].isEmpty }

    /// The attributes of an element, and what is in it once: texts and attributes, at any depth.
    private mutating func columns(of index: Int) -> [(path: String, bearer: String?)] {
        let element = outline.elements[index]
        var columns: [(String, String?)] = element.attributes.map {
            ("@" + name($0.name, $0.namespace, isAttribute: true), element.name)
        }
        if isLeaf(index), element.hasText, element.parent != nil {
            columns.append((".", element.name))
        }
        for child in children[index] {
            let below = outline.elements[child]
            let step = name(below.name, below.namespace)
            if isRepeated(child) {
                // Of texts that repeat the first is offered.
                if isLeaf(child), below.attributes.isEmpty, below.hasText {
                    columns.append((step + "[1]", nil))
                }
                continue
            }
            if isLeaf(child) {
                if below.hasText || below.attributes.isEmpty { columns.append((step, nil)) }
                columns += below.attributes.map {
                    (step + "/@" + name($0.name, $0.namespace, isAttribute: true), below.name)
                }
            } else if below.count <= element.count, !isRecord(child), !holdsRecords(child) {
                columns += self.columns(of: child).map {
                    (step + "/" + $0.path, $0.bearer ?? below.name)
                }
            }
        }
        return columns
    }

    private func holdsRecords(_ index: Int) -> Bool {
        children[index].contains { isRepeated($0) || holdsRecords($0) }
    }

    private mutating func path(to index: Int) -> [String] {
        var steps: [String] = []
        var next = index
        while let parent = outline.elements[next].parent {
            steps.insert(name(outline.elements[next].name, outline.elements[next].namespace), at: 0)
            next = parent
        }
        return steps
    }

    /// A name as a path has it, with a prefix where it is in another namespace than the root.
    private mutating func name(
        _ name: String, _ given: String?, isAttribute: Bool = false
    ) -> String {
        guard let given, !ignoresNamespaces else { return name }
        if !isAttribute, given == namespace { return name }
        if let known = namespaces.first(where: { $0.value == given }) {
            return "\(known.key):\(name)"
        }
        let prefix = "n\(namespaces.count + 1)"
        namespaces[prefix] = given
        return "\(prefix):\(name)"
    }
}
