import MasterData

/// Looks again at how each level's post was found, for an explanation.
extension RouteModel {
    func traceLevels(
        _ route: Route, answers: [LevelAnswer], along line: PlaceLine, on day: Int32
    ) -> [LevelTrace] {
        guard route.record >= 0 else { return [] }
        let target = rules.targets[Int(rules.records[Int(route.record)].target)]
        var traces = answers.indices.map { index in
            let state = route.levels[index]
            var trace = LevelTrace(
                answer: answers[index], isNamedByRule: false, isCoarse: false, designation: nil,
                officeLevel: nil, offices: [], posts: [],
                postings: state.post < 0 ? [] : postings(of: state.post, on: day))
            if state.post >= 0 && trace.postings.isEmpty {
                trace.lastPosting = lastPosting(of: state.post, before: day)
            }
            if target.posts[Int(state.level) - 1] != -1 {
                trace.isNamedByRule = true
            } else {
                let spec = chains.levels.entries[Int(state.spec)].value
                look(
                    spec, department: state.department, along: line, on: day, chosen: state.post,
                    into: &trace)
            }
            return trace
        }
        for index in traces.indices where answers[index].how.word == "next-level" {
            let between = answers[(index + 1)...].prefix { $0.post != answers[index].answers }
            traces[index].passedOver = between.compactMap(\.post)
        }
        return traces
    }

    /// Follows the search for a level's office and post.
    private func look(
        _ spec: LevelSpec, department: Int32, along line: PlaceLine, on day: Int32, chosen: Int32,
        into trace: inout LevelTrace
    ) {
        let kind = places.book.kind(line[0])
        var level = spec.officeLevel
        var designation = spec.designation
        let isTooFine = OfficeLevel.isTooFine(level, for: kind)
        var steps = isTooFine ? 1 : line.count
        var found = offices(department, level, along: line, steps: steps, on: day)
        let hasOffice = found.contains { $0.verdict == .nearest }
        if isTooFine && !hasOffice && spec.coarseDesignation >= 0
            && spec.coarseOfficeLevel != OfficeLevel.unknown
        {
            trace.isCoarse = true
            level = spec.coarseOfficeLevel
            designation = spec.coarseDesignation
            steps = OfficeLevel.isTooFine(level, for: kind) ? 1 : line.count
            found = offices(department, level, along: line, steps: steps, on: day)
        }
        trace.designation = designations.key(designation)
        trace.officeLevel = OfficeLevel.name(level)
        trace.offices = found
        for office in found where office.verdict == .nearest {
            offices.forEachSeat(
                office: offices.offices.id(office.office), designation: designation, on: day
            ) { seat in
                trace.posts.append(
                    PostTrace(
                        post: offices.posts[seat.post], office: office.office,
                        receives: seat.receives, isChosen: seat.post == chosen))
            }
        }
        trace.posts.sort { $0.post < $1.post }
    }

    private func offices(
        _ department: Int32, _ level: UInt8, along line: PlaceLine, steps: Int, on day: Int32
    ) -> [OfficeTrace] {
        var traces: [OfficeTrace] = []
        var excluded: Set<Int32> = []
        var nearest: Int?
        for step in 0..<steps {
            var here: [(OfficeIndex.Service, OfficeTrace.Verdict)] = []
            offices.forEachService(
                department: department, level: level, place: line[step], on: day
            ) { service in
                if !service.isIncluded {
                    excluded.insert(service.office)
                    here.append((service, .excluded))
                } else if excluded.contains(service.office) {
                    here.append((service, .excluded))
                } else if nearest == nil || nearest == step {
                    nearest = step
                    here.append((service, .nearest))
                } else {
                    here.append((service, .farther))
                }
            }
            let place = places.book[line[step]]
            traces += here.map { service, verdict in
                let office = offices.offices[service.office]
                return OfficeTrace(
                    office: office,
                    jurisdiction: RowKey(.jurisdiction, "\(office.code)/\(place)"),
                    place: place, verdict: verdict)
            }
            .sorted { $0.office < $1.office }
        }
        return traces
    }

    private func postings(of post: Int32, on day: Int32) -> [PostingTrace] {
        var traces: [PostingTrace] = []
        var isAnswered = false
        for index in postings.postings.range(post)
        where postings.postings.entries[index].span.contains(day) {
            let entry = postings.postings.entries[index]
            var posting = trace(entry, at: post)
            posting.isOnLeave = postings.isOnLeave(entry.value.person, on: day)
            posting.answers = !isAnswered && !posting.isOnLeave
            if posting.nature != .substantive {
                posting.ownPost = ownPost(of: entry.value.person, on: day)
            }
            traces.append(posting)
            if !posting.isOnLeave { isAnswered = true }
        }
        return traces
    }

    private func trace(_ entry: Dated<PostingIndex.Posting>, at post: Int32) -> PostingTrace {
        let person = postings.persons[entry.value.person]
        return PostingTrace(
            posting: RowKey(.posting, "\(offices.posts[post].code)/\(person.code)"),
            person: person, nature: PostingNature.allCases[Int(entry.value.nature)],
            days: entry.span.validity, isOnLeave: false, answers: false)
    }

    /// The posting that ended last before a day.
    private func lastPosting(of post: Int32, before day: Int32) -> PostingTrace? {
        postings.postings.entries[postings.postings.range(post)]
            .filter { $0.span.to <= day }.max { $0.span.to < $1.span.to }
            .map { trace($0, at: post) }
    }

    /// The post that a person holds substantively on a day.
    private func ownPost(of person: Int32, on day: Int32) -> RowKey? {
        for post in 0..<Int32(offices.posts.count) {
            for index in postings.postings.range(post) {
                let entry = postings.postings.entries[index]
                if entry.value.person == person && entry.value.nature == 0
                    && entry.span.contains(day)
                {
                    return offices.posts[post]
                }
            }
        }
        return nil
    }
}
