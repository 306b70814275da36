public import MasterData
internal import Yams

extension Waiver {
    /// Reads a file of waivers.
    ///
    ///     waivers:
    ///       - code: row.chain-short
    ///         key: chain:DOP            # or a pattern, such as "posting:PHED-*"
    ///         reason: The department has no offices in the districts.
    ///         expires: 2027-04-01       # the first day on which it no longer holds
    ///
    /// Faults of files and of their structure cannot be waived.
    public static func list(yaml: String, file: String) throws(ProfileError) -> [Waiver] {
        let reader = ProfileReader(file: file)
        guard let root = try reader.root(yaml) else {
            throw ProfileError(origin: Origin(file: file, line: 1), reason: "the file is empty")
        }
        try reader.allow(["waivers"], in: root)
        var waivers: [Waiver] = []
        for node in try reader.list(root, "waivers") { waivers.append(try reader.waiver(node)) }
        return waivers
    }
}

extension ProfileReader {
    /// The top of a YAML text; nothing when it is empty.
    func root(_ yaml: String) throws(ProfileError) -> Node? {
        do { return try Yams.compose(yaml: yaml, .basic) } catch {
            throw ProfileError(origin: Origin(file: file, line: 1), reason: "no YAML: \(error)")
        }
    }

    fileprivate func waiver(_ node: Node) throws(ProfileError) -> Waiver {
        try allow(["code", "key", "reason", "expires"], in: node)
        let code = FindingCode(stringLiteral: try text(node, "code"))
        guard !["file", "structure", "guard", "system"].contains(code.family) else {
            throw failure(
                node, "'\(code)' cannot be waived: what cannot be read stays unread")
        }
        let reason = try text(node, "reason").trimmingASCII
        guard !reason.isEmpty else { throw failure(node, "a waiver needs a reason") }
        guard let expires = node["expires"] else { throw failure(node, "'expires' is missing") }
        return Waiver(
            code: code, key: try text(node, "key"), reason: reason,
            expires: try choice(expires, Day.init(_:), "a day written YYYY-MM-DD"),
            origin: Origin(
                file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 0))
    }
}
