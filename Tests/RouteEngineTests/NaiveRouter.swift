import MasterData

@testable import RouteEngine

/// Decides by reading every row every time: what the compiled table must agree with.
///
/// It shares no code with the engine beyond the words of questions and answers.
struct NaiveRouter {
    let rows: MasterRows
    let release: ReleaseLabel
    let days: Validity

    struct Match {
        var key: RowKey
        var content: Content
    }

    func decide(_ request: RouteRequest) -> Decision {
        guard days.contains(request.day) else { return decideAsNamed(request) }
        let (known, followed) = following(request)
        var decision = decideAsNamed(known)
        decision.followed = followed
        return decision
    }

    private func decideAsNamed(_ request: RouteRequest) -> Decision {
        var decision = Decision(
            id: request.id, outcome: .unroutable, reason: nil, place: nil, hierarchy: nil,
            rule: nil,
            department: nil, chain: nil, levels: [], release: release)
        let day = request.day
        guard days.contains(day) else { return decision.because(.dayNotCovered) }
        let category = RowKey(.category, request.category)
        guard let content = rows.content(of: category, on: day) else {
            let isOver = rows[category]?.versions.contains { $0.validity.to <= day } ?? false
            return decision.because(isOver ? .categoryRetired : .unknownCategory)
        }
        guard let (place, hierarchy) = place(request, content) else {
            return decision.because(.unknownPlace)
        }
        decision.place = place
        decision.hierarchy = hierarchy
        let line = line(place, hierarchy, day)
        guard let rule = winner(request, line) else { return decision.because(.noRule) }
        decision.rule = rule.key
        decision.department = rule.content.reference(.department, in: .rule)
        decision.chain = rule.content.reference(.chain, in: .rule)
        decision.levels = levels(rule.content, line, day)
        guard let first = decision.levels.first else { return decision.because(.noChain) }
        if case .hole(let reason) = first.how { return decision.because(reason) }
        decision.outcome = .routed
        return decision
    }

    // MARK: Rules

    func winner(_ request: RouteRequest, _ line: [RowKey]) -> Match? {
        let categories = categoryLine(RowKey(.category, request.category), request.day)
        var best: (rank: [Int], match: Match)?
        for key in rows.keys(of: .rule) {
            guard let content = rows.content(of: key, on: request.day) else { continue }
            var rank = [-(content.integer(.priority) ?? 0)]
            if let category = content.reference(.category, in: .rule) {
                guard let step = categories.firstIndex(of: category) else { continue }
                rank.append(step)
            } else {
                rank.append(999)
            }
            if let place = content.reference(.place, in: .rule) {
                guard let step = line.firstIndex(of: place) else { continue }
                rank.append(step)
            } else {
                rank.append(999)
            }
            if let channel = content[.channel], channel != request.channel { continue }
            rank.append(content[.channel] == nil ? 1 : 0)
            if let setting = content[.setting], setting != request.setting { continue }
            rank.append(content[.setting] == nil ? 1 : 0)
            if best.map({ rank.lexicographicallyPrecedes($0.rank) }) ?? true {
                best = (rank, Match(key: key, content: content))
            }
        }
        return best?.match
    }

    func categoryLine(_ category: RowKey, _ day: Day) -> [RowKey] {
        var line: [RowKey] = []
        var next: RowKey? = category
        while let key = next, let content = rows.content(of: key, on: day) {
            line.append(key)
            next = content.reference(.parent, in: .category)
        }
        return line
    }

    // MARK: Levels

    func levels(_ rule: Content, _ line: [RowKey], _ day: Day) -> [LevelAnswer] {
        let named: [Field] = [.l1Post, .l2Post, .l3Post, .l4Post]
        var answers: [LevelAnswer] = []
        for level in 1...4 {
            let chainLevel = RowKey(.chainLevel, "\(rule[.chain] ?? "")/\(level)")
            let spec = rows.content(of: chainLevel, on: day)
            let explicit = rule.reference(named[level - 1], in: .rule)
            if spec == nil && explicit == nil { continue }
            var department = rule.reference(.department, in: .rule)
            var found: Result<RowKey, Hole>
            if let explicit {
                found =
                    rows.content(of: explicit, on: day) == nil
                    ? .failure(Hole(reason: .noPost)) : .success(explicit)
            } else {
                let own = spec?.reference(.department, in: .chainLevel)
                department = own ?? department
                found = post(spec ?? Content(), department, line, day)
            }
            var answer = LevelAnswer(
                level: level, department: department, post: nil, answers: nil, holder: nil,
                how: .hole(.noPost), standing: .hole, terms: nil)
            if let spec {
                answer.terms = LevelTerms(
                    days: spec.integer(.days) ?? 0,
                    calendar: spec[.calendar] == "working" ? .working : .calendar,
                    escalatesAutomatically: spec[.escalation] == "automatic",
                    maySendBack: spec[.sendBack] == "yes")
            }
            switch found {
            case .failure(let hole): answer.how = .hole(hole.reason)
            case .success(let post): answer.post = post
            }
            answers.append(answer)
        }
        return answered(answers, day)
    }

    struct Hole: Error { var reason: UnroutableReason }

