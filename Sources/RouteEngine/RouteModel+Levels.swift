import MasterData

/// From a rule's target to the post at each level, and to who answers for it.
extension RouteModel {
    enum PostFound: Equatable {
        case post(Int32)
        case hole(UnroutableReason)
    }

    /// The levels of a target for the places of a line on a day, with who answers.
    func levels(of target: Int32, along line: PlaceLine, on day: Int32) -> LevelStates {
        var states = posts(of: target, along: line, on: day)
        fillAnswers(&states, on: day)
        return states
    }

    /// The levels of a target with their posts, not yet with who answers.
    ///
    /// - Parameters:
    ///   - chainOn: the day whose chain holds, when it is another than the posts' day.
    ///     A department that has no office any more is then the one that stands for it.
    func posts(
        of targetNumber: Int32, along line: PlaceLine, on day: Int32, chainOn: Int32? = nil
    ) -> LevelStates {
        let target = rules.targets[Int(targetNumber)]
        var specs = InlineArray<4, Int32>(repeating: -1)
        if target.chain >= 0 {
            for index in chains.levels.range(target.chain)
            where chains.levels.entries[index].span.contains(chainOn ?? day) {
                specs[Int(chains.levels.entries[index].value.level) - 1] = Int32(index)
            }
        }
        var states = LevelStates()
        for position in 0..<4 where specs[position] >= 0 || target.posts[position] != -1 {
            var state = LevelState()
            state.level = UInt8(position + 1)
            state.spec = specs[position]
            state.department = target.department
            var found: PostFound
            if target.posts[position] != -1 {
                let post = target.posts[position]
                found =
                    post >= 0 && offices.exists(post: post, on: day) ? .post(post) : .hole(.noPost)
            } else {
                let spec = chains.levels.entries[Int(specs[position])].value
                if spec.department >= 0 { state.department = spec.department }
                found = post(for: spec, department: state.department, along: line, on: day)
                if found == .hole(.noOffice), chainOn != nil,
                    let heir = departmentHeirs[state.department]?.after
                {
                    state.department = heir
                    found = post(for: spec, department: heir, along: line, on: day)
                }
            }
            switch found {
            case .post(let post): state.post = post
            case .hole(let reason): state.hole = reason
            }
            states.append(state)
        }
        return states
    }

    /// The post of one level of a chain.
    ///
    /// A place too coarse for the level's offices goes to the coarse post, unless an office
    /// of the level names that very place.
    func post(
        for spec: LevelSpec, department: Int32, along line: PlaceLine, on day: Int32
    ) -> PostFound {
        let kind = places.book.kind(line[0])
        let isCoarse = OfficeLevel.isTooFine(spec.officeLevel, for: kind)
        let found = seat(
            department: department, level: spec.officeLevel, designation: spec.designation,
            along: line, steps: isCoarse ? 1 : line.count, on: day)
        if !isCoarse || found != .hole(.noOffice) { return found }
        guard spec.coarseDesignation >= 0, spec.coarseOfficeLevel != OfficeLevel.unknown else {
            return .hole(.tooCoarse)
        }
        let isStillCoarse = OfficeLevel.isTooFine(spec.coarseOfficeLevel, for: kind)
        let coarse = seat(
            department: department, level: spec.coarseOfficeLevel,
            designation: spec.coarseDesignation, along: line,
            steps: isStillCoarse ? 1 : line.count, on: day)
        return isStillCoarse && coarse == .hole(.noOffice) ? .hole(.tooCoarse) : coarse
    }

    /// The post of a designation in the nearest office that has the place.
    ///
    /// - Parameter steps: how many places of the line, from the nearest, an office may name.
    private func seat(
        department: Int32, level: UInt8, designation: Int32, along line: PlaceLine, steps: Int,
        on day: Int32
    ) -> PostFound {
        var excluded: [Int32] = []
        for step in 0..<steps {
            var hasOffice = false
            var all = SeatCount()
            offices.forEachService(
                department: department, level: level, place: line[step], on: day
            ) { service in
                if !service.isIncluded {
                    excluded.append(service.office)
                } else if excluded.isEmpty || !excluded.contains(service.office) {
                    hasOffice = true
                    offices.forEachSeat(
                        office: service.office, designation: designation, on: day
                    ) { all.add($0) }
                }
            }
            if hasOffice { return all.found }
        }
        return .hole(.noOffice)
    }

    /// Counts posts of one designation until it is clear which one is meant.
    private struct SeatCount {
        private var count = 0
        private var receiving = 0
        private var only: Int32 = -1
        private var receiver: Int32 = -1

        mutating func add(_ seat: OfficeIndex.Seat) {
            count += 1
            only = seat.post
            if seat.receives {
                receiving += 1
                receiver = seat.post
            }
        }

        var found: PostFound {
            if count == 0 { return .hole(.noPost) }
            if count == 1 { return .post(only) }
            return receiving == 1 ? .post(receiver) : .hole(.ambiguousPost)
        }
    }

    /// Sets who answers at each level: the post's own people, else the next level's post.
    func fillAnswers(_ states: inout LevelStates, on day: Int32) {
        for index in 0..<states.count where states[index].post >= 0 {
            let answer = postings.answerer(of: states[index].post, on: day)
            states[index].answers = states[index].post
            states[index].person = answer.person
            states[index].nature = answer.nature
            states[index].someoneOnLeave = answer.someoneOnLeave
            states[index].standing =
                answer.person < 0 ? .vacant : answer.nature == 0 ? .ownHolder : .standIn
        }
        for index in 0..<states.count where states[index].standing == .vacant {
            for above in (index + 1)..<max(states.count, index + 1)
            where states[above].standing == .ownHolder || states[above].standing == .standIn {
                states[index].answers = states[above].post
                states[index].person = states[above].person
                states[index].standing = .nextLevel
                break
            }
        }
        var below: Int32 = -1
        for index in 0..<states.count where states[index].standing != .hole {
            let person = states[index].person
            states[index].isPassed = person >= 0 && person == below
            below = person
        }
    }
}
