public import MasterData
internal import Yams

/// A reorganisation file that cannot be used: where, and what is wrong.
public struct ReorganisationFileError: Error, Equatable, CustomStringConvertible {
    public var origin: Origin
    public var reason: String

    public init(origin: Origin, reason: String) {
        self.origin = origin
        self.reason = reason
    }

    public var description: String { "\(origin): error: structure.reorganisation: \(reason)" }
}

extension Reorganisation {
    /// Reads a reorganisation file; `schemas/reorganisation.md` describes it.
    ///
    /// - Parameters:
    ///   - yaml: the text of the file.
    ///   - file: its name, for errors.
    ///   - beside: the text of another file in the same folder, which a reversal names.
    public init(
        yaml: String, file: String, beside: @escaping (String) -> String? = { _ in nil }
    ) throws(ReorganisationFileError) {
        do throws(YAMLFault) {
            self = try ReorganisationReader(nodes: YAMLNodes(file: file), beside: beside)
                .reorganisation(yaml)
        } catch {
            throw ReorganisationFileError(origin: error.origin, reason: error.reason)
        }
    }
}

private struct ReorganisationReader {
    let nodes: YAMLNodes
    let beside: (String) -> String?

    func reorganisation(_ yaml: String) throws(YAMLFault) -> Reorganisation {
        let root = try nodes.root(of: yaml)
        _ = try nodes.pairs(
            root,
            knowing: [
                "id", "title", "effective", "order", "hierarchy", "offices", "handover", "events",
            ])
        guard let effective = root["effective"] else {
            throw nodes.fault(root, "'effective' is missing")
        }
        var reorganisation = Reorganisation(
            id: try nodes.text(root, "id"), title: try nodes.text(root, "title"),
            effective: try day(effective), order: try nodes.text(root, "order"))
        guard reorganisation.id.utf8.allSatisfy(Self.isCodeByte) else {
            throw nodes.fault(root, "'id' may hold letters, digits, '.', '_' and '-'")
        }
        if let offices = root["offices"] {
            reorganisation.offices = try policy(offices)
        }
        if let handover = root["handover"] {
            for (department, node) in try mapping(handover) {
                let day = try day(node)
                guard day >= reorganisation.effective else {
                    throw nodes.fault(node, "a hand-over cannot be before the effective day")
                }
                reorganisation.offices.handovers[department] = day
            }
        }
        let hierarchy = try hierarchy(in: root) ?? .revenue
        for node in nodes.list(root, "events") {
            let step = try step(node, hierarchy, number: reorganisation.steps.count + 1)
            guard !reorganisation.steps.contains(where: { $0.id == step.id }) else {
                throw nodes.fault(node, "there are two events with the id '\(step.id)'")
            }
            reorganisation.steps.append(step)
        }
        guard !reorganisation.steps.isEmpty else { throw nodes.fault(root, "there are no events") }
        return reorganisation
    }

    private func policy(_ node: Node) throws(YAMLFault) -> Reorganisation.OfficePolicy {
        var policy = Reorganisation.OfficePolicy()
        for (key, value) in try nodes.pairs(node, knowing: ["others", "open", "stay"]) {
            if key == "others" {
                policy.others = try nodes.choice(
                    value, "open or stay", Reorganisation.OfficePolicy.Verdict.init(rawValue:))
                continue
            }
            for item in nodes.list(node, key) {
                policy.departments[try nodes.string(item)] = key == "open" ? .open : .stay
            }
        }
        return policy
    }

    private func step(
        _ node: Node, _ hierarchy: Hierarchy, number: Int
    ) throws(YAMLFault) -> ReorganisationStep {
        let words = SuccessionEvent.allCases.map(\.rawValue)
        let pairs = try nodes.pairs(
            node, knowing: words + ["id", "into", "to", "hierarchy", "steps", "fields"])
        let events = pairs.compactMap { SuccessionEvent(rawValue: $0.0) }
        guard let event = events.first, events.count == 1 else {
            throw nodes.fault(
                node, "an event is exactly one of \(words.joined(separator: ", "))")
        }
        var step = ReorganisationStep(
            event, id: try nodes.text(ifIn: node, "id") ?? "\(number)",
            hierarchy: try self.hierarchy(in: node) ?? hierarchy, origin: nodes.origin(node))
        if event == .reverse {
            let (earlier, steps) = try reversed(node)
            step.reversed = [earlier]
            step.reversedSteps = steps
            return step
        }
        if event == .create {
            for item in nodes.list(node, event.rawValue) {
                step.into.append(try successor(item))
            }
            return step
        }
        for item in nodes.list(node, event.rawValue) { step.things.append(try thing(item)) }
        for key in ["into", "to"] {
            for item in nodes.list(node, key) where item.string != "none" {
                step.into.append(try successor(item))
            }
        }
        if let fields = node["fields"] { step.fields = try self.fields(fields, of: step.things) }
        return step
    }

