internal import Digests
internal import MasterData
internal import Plans
internal import SourceReading
internal import Staging

/// The files of one import, opened, told apart and read into one staging.
struct FeedReading {
    struct Feed {
        var name: String
        var layout: FeedProfile
        var digest: SHA256Digest
        var file: SourceFile
        /// What was known of its rows, and is learnt of them.
        var recall: RowRecall?

        var profile: String { layout.name }
    }

    private(set) var files: [Feed] = []
    private(set) var scopes: [FeedScope] = []
    /// Severities of the profiles, and waivers.
    private(set) var policy: CheckPolicy
    /// How many findings of one code are listed.
    let limit: Int
    let staged: StagedMasters
    /// The things that rows are about which were known and not read again.
    private(set) var passed: PassedRows?

    /// - Parameter recalls: what is known of the rows of files.
    init(
        _ request: ImportRequest, profiles: ProfileBook, seal: ContactSeal, widths: CodeWidths,
        policies: Policies, source: RecordSource, recalls: RowRecalls
    ) throws {
        limit = request.listing
        policy = CheckPolicy(waivers: try request.waiverList(), policies: policies)
        let opened = try OpenedFeed.all(
            request.paths, profile: request.profile, in: profiles, dialect: request.dialect,
            source: source)
        staged = try StagedMasters(
            listing: limit, expecting: opened.byteCount, watch: request.watch.finding)
        let reader = FeedReader(
            into: staged, seal: seal, widths: widths, source: source,
            progress: request.watch.progress ?? { _ in })
        for profile in opened.map(\.profile) {
            try ProfileFolder.checkSeverities(of: profile)
            policy.add(profile.severities)
        }
        for feed in opened {
            let (file, profile) = (feed.reader.file, feed.profile)
            var scope = profile.scope
            if let coverage = request.coverage { scope.coverage = coverage }
            if !request.scopeKinds.isEmpty { scope.kinds = request.scopeKinds }
            if !request.scopePlaces.isEmpty { scope.places = request.scopePlaces }
            if !request.scopeDepartments.isEmpty { scope.departments = request.scopeDepartments }
            let recall = try recalls.recall(profile, scope)
            try reader.read(
                feed.reader, as: profile, stated: request.dialect, recall: recall)
            feed.reader.rest()
            files.append(
                Feed(
                    name: file.name, layout: profile, digest: try file.digest(), file: file,
                    recall: recall))
            if !scopes.contains(scope) { scopes.append(scope) }
            staged.confine(file.name, to: scope)
        }
        passed = PassedRows(files.compactMap(\.recall))
    }
}

extension FeedReading {
    /// What is known of the rows of each file once a plan says what the draft does.
    func memories(after draft: ImportDraft, asOf day: Day) -> [RowMemory] {
        let recalls = files.compactMap { feed in feed.recall.map { (feed.name, $0) } }
        return recalls.map { name, recall in
            var spent = KeyMarks(expecting: draft.unsettled.count)
            for key in draft.unsettled { spent.insert(recall.marker.marker.mark(of: key)) }
            let doubtful = draft.doubtful.lazy.filter { $0.file == name }.map(\.line)
            return recall.memory(
                asOf: day, claims: staged.trueClaims, doubtful: Set(doubtful), spent: spent)
        }
    }
}
