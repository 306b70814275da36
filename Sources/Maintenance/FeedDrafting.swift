internal import Changesets
internal import Digests
internal import MappingStore
internal import MasterData
internal import Plans
internal import Staging

/// Reads the files of an import and drafts what they would change: with what is known of their
/// rows, and once more without where that will not do.
struct FeedDrafting {
    let desk: Desk
    private(set) var request: ImportRequest
    let head: ReleaseIdentity
    let base: MasterRows
    let day: Day
    let policies: Policies
    let answers: PlanAnswers
    let act: PlanAct
    /// The fields that were corrected by hand, with the release that did it.
    private let owned: [OwnedField: Int]
    private let seal: ContactSeal
    private let widths: CodeWidths
    private let told: ToldOnce

    /// What came of it.
    struct Drafted {
        var reading: FeedReading
        var draft: ImportDraft
        /// The pairs that the maker declared to be one thing, as the files have them.
        var declared: [IdentityProposal]
    }

    init(_ request: ImportRequest, at desk: Desk) throws {
        self.desk = desk
        told = ToldOnce(request.watch.finding)
        self.request = request
        self.request.watch.finding = told.watch
        head = try desk.store.head()
        base = try desk.store.rows(ofRelease: head.number)
        day = request.asOf ?? desk.now.day
        policies = try desk.policies(in: base, of: head, asOf: day)
        owned = try desk.store.ownedFields(inRelease: head.number)
        seal = try desk.store.contactSeal()
        widths = CodeWidths(of: base)
        var act = PlanAct()
        var answers = request.answers
        act.take(overridesOf: &answers)
        act.released = request.released(among: owned)
        act.kept = request.kept.sorted()
        self.act = act
        self.answers = answers
    }

    func drafted() throws -> Drafted {
        let drafted = try drafted(isRecalling: true)
        guard drafted.draft.needsAllRows else { return drafted }
        desk.journal.info("rows that are known are read again, for others have to do with them")
        told.again()
        return try self.drafted(isRecalling: false)
    }

    private func drafted(isRecalling: Bool) throws -> Drafted {
        let reading = try FeedReading(
            request, profiles: desk.profiles, seal: seal, widths: widths, policies: policies,
            source: desk.source,
            recalls: RowRecalls(
                desk.store, head: head, asOf: day, seal: seal, stated: request.dialect,
                isRecalling: isRecalling))
        var declared: [IdentityProposal] = []
        let draft = try ImportDraft(
            reading, onto: base, asOf: day, answers: answers, listing: reading.limit
        ) { changeset in
            declared = request.same.compactMap { changeset.declared($0) }
            return settled(changeset, declared)
        }
        return Drafted(reading: reading, draft: draft, declared: declared)
    }

    /// The changes with declared things joined, what ends followed by its successor, and what was
    /// corrected by hand put back where it is kept.
    private func settled(_ changeset: Changeset, _ declared: [IdentityProposal]) -> Ownership {
        let joined = try? IdentityResolution(changeset, confirming: declared, base: base)
        let identified = joined?.changeset ?? changeset
        let followed = try? SuccessorFollowing(identified, base: base)
        return Ownership(
            followed?.changeset ?? identified, base: base, owned: owned, act: act,
            keepingAll: request.keepOwned)
    }
}

extension ImportRequest {
    /// The fields that feeds may overwrite, of those that were corrected by hand.
    fileprivate func released(among owned: [OwnedField: Int]) -> [OwnedField] {
        released.filter { field in
            let former = same.first { $0.after == field.key }?.before
            return owned[field] != nil
                || former.map { owned[OwnedField(key: $0, field: field.field)] != nil } ?? false
        }.sorted()
    }
}