    /// `reverse: 2023-08.yaml`, all of it or the steps that are listed.
    private func reversed(_ node: Node) throws(YAMLFault) -> (Reorganisation, Set<String>) {
        let name = try nodes.text(node, "reverse")
        guard let text = beside(name) else {
            throw nodes.fault(node, "there is no file '\(name)' beside this one")
        }
        let earlier = try ReorganisationReader(nodes: YAMLNodes(file: name), beside: { _ in nil })
            .reorganisation(text)
        var wanted: Set<String> = []
        for item in nodes.list(node, "steps") {
            let id = try nodes.string(item)
            guard earlier.steps.contains(where: { $0.id == id }) else {
                throw nodes.fault(item, "\(name) has no event with the id '\(id)'")
            }
            wanted.insert(id)
        }
        return (earlier, wanted)
    }

    /// A key by itself, or a mapping with what the thing says and has.
    private func successor(_ node: Node) throws(YAMLFault) -> ReorganisationStep.Successor {
        if node.string != nil {
            return ReorganisationStep.Successor(try thing(node), origin: nodes.origin(node))
        }
        guard let thingNode = node["thing"] else { throw nodes.fault(node, "'thing' is missing") }
        let thing = try thing(thingNode)
        _ = try nodes.pairs(node, knowing: ["thing", "fields", "members", "cites", "sample"])
        var successor = ReorganisationStep.Successor(thing, origin: nodes.origin(node))
        if let fields = node["fields"] {
            successor.fields = try self.fields(fields, of: [thing])
        }
        let cites = try nodes.text(ifIn: node, "cites")
        let isSample = try flag(node, "sample") ?? false
        for item in nodes.list(node, "members") {
            successor.members.append(try member(item, cites: cites, isSample: isSample))
        }
        return successor
    }

    private func member(
        _ node: Node, cites: String?, isSample: Bool
    ) throws(YAMLFault) -> ReorganisationStep.Member {
        if node.string != nil {
            return ReorganisationStep.Member(
                try thing(node), source: cites, isSample: isSample, origin: nodes.origin(node))
        }
        _ = try nodes.pairs(node, knowing: ["place", "cites", "sample"])
        guard let place = node["place"] else { throw nodes.fault(node, "'place' is missing") }
        return ReorganisationStep.Member(
            try thing(place), source: try nodes.text(ifIn: node, "cites") ?? cites,
            isSample: try flag(node, "sample") ?? isSample, origin: nodes.origin(node))
    }

    private func fields(_ node: Node, of things: [RowKey]) throws(YAMLFault) -> [Field: String] {
        var fields: [Field: String] = [:]
        var normaliser = Normaliser()
        for (name, value) in try mapping(node) {
            guard let field = Field(rawValue: name),
                things.allSatisfy({ $0.kind.schema.spec(of: field) != nil })
            else { throw nodes.fault(value, "'\(name)' is not a field of what is listed") }
            fields[field] = normaliser.canonical(try nodes.string(value))
        }
        return fields
    }

    private func mapping(_ node: Node) throws(YAMLFault) -> [(String, Node)] {
        guard let mapping = node.mapping else {
            throw nodes.fault(node, "expected keys and values")
        }
        var pairs: [(String, Node)] = []
        for (key, value) in mapping { pairs.append((try nodes.string(key), value)) }
        return pairs
    }

    private func thing(_ node: Node) throws(YAMLFault) -> RowKey {
        try nodes.choice(node, "a thing such as district:101", RowKey.init)
    }

    private func day(_ node: Node) throws(YAMLFault) -> Day {
        try nodes.choice(node, "a day such as 2023-08-07", Day.init)
    }

    private func hierarchy(in node: Node) throws(YAMLFault) -> Hierarchy? {
        guard let value = node["hierarchy"] else { return nil }
        return try nodes.choice(
            value, "one of \(Hierarchy.allCases.map(\.rawValue).joined(separator: ", "))",
            Hierarchy.init(rawValue:))
    }

    private func flag(_ node: Node, _ key: String) throws(YAMLFault) -> Bool? {
        guard let value = node[key] else { return nil }
        return try nodes.choice(value, "true or false") { Bool($0) }
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A)
            || (byte >= 0x61 && byte <= 0x7A) || byte == 0x2E || byte == 0x5F || byte == 0x2D
    }
}