    private static let fineness: [String: Int] = [
        "zone": 1, "division": 1, "circle": 2, "district": 2, "subdivision": 3, "tehsil": 4,
        "block": 4, "urban_body": 4, "local": 5,
    ]

    private static let placeFineness: [MasterKind: Int] = [
        .state: 0, .division: 1, .district: 2, .circle: 2, .subdivision: 3, .tehsil: 4, .block: 4,
        .urbanBody: 4, .policeStation: 4,
    ]

    func post(
        _ spec: Content, _ department: RowKey?, _ line: [RowKey], _ day: Day
    ) -> Result<RowKey, Hole> {
        func look(_ level: String, _ designation: String) -> Result<RowKey, Hole>? {
            let isCoarse = Self.placeFineness[line[0].kind, default: 5] < Self.fineness[level] ?? 0
            let offices = nearest(department, level, isCoarse ? [line[0]] : line, day)
            if isCoarse && offices.isEmpty { return nil }
            if offices.isEmpty { return .failure(Hole(reason: .noOffice)) }
            let posts = rows.keys(of: .post).filter { key in
                guard let content = rows.content(of: key, on: day) else { return false }
                return content[.designation] == designation
                    && offices.contains(RowKey(.office, content[.office] ?? ""))
            }
            let receiving = posts.filter {
                rows.content(of: $0, on: day)?[.receives] == "yes"
            }
            if posts.isEmpty { return .failure(Hole(reason: .noPost)) }
            if posts.count == 1 { return .success(posts[0]) }
            return receiving.count == 1
                ? .success(receiving[0]) : .failure(Hole(reason: .ambiguousPost))
        }
        if let found = look(spec[.officeLevel] ?? "", spec[.designation] ?? "") { return found }
        guard let level = spec[.coarseOfficeLevel], let designation = spec[.coarseDesignation]
        else { return .failure(Hole(reason: .tooCoarse)) }
        return look(level, designation) ?? .failure(Hole(reason: .tooCoarse))
    }

    /// The offices that contain the place by the nearest row, of those the nearest.
    func nearest(_ department: RowKey?, _ level: String, _ line: [RowKey], _ day: Day) -> [RowKey] {
        var distances: [RowKey: Int] = [:]
        for key in rows.keys(of: .office) {
            guard let office = rows.content(of: key, on: day), office[.level] == level,
                office.reference(.department, in: .office) == department
            else { continue }
            for (distance, place) in line.enumerated() {
                let row = RowKey(.jurisdiction, "\(key.code)/\(place)")
                guard let mode = rows.content(of: row, on: day)?[.mode] else { continue }
                if mode == "include" { distances[key] = distance }
                break
            }
        }
        let least = distances.values.min()
        return distances.filter { $0.value == least }.map(\.key).sorted()
    }

    // MARK: Who answers

    func answered(_ levels: [LevelAnswer], _ day: Day) -> [LevelAnswer] {
        var answers = levels
        var own: [(person: RowKey, how: Answering)?] = []
        var vacancies: [VacancyReason] = []
        for level in levels {
            let (answerer, reason) = level.post.map { person(at: $0, day) } ?? (nil, .vacant)
            own.append(answerer)
            vacancies.append(reason)
        }
        for index in answers.indices where answers[index].post != nil {
            answers[index].answers = answers[index].post
            if let (person, how) = own[index] {
                answers[index].holder = person
                answers[index].how = how
                answers[index].standing = how == .holder ? .ownHolder : .standIn
            } else if let above = own.indices.first(where: { $0 > index && own[$0] != nil }) {
                answers[index].answers = answers[above].post
                answers[index].holder = own[above]?.person
                answers[index].how = .nextLevel(reason: vacancies[index])
                answers[index].standing = .nextLevel
            } else {
                answers[index].how = .vacant(vacancies[index])
                answers[index].standing = .vacant
            }
        }
        let filled = answers.indices.filter { answers[$0].post != nil }
        for (below, above) in zip(filled, filled.dropFirst())
        where answers[above].holder != nil && answers[above].holder == answers[below].holder {
            answers[above].how = .samePersonAsBelow
        }
        return answers
    }

    func person(at post: RowKey, _ day: Day) -> ((person: RowKey, how: Answering)?, VacancyReason) {
        var reason = VacancyReason.vacant
        for nature in PostingNature.allCases {
            var best: (from: Day, person: RowKey)?
            for key in rows.keys(of: .posting) {
                guard let version = rows[key]?.version(on: day),
                    version.content.reference(.post, in: .posting) == post,
                    version.content[.nature] == nature.rawValue,
                    let person = version.content.reference(.person, in: .posting)
                else { continue }
                if rows.content(of: RowKey(.leave, person.code), on: day) != nil {
                    reason = .onLeave
                    continue
                }
                if best.map({ version.validity.from > $0.from }) ?? true {
                    best = (version.validity.from, person)
                }
            }
            if let best {
                let how: Answering = nature == .substantive ? .holder : .standIn(nature)
                return ((best.person, how), reason)
            }
        }
        return (nil, reason)
    }
}

extension Decision {
    fileprivate func because(_ reason: UnroutableReason) -> Decision {
        var decision = self
        decision.reason = reason
        return decision
    }
}
