internal import Changesets
internal import MasterData

/// Changes as lines, kind by kind and way by way, like a good diff.
struct ChangeListing {
    let changeset: Changeset
    let listingAll: Bool
    let style: TextStyle

    /// The code that each thing had before, as the succession rows of the changes say.
    private let former: [RowKey: RowKey]

    init(changeset: Changeset, listingAll: Bool = false, style: TextStyle = .plain) {
        self.changeset = changeset
        self.listingAll = listingAll
        self.style = style
        former = changeset.formerKeys
    }

    /// How many changes of a kind and way are listed unless all are asked for.
    static let listedPerKind = 8

    /// A heading and the changes of one kind of master.
    func lines(of kind: MasterKind) -> [String] {
        let changes = changeset.changes.filter { $0.key.kind == kind && !$0.isOldCode }
        var lines = ["", style.heading("\(kind.rawValue):")]
        for way in ChangeKind.allCases {
            let those = changes.filter { $0.kinds.first == way }
            let shown = listingAll ? those.count : min(those.count, Self.listedPerKind)
            lines += those.prefix(shown).map(line(of:))
            if those.count > shown {
                lines.append(
                    style.faint(
                        "    … and \(Lakh.grouped(those.count - shown)) more \(way.rawValue)"))
            }
        }
        return lines
    }

    func line(of change: Change) -> String {
        let ways = change.kinds.map(\.rawValue).joined(separator: "+")
        let origin = changeset.origins[change.key].map {
            $0.line > 0 ? "  (\($0.file):\($0.line))" : "  (\($0.file))"
        }
        let reason = change.reason == .feed ? "" : "  [\(change.reason.rawValue)]"
        return style.change(
            "    \(ways.padded(to: 15)) \(change.key.code.padded(to: 12)) \(what(change))\(reason)\(origin ?? "")",
            change.kinds.first)
    }

    /// What happens, without the key: names, or the fields that differ.
    private func what(_ change: Change) -> String {
        let fields = change.fields(asOf: changeset.asOf)
        let name = (change.added.last ?? change.removed.last)?.content[.nameEn]
        if change.kinds == [.added] { return name.map { "'\($0)'" } ?? "" }
        if change.kinds.contains(.recoded), change.removed.isEmpty {
            let former = former[change.key].map { "formerly \($0.code)" }
            return [name.map { "'\($0)'" }, former].compactMap(\.self).joined(separator: " ")
        }
        let isNamed = fields.contains { $0.field == Field.nameEn.rawValue }
        return (isNamed ? "" : name.map { "'\($0)' " } ?? "")
            + fields.map {
                "\($0.field) \(Self.quoted($0.before)) → \(Self.quoted($0.after))"
            }.joined(separator: ", ")
    }

    private static func quoted(_ value: String?) -> String { value.map { "'\($0)'" } ?? "nothing" }
}

extension Changeset {
    /// By the key of a thing that goes on under another code, the key that it had.
    var formerKeys: [RowKey: RowKey] {
        var former: [RowKey: RowKey] = [:]
        for change in changes where change.key.kind == .succession {
            guard let content = change.added.last?.content,
                content[.type] == SuccessionEvent.recode.rawValue,
                let before = content.reference(.predecessor, in: .succession),
                let after = content.reference(.successor, in: .succession)
            else { continue }
            former[after] = before
        }
        return former
    }
}

extension Change {
    /// `{"kinds","key","fields","reason","origin"}` of `schemas/plan.schema.json`.
    func json(asOf day: Day, origin: Origin?) -> JSONValue {
        .object([
            "kinds": .array(kinds.map { .string($0.rawValue) }),
            "key": key.json,
            "fields": .array(
                fields(asOf: day).map {
                    .object([
                        "field": .string($0.field), "before": .optional($0.before),
                        "after": .optional($0.after),
                    ])
                }),
            "reason": .string(reason.rawValue),
            "origin": origin.map {
                .object(["file": .string($0.file), "line": .integer($0.line)])
            } ?? .null,
        ])
    }
}

extension JSONWriter {
    /// Writes what the `json` of a change is; members stand in the order of their names.
    mutating func write(_ change: Change, asOf day: Day, origin: Origin?) {
        raw("{\"fields\":[")
        for (position, field) in change.fields(asOf: day).enumerated() {
            raw(position == 0 ? "{\"after\":" : ",{\"after\":")
            write(field.after)
            raw(",\"before\":")
            write(field.before)
            raw(",\"field\":")
            write(field.field)
            raw("}")
        }
        raw("],\"key\":{\"code\":")
        write(change.key.code)
        raw(",\"kind\":")
        write(change.key.kind.rawValue)
        raw(",\"scheme\":")
        write(change.key.scheme.rawValue)
        raw("},\"kinds\":[")
        for (position, kind) in change.kinds.enumerated() {
            if position > 0 { raw(",") }
            write(kind.rawValue)
        }
        raw("],\"origin\":")
        if let origin {
            raw("{\"file\":")
            write(origin.file)
            raw(",\"line\":")
            raw(String(origin.line))
            raw("}")
        } else {
            raw("null")
        }
        raw(",\"reason\":")
        write(change.reason.rawValue)
        raw("}")
    }

    private mutating func write(_ text: String?) {
        if let text { write(text) } else { raw("null") }
    }
}
