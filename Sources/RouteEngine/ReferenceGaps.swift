import MasterData

/// What rules name that the release does not list on all their days, for verifying.
struct ReferenceGaps: Sendable {
    /// A field of a rule whose thing has gaps: one entry for each stretch of days on which the
    /// thing exists, or one without days (of the rule's own span) when it never does.
    struct Gap: BitwiseCopyable, Hashable, Sendable {
        /// The position of the field among those of a rule.
        var field: UInt16
        var exists: UInt16
        var text: TextPool.Place
    }

    /// What a rule names in vain on some of its days.
    struct Reference {
        var field: Field
        var key: RowKey
        var text: String
        /// The days on which the thing exists; none when the release does not list it.
        var days: [Span]
    }

    private let gaps: DatedLists<Gap>
    var text = TextPool.empty

    /// The fields of rules that name other things.
    private static let specs = MasterKind.rule.schema.specs.filter(\.type.isReference)

    init(_ rows: MasterRows, _ rules: RuleBook, _ text: inout TextPoolBuilder) {
        gaps = DatedLists(
            rules.records.map { record in
                let rule = rules.book[record.rule]
                guard let content = rows.content(of: rule, on: Day(number: record.span.from))
                else { return [] }
                return Self.specs.enumerated().flatMap { number, spec -> [Dated<Gap>] in
                    guard let named = content[spec.field], let key = spec.type.reference(named)
                    else { return [] }
                    let spans = (rows[key]?.versions ?? []).map { Span($0.validity) }
                    var covered = record.span.from
                    for span in spans where span.from <= covered { covered = max(covered, span.to) }
                    if covered >= record.span.to { return [] }
                    let place = text.place(named)
                    if spans.isEmpty {
                        let gap = Gap(field: UInt16(number), exists: 0, text: place)
                        return [Dated(span: record.span, value: gap)]
                    }
                    let gap = Gap(field: UInt16(number), exists: 1, text: place)
                    return spans.map { Dated(span: $0, value: gap) }
                }
            })
    }

    /// What the rule of a record names in vain on some of its days, in the order of its fields.
    func references(ofRecord number: Int) -> [Reference] {
        var found: [Reference] = []
        var last: UInt16 = .max
        for index in gaps.range(Int32(number)) {
            let entry = gaps.entries[index]
            if entry.value.field != last {
                last = entry.value.field
                let spec = Self.specs[Int(last)]
                guard let named = text[entry.value.text], let key = spec.type.reference(named)
                else { continue }
                found.append(Reference(field: spec.field, key: key, text: named, days: []))
            }
            if entry.value.exists != 0 && !found.isEmpty {
                found[found.count - 1].days.append(entry.span)
            }
        }
        return found
    }
}

extension ReferenceGaps {
    init(
        _ reader: inout RouteTableReader, _ rules: RuleBook, _ text: TextPool
    ) throws(RouteFileError) {
        gaps = try DatedLists(&reader, .references, rows: rules.records.count) {
            Int($0.field) < Self.specs.count && text.has($0.text)
        }
        self.text = text
    }

    func write(to writer: inout RouteTableWriter) { gaps.write(to: &writer, .references) }
}
