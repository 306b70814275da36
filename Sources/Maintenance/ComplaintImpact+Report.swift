public import MasterData
internal import Transfers

extension ComplaintImpact {
    /// - Parameter listingAll: whether all listed rows are printed, not the first few.
    public func text(listingAll: Bool = false) -> String {
        func number(_ count: Int) -> String { Lakh.grouped(count) }
        var lines = [
            "\(number(total.complaints)) open complaints: \(number(total.movedAtAll)) change post, \(number(total.deadlines)) get other last days, \(number(total.unroutable)) become unroutable, \(number(total.routable)) become routable; \(number(unroutableBefore)) are unroutable before and after",
            "  policy: " + policy.sentence,
        ]
        if !unroutableAfter.isEmpty {
            let reasons = unroutableAfter.sorted { $0.key < $1.key }
                .map { "\(number($0.value)) \($0.key)" }
            lines.append(
                "  afterwards \(number(routedAfter)) have a post; without one: \(reasons.joined(separator: ", "))"
            )
        }
        if total.unroutable > acknowledged {
            lines.append(
                "  \(number(total.unroutable)) newly unroutable, \(number(acknowledged)) acknowledged: \(source == nil ? "publishing" : "publishing with this file") is refused."
            )
        }
        for (title, groups) in [("department", byDepartment), ("district", byDistrict)] {
            let touched = groups.filter { $0.value.isTouched }.sorted {
                ($1.value.movedAtAll, $0.key) < ($0.value.movedAtAll, $1.key)
            }
            if touched.isEmpty { continue }
            lines += ["", Self.row(title, ["all", "L1", "L2", "L3", "L4", "days", "lost", "new"])]
            for (name, counts) in touched.prefix(listingAll ? touched.count : 12) {
                lines.append(
                    Self.row(
                        name.isEmpty ? "(none)" : name,
                        ([counts.complaints] + (1...4).map { counts.moved[$0] ?? 0 }
                            + [counts.deadlines, counts.unroutable, counts.routable])
                            .map { $0 == 0 ? "·" : number($0) }))
            }
            if !listingAll, touched.count > 12 {
                lines.append("  … and \(touched.count - 12) more")
            }
        }
        let shown = rows.prefix(listingAll ? rows.count : 10)
        if !shown.isEmpty { lines += [""] + shown.map(\.line) }
        let touched = byDepartment.values.reduce(0) { $0 + $1.touchedAtMost }
        if rows.count > shown.count || touched > rows.count {
            lines.append("  … (--all lists up to \(Self.listed); the counts are of all)")
        }
        return lines.joined(separator: "\n")
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        "  " + name.padded(to: 14) + cells.map { $0.padded(to: 9, right: true) }.joined()
    }

    public var json: JSONValue {
        func groups(_ groups: [String: Counts]) -> JSONValue { .object(groups.mapValues(\.json)) }
        return .object([
            "format_version": .integer(1), "source": .string(source ?? "store"),
            "policy": .string(policy.rawValue),
            "acknowledged_unroutable": .integer(acknowledged), "counts": total.json,
            "unroutable_before_and_after": .integer(unroutableBefore),
            "routed_after": .integer(routedAfter),
            "unroutable_after": .object(unroutableAfter.mapValues(JSONValue.integer)),
            "faulty": .integer(faulty), "by_department": groups(byDepartment),
            "by_district": groups(byDistrict), "complaints": .array(rows.map(\.json)),
        ])
    }
}

extension ComplaintImpact.Counts {
    fileprivate var touchedAtMost: Int { movedAtAll + deadlines + unroutable + routable }

    fileprivate var isTouched: Bool { touchedAtMost > 0 }

    fileprivate var json: JSONValue {
        .object([
            "complaints": .integer(complaints), "change_post": .integer(movedAtAll),
            "change_post_at": .object(
                Dictionary(
                    uniqueKeysWithValues: (1...4).map { ("l\($0)", .integer(moved[$0] ?? 0)) })),
            "other_last_day": .integer(deadlines), "newly_unroutable": .integer(unroutable),
            "newly_routable": .integer(routable),
        ])
    }
}

extension ComplaintImpact.Row {
    fileprivate var line: String {
        var parts = moves.map {
            "L\($0.level) \($0.from.isEmpty ? "nobody" : $0.from) → \($0.to.isEmpty ? "nobody" : $0.to)"
        }
        parts += deadlines.map { "L\($0.level) due \($0.from) → \($0.to)" }
        if let unroutable { parts.append("unroutable: \(unroutable)") }
        if isGained { parts.append("becomes routable") }
        return "  \(complaint)  \(department)  \(parts.joined(separator: "; "))"
    }

    fileprivate var json: JSONValue {
        .object([
            "complaint": .string(complaint), "department": .string(department),
            "district": .string(district),
            "moves": .array(
                moves.map {
                    .object([
                        "level": .integer($0.level), "from": .string($0.from), "to": .string($0.to),
                    ])
                }),
            "last_days": .array(
                deadlines.map {
                    .object([
                        "level": .integer($0.level), "from": .string($0.from.description),
                        "to": .string($0.to.description),
                    ])
                }), "unroutable": .optional(unroutable), "newly_routable": .bool(isGained),
        ])
    }
}
