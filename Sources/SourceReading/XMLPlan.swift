/// The elements that a layout knows, as a tree in one array, the root first.
///
/// It is made for one reading, and also holds what is remembered of each element while it
/// is open: a layout fixes the depth of each, so that no element is open twice.
struct XMLPlan {
    var nodes: [XMLNode]
    var attributes: [XMLAttributeRule] = []
    private(set) var records: [XMLRecordPlan] = []

    init(_ layout: XMLLayout) throws(XMLLayoutError) {
        nodes = [XMLNode(name: layout.root, path: layout.root)]
        var chains: [[Int]] = []
        for (index, record) in layout.records.enumerated() {
            let place = record.path.joined(separator: "/")
            guard record.path.first == layout.root else {
                throw XMLLayoutError(
                    place: place, reason: "the path must start at the root element")
            }
            var chain = [0]
            for name in record.path.dropFirst() { chain.append(grow(name, in: chain.last ?? 0)) }
            let node = chain.last ?? 0
            guard nodes[node].record == nil else {
                throw XMLLayoutError(place: place, reason: "another record has the same path")
            }
            nodes[node].record = index
            records.append(XMLRecordPlan(fieldCount: record.fields.count))
            chains.append(chain)
        }
        for (index, record) in layout.records.enumerated() {
            for (slot, field) in record.fields.enumerated() {
                do {
                    try add(field, to: XMLTarget(record: index, slot: slot), chain: chains[index])
                } catch {
                    let place = record.path.joined(separator: "/") + ": " + field
                    throw XMLLayoutError(place: place, reason: error.reason)
                }
            }
        }
        for node in nodes where !node.texts.isEmpty && !node.children.isEmpty {
            throw XMLLayoutError(
                place: node.path, reason: "the text of an element that holds elements is no field")
        }
    }

    private struct Refusal: Error {
        let reason: String
    }

    private mutating func add(
        _ field: String, to target: XMLTarget, chain: [Int]
    ) throws(Refusal) {
        guard let path = XMLFieldPath(field) else {
            throw Refusal(reason: "a field is @attribute, child, child/@attribute or ../@attribute")
        }
        var node = chain.last ?? 0
        if path.up > 0, let attribute = path.attribute {
            guard path.up < chain.count else {
                throw Refusal(reason: "there are not so many enclosing elements")
            }
            let rule = rule(attribute, of: chain[chain.count - 1 - path.up])
            attributes[rule].isInherited = true
            records[target.record].inherited.append(.init(slot: target.slot, from: rule))
            return
        }
        for name in path.down {
            node = grow(name, in: node)
            guard nodes[node].record == nil else {
                throw Refusal(reason: "an element is a field or a record, not both")
            }
            nodes[node].fieldOf = target.record
        }
        if let attribute = path.attribute {
            attributes[rule(attribute, of: node)].targets.append(target)
        } else {
            nodes[node].texts.append(target)
        }
    }

    private mutating func grow(_ name: String, in parent: Int) -> Int {
        if let child = nodes[parent].children.first(where: { nodes[$0].name.text == name }) {
            return child
        }
        nodes.append(XMLNode(name: name, path: "\(nodes[parent].path)/\(name)"))
        nodes[parent].children.append(nodes.count - 1)
        return nodes.count - 1
    }

    private mutating func rule(_ attribute: String, of node: Int) -> Int {
        if let rule = nodes[node].attributes.first(where: { attributes[$0].name.text == attribute })
        {
            return rule
        }
        attributes.append(XMLAttributeRule(name: XMLName(attribute)))
        nodes[node].attributes.append(attributes.count - 1)
        return attributes.count - 1
    }
}

extension XMLPlan {
    /// The child of this name; in a file they mostly come in the order of the layout.
    mutating func child(of parent: Int, named name: UnsafePointer<UInt8>) -> Int? {
        let count = nodes[parent].children.count
        var place = nodes[parent].nextChild
        for _ in 0..<count {
            let child = nodes[parent].children[place]
            place = place + 1 == count ? 0 : place + 1
            if nodes[child].name.equals(name) {
                nodes[parent].nextChild = place
                return child
            }
        }
        return nil
    }

    mutating func rule(of node: Int, for name: UnsafePointer<UInt8>) -> Int? {
        for place in nodes[node].attributes.indices {
            let rule = nodes[node].attributes[place]
            if attributes[rule].name.equals(name) { return rule }
        }
        return nil
    }
}

/// A field of a record.
struct XMLTarget {
    var record: Int
    var slot: Int
}

struct XMLRecordPlan {
    struct Inherited {
        let slot: Int
        /// The attribute of an enclosing element.
        let from: Int
    }

    let fieldCount: Int
    var inherited: [Inherited] = []
}

struct XMLAttributeRule {
    var name: XMLName
    /// The fields that its value is.
    var targets: [XMLTarget] = []
    /// It is kept, while its element is open, for the records inside.
    var isInherited = false
    var kept = FieldSlot.absent
}

/// One element that the layout knows.
struct XMLNode {
    var name: XMLName
    let path: String
    var children: [Int] = []
    var attributes: [Int] = []
    var record: Int?
    /// The record that this element is a field of, or a part of one.
    var fieldOf: Int?
    /// The fields that its text is.
    var texts: [XMLTarget] = []

    /// Where its start tag stands.
    var position = XMLGuard.Position(line: 0, column: 0)
    /// How many bytes the arena had when it was opened.
    var mark = 0
    /// The number of the record that it was last seen in.
    var seenIn = 0
    /// The child that is looked at first.
    fileprivate var nextChild = 0

    init(name: String, path: String) {
        self.name = XMLName(name)
        self.path = path
    }
}

/// A name, compared with those of the parser, which has one copy of each.
struct XMLName {
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
