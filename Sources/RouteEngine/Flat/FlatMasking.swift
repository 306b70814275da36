import MasterData

/// Finds rules that never win.
///
/// For a rule with open fields the most favourable complaint brings codes there that no rule
/// names: whatever matches that complaint matches all others of the rule too. So one
/// complaint a rule is enough, and a rule is masked when better rules fill all its days there,
/// one of them or several together.
struct FlatMasking {
    let table: FlatTable
    let view: FlatView

    mutating func run(_ result: inout FlatVerification) {
        var open = FlatOpenDays()
        for (number, level) in view.levels.enumerated() {
            // Rules that leave a field open which this level names match fewer complaints.
            let better = view.levels[..<number].filter { $0.mask & ~level.mask == 0 }
            let slots = view.slots + Int(level.firstSlot)
            for position in 0..<Int(level.slotCount) {
                let slot = slots[position]
                if slot.key == FlatSlot.free { continue }
                if slot.rule & FlatSlot.chain == 0 {
                    open.restart(slot.from, slot.to)
                    for level in better where !open.isEmpty {
                        view.close(slot.key & level.mask, in: level, &open)
                    }
                    if open.isEmpty { report(slot.rule, by: nil, slot.key, better, &result) }
                    continue
                }
                let chain = view.chain(slot.rule)
                for (place, entry) in chain.enumerated() {
                    open.restart(entry.from, entry.to)
                    for earlier in chain[..<place] { open.close(earlier.from, earlier.to) }
                    let isByEqual = open.isEmpty && entry.from < entry.to
                    if isByEqual { result.maskedByEqualKey += 1 }
                    for level in better where !open.isEmpty {
                        view.close(slot.key & level.mask, in: level, &open)
                    }
                    if open.isEmpty {
                        let by = chain[..<place].first { $0.from < entry.to && entry.from < $0.to }
                        report(entry.rule, by: by?.rule, slot.key, better, &result)
                    }
                }
            }
        }
    }

    private func report(
        _ number: UInt32, by equal: UInt32?, _ key: UInt64, _ better: [FlatLevel],
        _ result: inout FlatVerification
    ) {
        result.masked += 1
        guard result.masked <= Findings.listedPerCode, let rule = table.rule(Int(number)) else {
            result.findings.add(
                Finding(code: FlatFinding.masked, severity: .warning, message: ""))
            return
        }
        if rule.validFrom >= rule.validTo {
            result.findings.warning(
                FlatFinding.masked, at: rule.origin, value: String(rule.id),
                "Rule \(rule.id) can never win: it ends on or before the day it starts. Correct its days, or remove it."
            )
            return
        }
        var by = equal.map { [$0] } ?? []
        let record = view.records[Int(number) - 1]
        for level in better {
            // A key that is not there has a window without days, which meets no other.
            let key = key & level.mask
            let hit = view.find(key, at: view.slots + view.start(of: key, in: level))
            let entries =
                hit.rule & FlatSlot.chain == 0
                ? [FlatEntry(from: hit.from, to: hit.to, rule: hit.rule)]
                : Array(view.chain(hit.rule))
            by += entries.filter { $0.from < record.to && record.from < $0.to }.map(\.rule)
        }
        let names = by.prefix(3).map(table.words).joined(separator: " and ")
        result.findings.warning(
            FlatFinding.masked, at: rule.origin, value: String(rule.id),
            "Rule \(rule.id) can never win: on all its days \(names) outrank\(by.count == 1 ? "s" : "") it for everything it matches. Raise its priority, or remove it."
        )
    }
}
