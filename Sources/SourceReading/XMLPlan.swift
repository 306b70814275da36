/// The elements that a layout knows, as a tree in one array, the root first.
///
/// It is made for one reading, and also holds what is remembered of each element while it
/// is open (``states``): a layout fixes the depth of each, so that no element is open twice.
struct XMLPlan {
    var nodes: [XMLNode]
    var attributes: [XMLAttributeRule] = []
    /// Values of enclosing elements that records inside read.
    var kept: [XMLKept] = []
    private(set) var records: [XMLRecordPlan] = []
    /// By the number of the node.
    private(set) var states = XMLNodeStates(count: 0)
    private let names: XMLNames

    init(_ layout: XMLLayout) throws(XMLLayoutError) {
        names = XMLNames(layout)
        guard let root = XMLStep(layout.root), root.choice == .all,
            let name = names.element(root.name)
        else {
            throw XMLLayoutError(
                place: layout.root, reason: "the root is no name, or its prefix is not declared")
        }
        nodes = [XMLNode(name: name, path: layout.root, depth: 0)]
        var chains: [(steps: [XMLStep], nodes: [Int])] = []
        for (index, record) in layout.records.enumerated() {
            let place = record.path.joined(separator: "/")
            guard record.path.first == layout.root else {
                throw XMLLayoutError(
                    place: place, reason: "the path must start at the root element")
            }
            var steps = [root]
            var chain = [0]
            for text in record.path.dropFirst() {
                guard let step = XMLStep(text), let node = grow(step, in: chain.last ?? 0) else {
                    throw XMLLayoutError(
                        place: place,
                        reason: "'\(text)' is no name, or its prefix is not declared")
                }
                steps.append(step)
                chain.append(node)
                nodes[node].isOnWay = true
            }
            let node = chain.last ?? 0
            guard nodes[node].record == nil else {
                throw XMLLayoutError(place: place, reason: "another record has the same path")
            }
            nodes[node].record = index
            records.append(XMLRecordPlan(fieldCount: record.fields.count))
            chains.append((steps, chain))
        }
        for (index, record) in layout.records.enumerated() {
            for (slot, field) in record.fields.enumerated() {
                do {
                    try add(
                        field, to: XMLTarget(record: index, slot: slot), steps: chains[index].steps,
                        chain: chains[index].nodes)
                } catch {
                    let place = record.path.joined(separator: "/") + ": " + field
                    throw XMLLayoutError(place: place, reason: error.reason)
                }
            }
        }
        for node in nodes where node.takesText && !node.children.isEmpty {
            throw XMLLayoutError(
                place: node.path, reason: "the text of an element that holds elements is no field")
        }
        for path in layout.ignored {
            do { try ignore(path) } catch {
                throw XMLLayoutError(place: path, reason: error.reason)
            }
        }
        states = XMLNodeStates(count: nodes.count)
    }

    private struct Refusal: Error {
        let reason: String

        static let noName = Refusal(reason: "a prefix is not declared")
    }

    private mutating func add(
        _ field: String, to target: XMLTarget, steps: [XMLStep], chain: [Int]
    ) throws(Refusal) {
        guard let path = XMLFieldPath(field, from: steps) else {
            throw Refusal(
                reason:
                    "a field is @attribute, child, child/@attribute, or these after ../ or ancestor::name/"
            )
        }
        guard path.up < chain.count else {
            throw Refusal(reason: "there are not so many enclosing elements")
        }
        let base = chain[chain.count - 1 - path.up]
        var node = base
        for step in path.down {
            guard let next = grow(step, in: node) else { throw .noName }
            node = next
            guard nodes[node].record == nil else {
                throw Refusal(reason: "an element is a field or a record, not both")
            }
            if let hook = nodes[node].hangsOn, nodes[hook].depth <= nodes[base].depth {
            } else {
                nodes[node].hangsOn = base
            }
            if path.up > 0 { nodes[node].isForOthers = true }
        }
        let attribute: Int?
        if let name = path.attribute {
            attribute = try rule(name, of: node)
        } else {
            attribute = nil
        }
        if path.up == 0 {
            if let attribute {
                attributes[attribute].targets.append(target)
            } else {
                nodes[node].texts.append(target)
            }
            return
        }
        kept.append(XMLKept(host: base, isOfHost: path.down.isEmpty))
        let place = kept.count - 1
        nodes[base].hosted.append(place)
        records[target.record].inherited.append(.init(slot: target.slot, from: place))
        if let attribute {
            attributes[attribute].keeps.append(place)
        } else {
            nodes[node].keeps.append(place)
        }
    }

