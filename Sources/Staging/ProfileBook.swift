internal import MasterData
public import SourceReading

/// The profiles at hand, by name.
public struct ProfileBook: Sendable {
    /// In name order.
    public private(set) var profiles: [FeedProfile] = []

    public init(_ profiles: [FeedProfile]) {
        self.profiles = profiles.sorted { $0.name < $1.name }
    }

    public subscript(name: String) -> FeedProfile? { profiles.first { $0.name == name } }

    /// The one profile whose headings or root element are those of the file.
    ///
    /// Otherwise the error says which profiles came close, and what they lack.
    public func choose(
        for signature: SourceSignature, file: String
    ) throws(SourceError) -> FeedProfile {
        switch signature {
        case .csv(let headings):
            if let profile = profiles.first(where: { $0.accepts(headings) }) { return profile }
            throw SourceError(
                unknownHeadings(headings, file: file))
        case .xml(let root, let namespace):
            let fitting = profiles.filter {
                $0.formats.contains(.xml) && $0.xmlRoot != nil
                    && XMLBinding($0).layout.isFor(root: root, namespace: namespace)
            }
            if fitting.count == 1 { return fitting[0] }
            if !fitting.isEmpty {
                throw SourceError(
                    Finding(
                        code: "structure.unknown-layout", severity: .error,
                        origin: Origin(file: file, line: 1), value: root,
                        message:
                            "Several profiles read an XML file whose root is <\(root)>: \(fitting.map(\.name).joined(separator: ", ")). Name one with --profile."
                    ))
            }
            let known = profiles.compactMap { profile in
                profile.xmlRoot.map {
                    "\(profile.name) (<\($0)> in '\(profile.xmlForm.ignoresNamespaces ? "any namespace" : profile.xmlNamespace ?? "no namespace")')"
                }
            }
            throw SourceError(
                Finding(
                    code: "structure.unknown-layout", severity: .error,
                    origin: Origin(file: file, line: 1), value: root,
                    message:
                        "No profile reads an XML file whose root is <\(root)> in namespace '\(namespace ?? "")'. Known: \(known.joined(separator: "; ")). Name one with --profile."
                ))
        }
    }

    private func unknownHeadings(_ headings: [String], file: String) -> Finding {
        let given = Set(headings)
        let close =
            profiles.filter { $0.formats.contains(.csv) && !$0.isCanonical }
            .map { profile in
                let known = Set(profile.headings)
                let shared = known.intersection(given).count
                return (
                    profile, shared, given.subtracting(known), profile.neededHeadings(not: given)
                )
            }
            .filter { $0.1 > 0 }
            .sorted { ($0.1, $1.0.name) > ($1.1, $0.0.name) }
            .prefix(3)
            .map { profile, shared, unknown, lacking -> String in
                var text = "\(profile.name) (\(shared) headings in common"
                if !unknown.isEmpty { text += "; does not know \(quoted(unknown))" }
                if !lacking.isEmpty { text += "; needs \(quoted(lacking))" }
                for heading in unknown.sorted() {
                    let parts = FusedHeading.parts(of: heading, known: profile.headings)
                    if let parts { text += "; '\(heading)' is \(FusedHeading.listed(parts))" }
                }
                return text + ")"
            }
        let hint =
            close.isEmpty
            ? "No profile shares a heading with it."
            : "Closest: " + close.joined(separator: ", ") + "."
        return Finding(
            code: "structure.unknown-layout", severity: .error,
            origin: Origin(file: file, line: 1, column: 1),
            value: headings.joined(separator: ","),
            message:
                "No profile has these headings. \(hint) Name one with --profile, or write a profile for this layout."
        )
    }

    private func quoted(_ names: Set<String>) -> String {
        names.sorted().map { "'\($0)'" }.joined(separator: ", ")
    }
}

extension FeedProfile {
    /// Whether a CSV file with these headings is surely of this layout.
    func accepts(_ given: [String]) -> Bool {
        guard formats.contains(.csv) else { return false }
        let given = given.filter { $0 != Rejects.heading }
        if isCanonical { return given.contains("kind") }
        let known = Set(headings)
        return given.allSatisfy(known.contains) && neededHeadings(not: Set(given)).isEmpty
    }

    /// The headings that records and filters read and that are not given.
    func neededHeadings(not given: Set<String>) -> Set<String> {
        var needed = Set(filters.map(\.column))
        for record in records where record.element.isEmpty {
            if let column = record.code?.column { needed.insert(column) }
            for (_, source) in record.fields {
                if let column = source.column { needed.insert(column) }
            }
            needed.formUnion(record.when.map(\.column))
        }
        for rule in columns where rule.element.isEmpty { needed.formUnion(rule.columns) }
        return needed.subtracting(given)
    }
}
