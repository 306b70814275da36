public import Changesets
internal import Digests
internal import MappingStore
public import MasterData
public import Plans

/// A likely identity, as a person names it: by its number in the plan, or by its two keys.
public enum ProposalName: Hashable, Sendable, CustomStringConvertible, LosslessStringConvertible {
    case number(Int)
    case pair(IdentityPair)

    public var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .pair(let pair): "\(pair)"
        }
    }

    /// `3`, or `tehsil:513=tehsil:9001`.
    public init?(_ text: String) {
        if let number = Int(text) {
            self = .number(number)
        } else if let pair = IdentityPair(text) {
            self = .pair(pair)
        } else {
            return nil
        }
    }
}

/// What a person says, one by one, of likely identities and of what is missing.
public struct ResolveRequest: Sendable {
    public var confirmed: [ProposalName]
    public var rejected: [ProposalName]
    public var missing: [RowKey: MissingAnswer]
    /// What takes the place of things that end, for open complaints; nothing for none.
    public var successors: [RowKey: RowKey?]

    public init(
        confirmed: [ProposalName] = [], rejected: [ProposalName] = [],
        missing: [RowKey: MissingAnswer] = [:], successors: [RowKey: RowKey?] = [:]
    ) {
        self.confirmed = confirmed
        self.rejected = rejected
        self.missing = missing
        self.successors = successors
    }
}

extension Desk {
    /// Makes a new plan of an open one in which likely identities are confirmed or rejected and
    /// missing things answered, one by one.
    public func resolve(
        _ id: String, with request: ResolveRequest, answers: PlanAnswers = PlanAnswers(),
        maker: String
    ) throws -> ProposalOutcome {
        let hand = try HandPlan(into: id, asOf: nil, on: self)
        guard let replaced = hand.replaced else { throw ResolveError.nothingAnswered }
        let stored = try store.plan(matching: replaced.description)
        let report = try self.report(of: stored, hand.changeset, base: hand.rows)
        let confirmed = try request.confirmed.map { try report.proposal($0, rows: hand.rows) }
        let rejected = try request.rejected.map { try report.proposal($0, rows: hand.rows) }
        if confirmed.isEmpty, rejected.isEmpty, request.missing.isEmpty,
            request.successors.isEmpty
        {
            throw ResolveError.nothingAnswered
        }
        if let twice = (confirmed + rejected).firstMetTwice {
            throw ResolveError.answeredTwice(twice.pair)
        }
        var terms = hand.terms
        terms.answers = terms.answers.replaced(by: answers)
        for (proposals, isConfirmed) in [(confirmed, true), (rejected, false)] {
            terms.act.take(proposals, isConfirmed: isConfirmed)
        }
        terms.act.missing.merge(request.missing) { $1 }
        let answered = try MissingAnswers(
            request.missing, in: hand.changeset, scopes: terms.scopes, base: hand.rows)
        var changeset = try IdentityResolution(
            answered.changeset, confirming: confirmed, base: hand.rows
        ).changeset.naming(request.successors, base: hand.rows)
        let following = try changeset.following(confirmed, base: hand.rows)
        changeset = Changeset(
            asOf: changeset.asOf, changes: changeset.changes + following.changes,
            origins: changeset.origins.merging(following.origins) { own, _ in own })
        let outcome = try propose(
            Proposal(
                changeset: changeset, base: hand.base, rows: hand.rows, terms: terms,
                files: hand.files, following: following), maker: maker)
        try retire(replaced, for: outcome, by: maker)
        return outcome
    }
}

extension PlanReport {
    /// The proposal of a name; a pair of keys that nothing proposed is one, too, when the first
    /// ends or is missing and the second is new.
    fileprivate func proposal(_ name: ProposalName, rows: MasterRows) throws -> IdentityProposal {
        switch name {
        case .number(let number):
            guard proposals.indices.contains(number - 1) else {
                throw ResolveError.noProposal(number: number, known: proposals.count)
            }
            return proposals[number - 1]
        case .pair(let pair):
            if let proposal = proposals.first(where: { $0.pair == pair }) { return proposal }
            guard let proposal = changeset.declared(pair) else { throw ResolveError.noPair(pair) }
            return proposal
        }
    }
}

