internal import Changesets
public import MasterData
internal import Plans
public import SourceReading
public import Staging

/// A look at files by themselves: read, checked and staged, with nothing stored.
///
/// Cells, columns, rows, duplicates and what the files say of each other are checked; what only
/// the live masters can tell is checked when the files are imported. It holds no rows in memory.
public struct FeedCheck: Sendable {
    public private(set) var findings: Findings
    /// How many rows each file had.
    public private(set) var rowsRead: [String: Int]
    /// How many records the rows yielded, equal repeats left out.
    public private(set) var records: Int
    /// The profile each file was read by.
    public private(set) var profiles: [String: String] = [:]

    /// - Parameters:
    ///   - paths: the files, in any order.
    ///   - name: the profile to read them by; chosen by the headings when absent.
    ///   - limit: how many findings of one code are listed; all are counted.
    ///   - source: where the files are read.
    public init(
        _ paths: [String], profile name: String? = nil, in book: ProfileBook, asOf day: Day,
        dialect: CSVDialect.Stated = .init(), listing limit: Int = Findings.listedPerCode,
        source: RecordSource = .inProcess
    ) throws {
        let opened = try OpenedFeed.all(
            paths, profile: name, in: book, dialect: dialect, source: source)
        let staged = try StagedMasters(listing: limit, expecting: opened.byteCount)
        let reader = FeedReader(into: staged, seal: nil, source: source)
        var policy = CheckPolicy()
        for profile in opened.map(\.profile) { policy.add(profile.severities) }
        // A row that changes a thing may leave fields out: whether one is missing, only the
        // live masters can tell.
        let checks = CheckBook(
            CheckBook.all.filter { $0 is any RowCheck && !($0 is RequiredFieldsAreFilled) })
        let found = RowFindings(listing: limit)
        staged.inspectRows { row in
            var glance = RowGlance(
                code: row.code, of: row.scheme, from: row.validFrom, to: row.validTo, asOf: day)
            row.forEachField { glance.look(at: $1, of: $0) }
            if checks.mayFind(in: glance, about: row.kind) {
                checks.check(row.row, asOf: day, into: &found.findings)
            }
        }
        for feed in opened {
            let (file, profile) = (feed.reader.file, feed.profile)
            try reader.read(feed.reader, as: profile, stated: dialect)
            feed.reader.rest()
            profiles[file.name] = profile.name
            staged.confine(file.name, to: profile.scope)
        }
        try staged.resolveLinks(in: MasterRows(), asOf: day)
        try staged.checkScopes(in: MasterRows(), asOf: day)
        let repeated = try staged.repeatedKeys().map { try staged.rows(of: $0) }
        let merge = FeedMerge(repeated, onto: MasterRows(), asOf: day, listing: limit)
        findings = Findings(listing: limit)
        for part in [staged.findings, merge.findings] { findings.merge(part) }
        for finding in found.findings.listed { findings.add(policy.judged(finding)) }
        rowsRead = staged.rowsRead
        records = staged.count
    }

    /// Where the checks of rows leave what they find while the rows go by.
    private final class RowFindings {
        var findings: Findings

        init(listing limit: Int) {
            findings = Findings(listing: limit)
        }
    }
}
