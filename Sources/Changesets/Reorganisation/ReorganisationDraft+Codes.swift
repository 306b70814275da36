internal import MasterData

// Things that keep their substance under another name or code, and things other than
// places that end.

extension ReorganisationDraft {
    /// Another name from the day on; the old one stays as an alias where the kind has them.
    mutating func rename(_ thing: RowKey, _ fields: [Field: String]) {
        let names = fields.filter { thing.kind.schema.spec(of: $0.key)?.type == .name }
        guard !names.isEmpty else {
            fail(
                "cell.required", step.origin, thing,
                "\(thing) is renamed without a name. Give name_en or name_hi under 'fields'.")
            return
        }
        let hasAliases = thing.kind.schema.spec(of: .aliases) != nil
        alter(thing, at: step.origin) { content in
            for (field, name) in names.sorted(by: { $0.key < $1.key }) {
                if hasAliases, let old = content[field], !old.utf8.elementsEqual(name.utf8),
                    !content.list(.aliases).contains(old)
                {
                    content[.aliases] = (content.list(.aliases) + [old]).joined(separator: "|")
                }
                content[field] = name
            }
        }
        succeed(thing, thing, by: .rename, at: step.origin)
    }

    /// The same things with other fields: a municipality that becomes a council.
    mutating func upgrade(_ step: ReorganisationStep) {
        for thing in step.things {
            alter(thing, at: step.origin) { content in
                for (field, value) in step.fields { content[field] = value }
            }
            succeed(thing, thing, by: .upgrade, at: step.origin)
        }
    }

    /// The same thing under another code, or another kind; whatever names it follows.
    mutating func recode(_ step: ReorganisationStep) {
        guard let old = step.things.first, step.things.count == 1, let new = step.into.first,
            step.into.count == 1
        else {
            findings.error(
                "structure.reorganisation", at: step.origin,
                "A \(step.event.rawValue) names one thing and, under 'to', its new code.")
            return
        }
        guard rows[new.thing] == nil else {
            fail(
                "row.duplicate-key", new.origin, new.thing,
                "\(new.thing) was given before; codes are never given again. Choose another.")
            return
        }
        for version in tail(old) {
            var content = version.content
            for (field, value) in new.fields.merging(step.fields, uniquingKeysWith: { $1 }) {
                content[field] = value
            }
            for entry in content.entries where new.thing.kind.schema.spec(of: entry.field) == nil {
                content[entry.field] = nil
            }
            put(content, as: new.thing, over: version.validity, at: step.origin)
        }
        recoded.formUnion([old, new.thing])
        end(old, on: day, at: step.origin)
        retarget(old, to: new.thing)
        succeed(old, new.thing, by: step.event, at: step.origin)
    }

    /// Things other than places end; what names them names their successor, or ends too.
    mutating func replace(_ step: ReorganisationStep) {
        guard step.into.count <= 1 else {
            findings.error(
                "structure.reorganisation", at: step.origin,
                "Only one thing can take the place of what is no place. Name one successor, or 'none'."
            )
            return
        }
        let heir = step.into.first
        if let heir, live(heir.thing) == nil, !create(heir) { return }
        for thing in step.things where thing != heir?.thing {
            if thing.kind == .office {
                closeOffice(thing, on: day, successors: [], at: step.origin)
            } else {
                end(thing, on: day, at: step.origin)
                retarget(thing, to: heir?.thing)
            }
            succeed(thing, heir?.thing, by: step.event, at: step.origin)
        }
    }

    /// Makes every row that names a thing from the day on name another.
    ///
    /// Without another, optional fields are cleared and rows that need the thing end, with
    /// whatever needs them in turn.
    mutating func retarget(_ old: RowKey, to new: RowKey?) {
        for kind in MasterKind.allCases where kind != .succession {
            let schema = kind.schema
            let specs = schema.specs.filter { spec in
                switch spec.type {
                case .code(let target): target == old.kind
                case .place: old.kind.isPlace
                default: false
                }
            }
            if specs.isEmpty { continue }
            for key in rows.keys(of: kind) {
                let fields = specs.filter { spec in
                    tail(key).contains { $0.content.reference(spec.field, in: kind) == old }
                }
                if fields.isEmpty { continue }
                if new == nil, fields.contains(where: \.isRequired) {
                    end(key, on: day, at: step.origin)
                    retarget(key, to: nil)
                } else if fields.contains(where: { schema.keyFields.contains($0.field) }) {
                    rekey(key, fields.map(\.field), from: old, to: new)
                } else {
                    alter(key, at: step.origin) { content in
                        Self.point(&content, fields.map(\.field), from: old, to: new, in: kind)
                    }
                }
            }
        }
    }

    /// A row whose key names the thing goes on under the key that names the other.
    private mutating func rekey(
        _ key: RowKey, _ fields: [Field], from old: RowKey, to new: RowKey?
    ) {
        for version in tail(key) {
            var content = version.content
            Self.point(&content, fields, from: old, to: new, in: key.kind)
            guard let code = key.kind.schema.compositeCode(of: content) else { continue }
            let target = RowKey(key.kind, code)
            if rows[target]?.content(on: version.validity.from) == nil {
                put(content, as: target, over: version.validity, at: step.origin)
                recoded.insert(target)
            }
        }
        if new != nil { recoded.insert(key) }
        end(key, on: day, at: step.origin)
    }

    private static func point(
        _ content: inout Content, _ fields: [Field], from old: RowKey, to new: RowKey?,
        in kind: MasterKind
    ) {
        for field in fields where content.reference(field, in: kind) == old {
            guard let new else {
                content[field] = nil
                continue
            }
            let isBare: Bool
            if case .code(let fixed) = kind.schema.spec(of: field)?.type {
                isBare = fixed == new.kind && new.scheme == fixed.schema.schemes[0]
            } else {
                isBare = false
            }
            content[field] = isBare ? new.code : new.description
        }
    }
}
