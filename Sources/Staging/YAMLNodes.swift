internal import MasterData
internal import Yams

/// What is wrong at a node of a YAML file.
struct YAMLFault: Error {
    var origin: Origin
    var reason: String
}

/// Reads the nodes of one YAML file, which know their lines, into words and lists.
struct YAMLNodes {
    let file: String

    func root(of text: String) throws(YAMLFault) -> Node {
        let root: Node?
        // All is text here; to tell what else it may be, regular expressions would be made.
        do { root = try Yams.compose(yaml: text, .basic) } catch {
            throw YAMLFault(origin: Origin(file: file, line: 1), reason: "no YAML: \(error)")
        }
        guard let root else {
            throw YAMLFault(origin: Origin(file: file, line: 1), reason: "the file is empty")
        }
        return root
    }

    func origin(_ node: Node) -> Origin {
        Origin(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 0)
    }

    func fault(_ node: Node, _ reason: String) -> YAMLFault {
        YAMLFault(origin: origin(node), reason: reason)
    }

    func string(_ node: Node) throws(YAMLFault) -> String {
        guard let text = node.string, !text.isEmpty else { throw fault(node, "expected text") }
        return text
    }

    func text(_ node: Node, _ key: String) throws(YAMLFault) -> String {
        guard let value = node[key] else { throw fault(node, "'\(key)' is missing") }
        return try string(value)
    }

    func text(ifIn node: Node, _ key: String) throws(YAMLFault) -> String? {
        guard let value = node[key] else { return nil }
        return try string(value)
    }

    /// A sequence, or one item by itself, or nothing.
    func list(_ node: Node, _ key: String) -> [Node] {
        guard let value = node[key] else { return [] }
        return value.sequence.map(Array.init) ?? [value]
    }

    func choice<Value>(
        _ node: Node, _ expected: String, _ read: (String) -> Value?
    ) throws(YAMLFault) -> Value {
        let text = try string(node)
        guard let value = read(text) else { throw fault(node, "'\(text)' is not \(expected)") }
        return value
    }

    /// The pairs of a mapping, none of them under a key that is not known there.
    func pairs(_ node: Node, knowing keys: [String]) throws(YAMLFault) -> [(String, Node)] {
        guard let mapping = node.mapping else { throw fault(node, "expected keys and values") }
        var pairs: [(String, Node)] = []
        for (key, value) in mapping {
            let name = try string(key)
            guard keys.contains(name) else {
                throw fault(
                    key,
                    "unknown key '\(name)'; known here: \(keys.sorted().joined(separator: ", "))")
            }
            pairs.append((name, value))
        }
        return pairs
    }
}

extension Node? {
    /// The pairs of a mapping; none where there is none.
    var pairs: [(key: Node, value: Node)] { self?.mapping.map { Array($0) } ?? [] }
}
