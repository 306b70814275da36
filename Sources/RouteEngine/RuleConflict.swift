public import MasterData

/// Two rules of equal rank that can match the same complaint on the same day.
///
/// Sent to different targets, that is a conflict: only the rule codes would decide, so
/// publishing is refused. Sent to the same target, one of the two is superfluous.
public struct RuleConflict: Hashable, Sendable {
    /// The rule with the lower code, which wins until the conflict is resolved.
    public var rule: RowKey
    public var other: RowKey
    /// The days, of those asked about, on which both hold.
    public var days: Validity
    public var sendsToSameTarget: Bool
}

extension RouteTable {
    /// The pairs of rules of equal rank that send one complaint to different targets, on
    /// some days or on all the table covers.
    public func conflicts(during days: Validity? = nil) -> [RuleConflict] {
        model.equalRules(during: span(days)).filter { !$0.sendsToSameTarget }
    }

    /// The pairs of rules of equal rank that send to the same target.
    public func duplicates(during days: Validity? = nil) -> [RuleConflict] {
        model.equalRules(during: span(days)).filter(\.sendsToSameTarget)
    }

    /// Some days as far as the table covers them; nothing stands for all of them.
    func span(_ days: Validity?) -> Span {
        days.map { Span($0).clipped(to: model.days) } ?? model.days
    }
}

extension RouteModel {
    private struct Rank: Hashable {
        var priority: Int32
        var key: UInt64
    }

    /// All pairs of rules of equal rank.
    ///
    /// Candidates of one complaint lie on one line of categories and one of places, so two
    /// rules of equal depth match the same complaint only if they name the same nodes.
    func equalRules(during days: Span) -> [RuleConflict] {
        var groups: [Rank: [RuleRecord]] = [:]
        for record in rules.records where !record.namesNothing && record.span.overlaps(days) {
            let key = RuleIndex.key(
                record.category, record.place, record.channel, record.setting)
            groups[Rank(priority: record.priority, key: key), default: []].append(record)
        }
        var pairs: [RuleConflict] = []
        for group in groups.values where group.count > 1 {
            let records = group.sorted { ($0.span.from, $0.rule) < ($1.span.from, $1.rule) }
            var open: [RuleRecord] = []
            for record in records {
                open.removeAll { $0.span.to <= record.span.from }
                for earlier in open {
                    let both = record.span.clipped(to: earlier.span).clipped(to: days)
                    guard record.rule != earlier.rule, canMatch(record, during: both) else {
                        continue
                    }
                    pairs.append(
                        RuleConflict(
                            rule: rules.book[min(record.rule, earlier.rule)],
                            other: rules.book[max(record.rule, earlier.rule)],
                            days: both.validity,
                            sendsToSameTarget: record.target == earlier.target))
                }
                open.append(record)
            }
        }
        return pairs.sorted {
            ($0.rule, $0.other, $0.days.from) < ($1.rule, $1.other, $1.days.from)
        }
    }

    /// Whether the category and the place of a rule exist together on some day of a span.
    private func canMatch(_ record: RuleRecord, during span: Span) -> Bool {
        if span.isEmpty { return false }
        let categorySpans =
            record.category < 0
            ? [span]
            : categories.versions.range(record.category).map {
                categories.versions.entries[$0].span
            }
        let placeSpans = record.place < 0 ? [span] : places.spans(of: record.place)
        return categorySpans.contains { category in
            placeSpans.contains { !$0.clipped(to: category).clipped(to: span).isEmpty }
        }
    }
}
