import MasterData

extension RouteTable {
    /// Decides a request and says why.
    ///
    /// - Parameters:
    ///   - request: the complaint as it is known.
    ///   - nearMisses: how many rules to list that miss by one thing only; finding them reads
    ///     every rule, so 0 is much faster on a large table.
    ///   - rule: the code of a rule that was expected to win.
    public func explain(
        _ request: RouteRequest, nearMisses: Int = 10, whyNot rule: String? = nil
    ) -> Explanation {
        let decision = decide(request)
        let asked = request
        let request = decision.followed.isEmpty ? asked : model.following(asked).request
        let route = model.route(request)
        var explanation = Explanation(
            request: asked, decision: decision,
            place: model.trace(route.choice, of: request), candidates: [], nearMisses: [],
            nearMissesLeftOut: 0, whyNot: nil, levels: [], names: [:])
        var probe: RuleProbe?
        if route.choice.place >= 0 { probe = model.probe(request, at: route.choice) }
        if let probe {
            explanation.candidates = model.candidates(probe, winner: route.record)
            if nearMisses > 0 {
                (explanation.nearMisses, explanation.nearMissesLeftOut) = model.nearMisses(
                    probe, in: route.choice.hierarchy, atMost: nearMisses)
            }
            explanation.levels = model.traceLevels(
                route, answers: decision.levels, along: probe.places, on: probe.day)
        }
        if let rule {
            explanation.whyNot = model.whyNot(
                .bare(.rule, rule), probe, in: route.choice.hierarchy, winner: route.record)
        }
        explanation.collectNames(from: model)
        if let sources = model.sources {
            for key in explanation.sourceKeys {
                explanation.sources[key] = sources.source(of: key, on: request.day.number)
            }
        }
        return explanation
    }
}

extension RouteModel {
    /// What rules can tell of a request routed by a place.
    fileprivate func probe(_ request: RouteRequest, at choice: PlaceChoice) -> RuleProbe? {
        let category = categories.book.id(.category, request.category)
        guard category >= 0 else { return nil }
        let day = request.day.number
        return RuleProbe(
            categories: categories.line(from: category, on: day),
            places: places.line(from: choice.place, in: choice.hierarchy, on: day),
            channel: rules.channelCode(request.channel),
            setting: SettingCode.code(request.setting), day: day)
    }

    fileprivate func trace(_ choice: PlaceChoice, of request: RouteRequest) -> PlaceTrace {
        let day = request.day.number
        let isKnown = { (key: RowKey) in
            let place = self.places.book.id(key)
            return place >= 0 && self.places.exists(place, on: day)
        }
        let line =
            choice.place < 0
            ? [] : places.line(from: choice.place, in: choice.hierarchy, on: day).array
        return PlaceTrace(
            known: request.places.filter(isKnown),
            unknown: request.places.filter { !isKnown($0) },
            way: choice.way.rawValue, line: line.map { places.book[$0] })
    }

    fileprivate func candidates(_ probe: RuleProbe, winner: Int32) -> [RuleTrace] {
        var seen: Set<Int32> = []
        return index.matches(probe).filter { seen.insert($0).inserted }.map { number in
            let record = rules.records[Int(number)]
            let verdict: RuleTrace.Verdict
            if number == winner {
                verdict = .won
            } else if !record.span.contains(probe.day) || winner < 0 {
                verdict = .notValidThatDay
            } else {
                let better = rules.records[Int(winner)]
                verdict = .outranked(by: rank(probe, better).firstStep(above: rank(probe, record)))
            }
            return trace(record, verdict)
        }
    }

    /// The mask of a matching rule, with the depths it has on the lines of a request.
    func rank(_ probe: RuleProbe, _ record: RuleRecord) -> RuleMask {
        func depth(_ item: Int32, on line: PlaceLine) -> UInt8 {
            item < 0 ? 0 : UInt8(line.count - line.position(of: item))
        }
        return RuleMask(
            priority: record.priority, categoryDepth: depth(record.category, on: probe.categories),
            placeDepth: depth(record.place, on: probe.places), hasChannel: record.channel != 0,
            hasSetting: record.setting != SettingCode.any)
    }

    func trace(_ record: RuleRecord, _ verdict: RuleTrace.Verdict) -> RuleTrace {
        let target = rules.targets[Int(record.target)]
        return RuleTrace(
            rule: rules.book[record.rule], category: categories.book.key(record.category),
            place: places.book.key(record.place),
            channel: record.channel == 0 ? nil : rules.channels[Int(record.channel) - 1],
            setting: SettingCode.text(record.setting), priority: Int(record.priority),
            days: record.span.validity, department: departments.key(target.department),
            chain: chains.book.key(target.chain), verdict: verdict)
    }
}

extension RuleMask {
    /// The first step of the ranking in which this mask is the better.
    func firstStep(above other: RuleMask) -> RankStep {
        if priority != other.priority { return .priority }
        if categoryDepth != other.categoryDepth { return .category }
        if placeDepth != other.placeDepth { return .place }
        if hasChannel != other.hasChannel { return .channel }
        if hasSetting != other.hasSetting { return .setting }
        return .code
    }
}
