internal import MasterData
internal import SourceReading
internal import Yams

extension ProfileReader {
    /// `xml`: the root, the namespaces, and what becomes of the rest.
    func readXML(_ node: Node, into profile: inout FeedProfile) throws(ProfileError) {
        try allow(["root", "namespace", "namespaces", "ignored", "unmapped"], in: node)
        profile.xmlRoot = try text(node, "root")
        if let namespace = node["namespace"] {
            let name = try string(namespace)
            profile.xmlForm.ignoresNamespaces = name == "any"
            profile.xmlNamespace = name == "any" ? nil : name
        }
        for (prefix, namespace) in node["namespaces"].pairs {
            profile.xmlForm.namespaces[try string(prefix)] = try string(namespace)
        }
        for item in try list(node, "ignored") { profile.xmlForm.ignored.append(try string(item)) }
        if let unmapped = node["unmapped"] {
            profile.xmlForm.refusesUnmapped = try choice(
                unmapped, { $0 == "refuse" ? true : $0 == "note" ? false : nil }, "note or refuse")
        }
    }

    /// The steps of a path below the root.
    func path(_ node: Node) throws(ProfileError) -> [String] {
        guard let steps = XMLRecordLayout.steps(of: try string(node)) else {
            throw failure(node, "'\(try string(node))' is no path of elements")
        }
        return steps
    }

    /// Columns and values.
    func filters(_ node: Node) throws(ProfileError) -> [FeedProfile.Filter] {
        var filters: [FeedProfile.Filter] = []
        guard let mapping = node.mapping else { throw failure(node, "expected columns and values") }
        for (column, value) in mapping {
            filters.append(
                FeedProfile.Filter(column: try string(column), value: try string(value)))
        }
        return filters
    }

    /// A layout that contradicts itself is found here, and not with the first file.
    func checkXML(_ profile: FeedProfile, _ root: Node) throws(ProfileError) {
        guard profile.formats.contains(.xml), profile.xmlRoot != nil else { return }
        if !profile.filters.isEmpty, let filter = root["filter"] {
            throw failure(
                filter, "a filter is for CSV; in XML say 'when' in the records it is for")
        }
        do throws(XMLLayoutError) {
            try XMLBinding(profile).layout.check()
        } catch {
            throw failure(root["records"] ?? root, "\(error)")
        }
    }
}
