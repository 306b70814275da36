import MasterData

extension RouteModel {
    /// Rules that miss a request by one thing only, the closest first, and how many are left
    /// out.
    ///
    /// Closest are those for another day, setting or channel. Of those for another place or
    /// category, the fewer steps up the tree and down again the closer; one that has nothing
    /// above in common with the complaint is never listed.
    func nearMisses(
        _ probe: RuleProbe, in hierarchy: Int, atMost limit: Int
    ) -> (listed: [NearMiss], leftOut: Int) {
        var found: [Found] = []
        var count = 0
        for (number, record) in rules.records.enumerated() where !record.namesNothing {
            guard let field = onlyMiss(of: record, probe) else { continue }
            count += 1
            let relation: Relation
            switch field {
            case .day, .setting, .channel: relation = Relation(distance: 0, shared: -1)
            case .place:
                guard
                    let near = Relation(
                        places.line(from: record.place, in: hierarchy, on: probe.day), probe.places)
                else { continue }
                relation = near
            case .category:
                guard
                    let near = Relation(
                        categories.line(from: record.category, on: probe.day), probe.categories)
                else { continue }
                relation = near
            }
            found.append(Found(record: Int32(number), field: field, relation: relation))
        }
        let listed = found.sorted(by: isListedBefore).prefix(limit).map { found in
            let record = rules.records[Int(found.record)]
            let isValid = record.span.contains(probe.day)
            let shared = found.relation.shared
            return NearMiss(
                rule: trace(record, isValid ? .doesNotMatch : .notValidThatDay),
                field: found.field, distance: found.relation.distance,
                shared: found.field == .place
                    ? places.book.key(shared) : categories.book.key(shared))
        }
        return (Array(listed), count - listed.count)
    }

    private struct Found {
        var record: Int32
        var field: NearMiss.Field
        var relation: Relation
    }

    /// How far two things of one tree lie apart.
    private struct Relation {
        var distance: Int
        /// The nearest thing above both, or -1.
        var shared: Int32

        init(distance: Int, shared: Int32) {
            self.distance = distance
            self.shared = shared
        }

        init?(_ one: PlaceLine, _ other: PlaceLine) {
            for step in 0..<one.count where other.contains(one[step]) {
                self.init(distance: step + other.position(of: one[step]), shared: one[step])
                return
            }
            return nil
        }
    }

    /// The one thing in which a rule misses; nothing when it matches or misses in more.
    private func onlyMiss(of record: RuleRecord, _ probe: RuleProbe) -> NearMiss.Field? {
        let missed = misses(of: record, probe)
        return missed.count == 1 ? missed[0] : nil
    }

    /// Everything in which a rule misses a request.
    func misses(of record: RuleRecord, _ probe: RuleProbe) -> [NearMiss.Field] {
        var missed: [NearMiss.Field] = []
        if !record.span.contains(probe.day) { missed.append(.day) }
        if record.setting != SettingCode.any && record.setting != probe.setting {
            missed.append(.setting)
        }
        if record.channel != 0 && record.channel != probe.channel { missed.append(.channel) }
        if record.place != -1 && !probe.places.contains(record.place) { missed.append(.place) }
        if record.category != -1 && !probe.categories.contains(record.category) {
            missed.append(.category)
        }
        return missed
    }

    private func isListedBefore(_ a: Found, _ b: Found) -> Bool {
        if a.relation.distance != b.relation.distance {
            return a.relation.distance < b.relation.distance
        }
        if a.field != b.field { return a.field.order < b.field.order }
        // Records come in code order.
        return a.record < b.record
    }
}

extension NearMiss.Field {
    fileprivate var order: Int {
        switch self {
        case .day: 0
        case .setting: 1
        case .channel: 2
        case .place: 3
        case .category: 4
        }
    }
}
