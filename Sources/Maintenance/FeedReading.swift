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

    /// Every file is opened and its profile found before the first is read, so that a
    /// misspelt name costs nothing.
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
        var opened: [(SourceFile, FeedProfile)] = []
        for path in request.paths {
            let file = try SourceFile.open(path: path)
            let profile =
                if let name = request.profile {
                    try ProfileFolder.profile(named: name, in: profiles)
                } else {
                    try profiles.choose(
                        for: reader.sniff(file, stated: request.dialect).signature,
                        file: file.name)
                }
            try ProfileFolder.checkSeverities(of: profile)
            policy.add(profile.severities)
            opened.append((file, profile))
        }
        for (file, profile) in opened {
            try reader.read(file, as: profile, stated: request.dialect)
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