extension Changeset {
    /// What the offices do that served places whose confirmed new code has another parent.
    fileprivate func following(
        _ confirmed: [IdentityProposal], base: MasterRows
    ) throws -> OfficeFollowing {
        let recoded = Set(confirmed.map(\.after))
        let moves = changes.filter { change in
            change.key.kind == .succession
                || recoded.contains(change.key) && change.kinds.contains(.recoded)
        }
        return OfficeFollowing(
            Changeset(asOf: asOf, changes: moves, origins: origins), base: base,
            candidate: try applied(to: base))
    }

    /// The changes with a row for each thing that ends and was given a successor, or none.
    fileprivate func naming(_ successors: [RowKey: RowKey?], base: MasterRows) throws -> Changeset {
        if successors.isEmpty { return self }
        let candidate = try applied(to: base)
        let ending = Set(changes.filter { $0.kinds.contains(.retired) }.map(\.key))
        var named = changes
        for (key, successor) in successors.sorted(by: { $0.key < $1.key }) {
            guard ending.contains(key) else { throw ResolveError.notEnding(key) }
            let day = max(candidate[key]?.last?.validity.to ?? asOf, asOf)
            if let successor {
                guard successor.kind == key.kind, successor != key,
                    candidate.content(of: successor, on: day) != nil
                else { throw ResolveError.noSuccessor(key, successor: successor) }
            }
            let row = Successors.row(of: key, successor: successor, from: day)
            var timeline = base[row.key] ?? Timeline()
            timeline.put(row.version.content, over: row.version.validity)
            named.removeAll { $0.key == row.key }
            if let change = Change(
                of: row.key, from: base[row.key] ?? Timeline(), to: timeline, asOf: asOf,
                reason: .byHand)
            {
                named.append(change)
            }
        }
        return try SuccessorFollowing(
            Changeset(asOf: asOf, changes: named, origins: origins), base: base
        ).changeset
    }
}

extension [IdentityProposal] {
    /// One that shares a key with an earlier one, merges into one thing aside.
    fileprivate var firstMetTwice: IdentityProposal? {
        var seen: Set<RowKey> = []
        return first { !seen.insert($0.before).inserted }
    }
}

extension PlanAct {
    /// Notes what a person said of likely identities, the later word for each pair.
    mutating func take(_ proposals: [IdentityProposal], isConfirmed: Bool) {
        for proposal in proposals {
            identities.removeAll { $0.pair == proposal.pair }
            identities.append(
                IdentityVerdict(
                    nature: proposal.nature, pair: proposal.pair, isConfirmed: isConfirmed))
        }
        identities.sort { ($0.pair.before, $0.pair.after) < ($1.pair.before, $1.pair.after) }
    }
}

/// Why a plan's proposals or missing things cannot be answered so.
public enum ResolveError: Error, Equatable, CustomStringConvertible {
    case nothingAnswered
    case noProposal(number: Int, known: Int)
    case noPair(IdentityPair)
    case answeredTwice(IdentityPair)
    case notMissing(RowKey)
    case noParent(RowKey, parent: RowKey)
    case notAPlace(RowKey)
    case notEnding(RowKey)
    case noSuccessor(RowKey, successor: RowKey)

    public var description: String {
        switch self {
        case .nothingAnswered:
            "Nothing is answered. Give --confirm, --reject, --retire, --keep, --moved or --successor."
        case .noProposal(let number, let known):
            known == 0
                ? "The plan proposes no identity, so there is none of number \(number)."
                : "The plan has no proposal \(number); they are numbered from 1 to \(known) ('rajmap plan show')."
        case .noPair(let pair):
            "\(pair) cannot be one thing in this plan: the first must end or be missing, the second be new, and both of one kind."
        case .answeredTwice(let pair):
            "\(pair.before) is answered twice. Confirm or reject it once."
        case .notMissing(let key):
            "\(key) is not missing in this plan, or was answered before. 'rajmap plan show --all' lists what is."
        case .noParent(let key, let parent):
            "\(key) cannot have moved to \(parent), which is not there on the plan's day. Correct the key after '='."
        case .notAPlace(let key):
            "\(key) is no place and cannot have moved to another; retire or keep it."
        case .notEnding(let key):
            "\(key) does not end in this plan, and needs no successor."
        case .noSuccessor(let key, let successor):
            "\(successor) cannot take the place of \(key): it must be another \(key.kind.rawValue), there on the day that one ends."
        }
    }
}
