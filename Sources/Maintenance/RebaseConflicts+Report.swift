internal import Changesets
public import MasterData

extension RebaseConflicts {
    /// Each conflict with what the base said, what is live and what is proposed.
    public var text: String {
        conflicts.flatMap { conflict -> [String] in
            var lines = ["\(conflict.key): \(conflict.reason)"]
            for field in conflict.fields(asOf: asOf) {
                lines.append(
                    "    \(field.name): base \(Self.quoted(field.base)), live \(Self.quoted(field.live)), proposed \(Self.quoted(field.mine))"
                )
            }
            let answers = ["mine", "live"] + (conflict.merged == nil ? [] : ["merged"])
            lines.append(
                "    " + answers.map { "--take \($0) \(conflict.key)" }.joined(separator: "  or  "))
            return lines
        }.joined(separator: "\n")
    }

    private static func quoted(_ value: String?) -> String { value.map { "'\($0)'" } ?? "nothing" }

    public var json: JSONValue {
        .object([
            "format_version": .integer(1), "type": .string("conflicts"),
            "conflicts": .array(
                conflicts.map { conflict in
                    .object([
                        "key": conflict.key.json, "reason": .string(conflict.reason),
                        "mergeable": .bool(conflict.merged != nil),
                        "fields": .array(
                            conflict.fields(asOf: asOf).map {
                                .object([
                                    "field": .string($0.name), "base": .optional($0.base),
                                    "live": .optional($0.live), "proposed": .optional($0.mine),
                                ])
                            }),
                    ])
                }),
        ])
    }
}

extension Rebase.Conflict {
    /// A field as the three sides have it.
    struct Side {
        var name: String
        var base: String?
        var live: String?
        var mine: String?
    }

    var reason: String {
        switch obstacle {
        case .changedByBoth: "the plan and a later release both changed it"
        case .endedHere: "the plan ends it, and a later release changed it"
        case .endedThere: "a later release ended it, and the plan changes it"
        case .addedByBoth: "the plan and a later release both added it, with other values"
        case .refersToEnded(let target): "it refers to \(target), which a later release ended"
        }
    }

    /// The fields that are not the same on all sides, as a reader on the day sees them.
    func fields(asOf day: Day) -> [Side] {
        func seen(_ timeline: Timeline) -> RowVersion? {
            timeline.version(on: day) ?? timeline.last
        }
        let (base, live, mine) = (seen(base), seen(live), seen(mine))
        var sides = key.kind.schema.specs.map {
            Side(
                name: $0.field.rawValue, base: base?.content[$0.field],
                live: live?.content[$0.field], mine: mine?.content[$0.field])
        }
        sides.append(
            Side(
                name: "valid_from", base: base?.validity.from.description,
                live: live?.validity.from.description, mine: mine?.validity.from.description))
        sides.append(
            Side(
                name: "valid_to", base: base.map(Self.end), live: live.map(Self.end),
                mine: mine.map(Self.end)))
        return sides.filter { $0.base != $0.live || $0.base != $0.mine }
    }

    private static func end(_ version: RowVersion) -> String {
        version.validity.isOpen ? "open" : version.validity.to.description
    }
}