    private mutating func ignore(_ text: String) throws(Refusal) {
        guard let path = XMLFieldPath(text), path.up == 0 else {
            throw Refusal(reason: "this is no path below the root")
        }
        var node = 0
        for step in path.down {
            guard let next = grow(step, in: node) else { throw .noName }
            node = next
        }
        if let name = path.attribute {
            _ = try rule(name, of: node)
            return
        }
        guard nodes[node].record == nil, nodes[node].children.isEmpty, !nodes[node].takesText,
            nodes[node].hangsOn == nil, !nodes[node].isOnWay
        else { throw Refusal(reason: "the records read this element; it cannot be ignored") }
        nodes[node].isIgnored = true
    }

    /// The child for a step, made if need be; nothing when its prefix is not declared.
    private mutating func grow(_ step: XMLStep, in parent: Int) -> Int? {
        guard let name = names.element(step.name) else { return nil }
        var choice = XMLNode.Choice.all
        switch step.choice {
        case .all: break
        case .position(let position): choice = .position(position)
        case .attribute(let attribute, let value):
            guard let attribute = names.attribute(attribute) else { return nil }
            choice = .attribute(attribute, Array(value.utf8))
        }
        if let child = nodes[parent].children.first(where: {
            nodes[$0].name.isSame(as: name) && nodes[$0].choice.isSame(as: choice)
        }) {
            return child
        }
        var text = step.name.name
        switch step.choice {
        case .all: break
        case .position(let position): text += "[\(position)]"
        case .attribute(let attribute, let value): text += "[@\(attribute.name)='\(value)']"
        }
        var node = XMLNode(
            name: name, path: "\(nodes[parent].path)/\(text)", depth: nodes[parent].depth + 1)
        node.choice = choice
        nodes.append(node)
        nodes[parent].children.append(nodes.count - 1)
        let child = nodes.count - 1
        if case .all = choice { return child }
        nodes[parent].hasChoices = true
        if case .attribute(let attribute, _) = choice { _ = rule(attribute, of: child) }
        return child
    }

    private mutating func rule(_ name: XMLQualifiedName, of node: Int) throws(Refusal) -> Int {
        guard let name = names.attribute(name) else { throw .noName }
        return rule(name, of: node)
    }

    private mutating func rule(_ name: XMLName, of node: Int) -> Int {
        if let rule = nodes[node].attributes.first(where: { attributes[$0].name.isSame(as: name) })
        {
            return rule
        }
        attributes.append(XMLAttributeRule(name: name))
        nodes[node].attributes.append(attributes.count - 1)
        return attributes.count - 1
    }
}

extension XMLPlan {
    /// The child that a start tag is; in a file they mostly come in the order of the layout.
    mutating func child(of parent: Int, for tag: XMLStartTag) -> Int? {
        if nodes[parent].hasChoices { return choose(of: parent, for: tag) }
        let count = nodes[parent].children.count
        var place = states[parent].nextChild
        for _ in 0..<count {
            let child = nodes[parent].children[place]
            place = place + 1 == count ? 0 : place + 1
            if isMet(child, by: tag) {
                states[parent].nextChild = place
                return child
            }
        }
        return nil
    }

    /// Whether the name of a tag is that of a node.
    @inline(__always)
    private mutating func isMet(_ node: Int, by tag: XMLStartTag) -> Bool {
        if states[node].name == tag.name, states[node].namespace == tag.namespace { return true }
        guard nodes[node].name.matches(tag.name, tag.namespace) else { return false }
        states[node].name = tag.name
        states[node].namespace = tag.namespace
        return true
    }

    /// One of several children of a name: by its attribute, else by its position among all of
    /// that name, else the one without a choice.
    private mutating func choose(of parent: Int, for tag: XMLStartTag) -> Int? {
        var plain: Int?
        var byPosition: Int?
        var byAttribute: Int?
        var counter: Int?
        for child in nodes[parent].children where nodes[child].name.matches(tag.name, tag.namespace)
        {
            switch nodes[child].choice {
            case .all: plain = child
            case .attribute(var name, let value):
                if byAttribute == nil, tag.has(&name, value) { byAttribute = child }
            case .position(let wanted):
                if counter == nil {
                    counter = child
                    count(child, in: parent)
                }
                if let counter, states[counter].count == wanted { byPosition = child }
            }
        }
        return byAttribute ?? byPosition ?? plain
    }

    /// Counts one more element of a name in the present opening of its parent.
    private mutating func count(_ child: Int, in parent: Int) {
        if states[child].countedIn != states[parent].serial {
            states[child].countedIn = states[parent].serial
            states[child].count = 0
        }
        states[child].count += 1
    }

    mutating func rule(of node: Int, for attribute: XMLStartTag.Attribute) -> Int? {
        for place in nodes[node].attributes.indices {
            let rule = nodes[node].attributes[place]
            if attributes[rule].name.matches(attribute.name, attribute.namespace) { return rule }
        }
        return nil
    }
}
