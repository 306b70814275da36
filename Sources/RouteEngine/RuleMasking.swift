import MasterData

/// Finds rules that one rule of a higher priority leaves without effect.
///
/// Within one priority a rule that matches more ranks lower, so only a higher priority
/// can mask. Rules masked by several others together are not found here.
struct RuleMasking {
    private struct Key: Hashable {
        var priority: Int32
        var key: UInt64
    }

    private let model: RouteModel
    private let window: Span
    private let records: [Key: [RuleRecord]]
    /// All priorities, highest first.
    private let priorities: [Int32]

    init(_ model: RouteModel, during window: Span) {
        self.model = model
        self.window = window
        priorities = Set(model.rules.records.map(\.priority)).sorted(by: >)
        guard priorities.count > 1 else {
            records = [:]
            return
        }
        records = Dictionary(grouping: model.rules.records.filter { !$0.namesNothing }) {
            Key(
                priority: $0.priority,
                key: RuleIndex.key($0.category, $0.place, $0.channel, $0.setting))
        }
    }

    /// The number of a rule that matches all that a record matches, and outranks it.
    func masker(of record: RuleRecord) -> Int32? {
        let span = record.span.clipped(to: window)
        let higher = priorities.prefix { $0 > record.priority }
        if higher.isEmpty || span.isEmpty { return nil }
        // Ancestors may differ from day to day: only those of all days will do.
        let days = span.starts(of: (model.categories.cuts + model.places.cuts).sorted())
        let categories = common(days) {
            record.category < 0 ? [] : model.categories.line(from: record.category, on: $0).array
        }
        let places = common(days) { day in
            guard record.place >= 0, model.places.exists(record.place, on: day) else { return [] }
            return model.places.ancestorsInAll(of: record.place, on: day)
        }
        let channels = record.channel == 0 ? [0] : [0, record.channel]
        let settings = record.setting == SettingCode.any ? [0] : [0, record.setting]
        for priority in higher {
            for category in [-1] + categories {
                for place in [-1] + places {
                    for channel in channels {
                        for setting in settings {
                            let key = Key(
                                priority: priority,
                                key: RuleIndex.key(category, place, channel, setting))
                            let found = records[key]?.first { $0.span.contains(span) }
                            if let found { return found.rule }
                        }
                    }
                }
            }
        }
        return nil
    }

    /// What is in the list of every day.
    private func common(_ days: [Int32], _ list: (Int32) -> [Int32]) -> [Int32] {
        guard let first = days.first else { return [] }
        return days.dropFirst().reduce(list(first)) { kept, day in
            let other = list(day)
            return kept.filter(other.contains)
        }
    }
}

extension PlaceGraph {
    /// The place and what stands above it in every hierarchy it lies in.
    func ancestorsInAll(of place: Int32, on day: Int32) -> [Int32] {
        let lines = (0..<4).filter { lies(place, in: $0, on: day) }
            .map { line(from: place, in: $0, on: day).array }
        guard let first = lines.first else { return [place] }
        return first.filter { node in lines.allSatisfy { $0.contains(node) } }
    }
}
