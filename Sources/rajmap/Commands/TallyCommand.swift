internal import ArgumentParser
internal import Digests
internal import MasterData
internal import SourceReading
internal import Staging

/// Reads a file and counts what is in it, for measuring; there is no database.
struct TallyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally",
        abstract: "Count the rows and fields of a file, or stage it, and keep nothing.",
        shouldDisplay: false)

    @Argument(help: "A CSV or XML file.")
    var file: String

    @Option(help: "A profile's name or path; needed for XML and for staging.")
    var profile: String?

    @Flag(help: "Stage the records in a spool too.")
    var stage = false

    @Flag(help: "Read in a process of its own, as 'import' does.")
    var separate = false

    @OptionGroup var profiles: ProfileOptions

    func run() throws {
        let file = try SourceFile.open(path: file)
        let source: RecordSource =
            separate ? .separate(command: "/proc/self/exe") : .inProcess
        let profile = try profile.map { try profiles.profile(named: $0) }
        guard stage else {
            let tally = try FeedTally(of: file, as: profile, source: source)
            return Terminal.print(
                .object([
                    "format_version": .integer(1), "rows": .integer(tally.rows),
                    "fields": .integer(tally.fields), "bytes": .integer(tally.bytes),
                ]))
        }
        guard let profile else { throw ValidationError("--stage needs --profile.") }
        let staged = try StagedMasters()
        try FeedReader(
            into: staged, seal: ContactSeal(key: Array(0..<32)), source: source
        ).read(file, as: profile)
        Terminal.print(
            .object([
                "format_version": .integer(1),
                "rows": .integer(staged.rowsRead[file.name] ?? 0),
                "records": .integer(staged.count),
                "errors": .integer(staged.findings.count(of: .error)),
            ]))
    }
}
