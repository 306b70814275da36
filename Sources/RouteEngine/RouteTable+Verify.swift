public import MasterData

extension RouteTable {
    /// What is wrong with the rules of the release on some days, or on all the table covers.
    ///
    /// Over a long past much is found that hurts nobody any more: name the days ahead.
    /// Conflicts, rules for places of another hierarchy and rules that name what does not
    /// exist are errors; duplicates and masked rules are warnings. Holes are the business
    /// of ``cover(from:days:)``.
    public func verify(during days: Validity? = nil) -> Findings {
        let window = span(days)
        var findings = Findings()
        for pair in model.equalRules(during: window) {
            if pair.sendsToSameTarget {
                findings.warning(
                    RouteFinding.duplicate, at: nil, key: pair.other,
                    "Rules '\(pair.rule.code)' and '\(pair.other.code)' match the same complaints and send them to the same chain \(Self.words(pair.days)). Remove one of them."
                )
            } else {
                findings.error(
                    RouteFinding.conflict, at: nil, key: pair.other,
                    "Rules '\(pair.rule.code)' and '\(pair.other.code)' rank alike and send the same complaints to different targets \(Self.words(pair.days)). Give one of them another priority, or end one."
                )
            }
        }
        let hierarchies = RoutedHierarchies(model, during: window)
        let masking = RuleMasking(model, during: window)
        for (number, record) in model.rules.records.enumerated()
        where record.span.overlaps(window) {
            let rule = model.rules.book[record.rule]
            if reportDangling(number, rule, during: window, into: &findings) { continue }
            if !hierarchies.allow(record), record.place >= 0 {
                let place = model.places.book[record.place]
                let used = hierarchies.names(for: record).joined(separator: " or ")
                findings.error(
                    RouteFinding.wrongHierarchy, at: nil, key: rule, value: place.description,
                    "Rule '\(rule.code)' names \(place), but its complaints are routed by the \(used) hierarchy, in which that place does not lie. Name a place of that hierarchy, or the district."
                )
            }
            if let by = masking.masker(of: record) {
                findings.warning(
                    RouteFinding.masked, at: nil, key: rule,
                    "Rule '\(rule.code)' can never win: rule '\(model.rules.book[by].code)' has a higher priority and matches everything it matches. Raise its priority, or remove it."
                )
            }
        }
        return findings
    }

    /// Reports what a rule names in vain; true when the rule can match nothing.
    private func reportDangling(
        _ number: Int, _ rule: RowKey, during window: Span, into findings: inout Findings
    ) -> Bool {
        let span = model.rules.records[number].span.clipped(to: window)
        var matchesNothing = false
        for reference in model.gaps.references(ofRecord: number) {
            if reference.days.contains(where: { $0.overlaps(span) }) { continue }
            if reference.field == .category || reference.field == .place { matchesNothing = true }
            let key = reference.key
            if reference.days.isEmpty {
                findings.error(
                    RouteFinding.dangling, at: nil, key: rule, value: reference.text,
                    "Rule '\(rule.code)' names \(key), which the release does not list. Correct the code, or import that \(key.kind.rawValue)."
                )
            } else {
                findings.warning(
                    RouteFinding.dangling, at: nil, key: rule, value: reference.text,
                    "Rule '\(rule.code)' names \(key), which does not exist \(Self.words(span.validity)). End the rule, or name what succeeded."
                )
            }
        }
        return matchesNothing
    }

    static func words(_ days: Validity) -> String {
        days.isOpen ? "from \(days.from) on" : "from \(days.from) until \(days.to)"
    }
}

/// The hierarchies in which the categories of each subtree are routed.
private struct RoutedHierarchies {
    private let model: RouteModel
    private let window: Span
    /// Bits 0 to 3: hierarchies of rural complaints; bits 4 to 7: of urban ones.
    private var bits: [UInt8]
    private var all: UInt8 = 0

    init(_ model: RouteModel, during window: Span) {
        self.model = model
        self.window = window
        bits = Array(repeating: 0, count: model.categories.book.count)
        for day in window.starts(of: model.categories.cuts) {
            for category in bits.indices {
                guard let version = model.categories.version(Int32(category), on: day) else {
                    continue
                }
                let own: UInt8 = 1 << version.rural | 16 << version.urban
                all |= own
                let line = model.categories.line(from: Int32(category), on: day)
                for step in 0..<line.count { bits[Int(line[step])] |= own }
            }
        }
    }

    /// The hierarchies, by index, that complaints of a rule may be routed in.
    private func hierarchies(of record: RuleRecord) -> [Int] {
        let bits = record.category < 0 ? all : self.bits[Int(record.category)]
        return (0..<4).filter { index in
            let rural = bits & (1 << index) != 0 && record.setting != SettingCode.urban
            let urban = bits & (16 << index) != 0 && record.setting != SettingCode.rural
            return rural || urban
        }
    }

    func names(for record: RuleRecord) -> [String] {
        hierarchies(of: record).map { Hierarchy.allCases[$0].rawValue }
    }

    /// Whether the place of a rule lies in one of its hierarchies on some day.
    func allow(_ record: RuleRecord) -> Bool {
        guard record.place >= 0 else { return true }
        let used = hierarchies(of: record)
        let span = record.span.clipped(to: window)
        return span.starts(of: model.places.cuts).contains { day in
            used.contains { model.places.lies(record.place, in: $0, on: day) }
        }
    }
}
