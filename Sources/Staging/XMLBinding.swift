internal import MasterData
internal import SourceReading

/// A profile tied to elements and attributes: the layout for the reader, and for each
/// element of the layout the records that it yields.
struct XMLBinding {
    let layout: XMLLayout
    let records: [[BoundRecord]]
    /// What the columns of each layout must hold besides what the records read.
    let rules: [[BoundRule]]
    /// How much a name matters that the profile does not map.
    let unmapped: Severity

    init(_ profile: FeedProfile) {
        let root = profile.xmlRoot ?? ""
        var layouts: [XMLRecordLayout] = []
        var records: [[BoundRecord]] = []
        var rules: [[BoundRule]] = []
        if profile.isCanonical {
            for kind in MasterKind.allCases {
                let names =
                    CanonicalHeading.others.filter { $0 != "kind" && $0 != "scheme" }
                    + kind.schema.specs.map(\.field.rawValue)
                let fields = names.map { "@" + $0 }
                layouts.append(XMLRecordLayout(path: [root, kind.rawValue], fields: fields))
                records.append([
                    BoundRecord(
                        canonical: kind, scheme: kind.schema.schemes[0],
                        columns: Self.columns(fields), prefix: "@")
                ])
                rules.append([])
            }
        }
        var paths: [[String]] = []
        for mapping in profile.records where !paths.contains(mapping.element) {
            paths.append(mapping.element)
        }
        for path in paths {
            let mappings = profile.records.filter { $0.element == path }
            var fields: [String] = []
            for mapping in mappings {
                let sources =
                    [mapping.code, mapping.validFrom, mapping.validTo, mapping.action]
                    + mapping.fields.map(\.source)
                for name in sources.compactMap({ $0?.column }) + mapping.whenAny
                    + mapping.when.map(\.column)
                where !fields.contains(name) {
                    fields.append(name)
                }
            }
            let checked = profile.columns.filter {
                $0.element.isEmpty ? path == paths.first : $0.element == path
            }
            for name in checked.flatMap(\.columns) where !fields.contains(name) {
                fields.append(name)
            }
            layouts.append(XMLRecordLayout(path: [root] + path, fields: fields))
            records.append(mappings.map { BoundRecord($0, columns: Self.columns(fields)) })
            rules.append(checked.compactMap { BoundRule($0, columns: Self.columns(fields)) })
        }
        var layout = XMLLayout(namespace: profile.xmlNamespace, root: root, records: layouts)
        layout.namespaces = profile.xmlForm.namespaces
        layout.ignoresNamespaces = profile.xmlForm.ignoresNamespaces
        layout.ignored = profile.xmlForm.ignored
        self.layout = layout
        unmapped = profile.xmlForm.refusesUnmapped ? .error : .note
        self.records = records
        self.rules = rules
    }

    private static func columns(_ fields: [String]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1, $0) })
    }
}
