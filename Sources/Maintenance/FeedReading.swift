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

        var profile: String { layout.name }
    }

    private(set) var files: [Feed] = []
    private(set) var scopes: [FeedScope] = []
    /// Severities of the profiles, and waivers.
    private(set) var policy: CheckPolicy
    /// How many findings of one code are listed.
    let limit: Int
    let staged: StagedMasters

    init(
        _ request: ImportRequest, profiles: ProfileBook, seal: ContactSeal, base: MasterRows,
        policies: Policies, source: RecordSource
    ) throws {
        limit = request.listing
        staged = try StagedMasters(listing: limit, watch: request.watch.finding)
        policy = CheckPolicy(waivers: try request.waiverList(), policies: policies)
        let reader = FeedReader(
            into: staged, seal: seal, widths: CodeWidths(of: base), source: source,
            progress: request.watch.progress ?? { _ in })
        let opened = try OpenedFeed.all(
            request.paths, profile: request.profile, in: profiles, dialect: request.dialect,
            source: source)
        for profile in opened.map(\.profile) {
            try ProfileFolder.checkSeverities(of: profile)
            policy.add(profile.severities)
        }
        for feed in opened {
            let (file, profile) = (feed.reader.file, feed.profile)
            try reader.read(feed.reader, as: profile, stated: request.dialect)
            feed.reader.rest()
            files.append(
                Feed(
                    name: file.name, layout: profile, digest: try file.digest(), file: file))
            var scope = profile.scope
            if let coverage = request.coverage { scope.coverage = coverage }
            if !request.scopeKinds.isEmpty { scope.kinds = request.scopeKinds }
            if !request.scopePlaces.isEmpty { scope.places = request.scopePlaces }
            if !request.scopeDepartments.isEmpty { scope.departments = request.scopeDepartments }
            if !scopes.contains(scope) { scopes.append(scope) }
            staged.confine(file.name, to: scope)
        }
    }
}
