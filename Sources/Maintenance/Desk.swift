public import MappingStore
public import MasterData
public import SourceReading
public import Staging
public import Transfers

/// Where maintenance is done: the store, the profiles, and what time it is.
///
/// Each verb of the tool is one method in a file of its own (`Desk+Import.swift` …). The
/// command and every later way in perform a verb through the same method.
public struct Desk: Sendable {
    public let store: MappingStore
    public let profiles: ProfileBook
    /// The moment the verb is performed; nothing below reads the clock.
    public let now: Instant
    /// Where files are read.
    public let source: RecordSource
    /// Where what is done is said.
    public let journal: Journal
    /// The texts of notices; nothing for those that come with the program.
    public let notices: NoticeTexts?
    let releases: OpenReleases

    /// - Parameters:
    ///   - source: where files are read: in a process of its own, for files that nobody
    ///     vouches for.
    ///   - isVerbose: whether what is done is said on standard error, beside errors.
    ///   - notices: the texts of notices, in place of those that come with the program.
    ///   - releases: shared by desks that follow one another, so that each release is compiled
    ///     once.
    public init(
        store: MappingStore, profiles: ProfileBook, now: Instant,
        source: RecordSource = .inProcess, isVerbose: Bool = false,
        notices: NoticeTexts? = nil, releases: OpenReleases = OpenReleases()
    ) {
        self.store = store
        self.profiles = profiles
        self.now = now
        self.source = source
        journal = Journal(isVerbose: isVerbose)
        self.notices = notices
        self.releases = releases
    }
}
