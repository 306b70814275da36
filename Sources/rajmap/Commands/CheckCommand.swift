internal import ArgumentParser
internal import Maintenance
internal import MasterData
internal import SourceReading

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read master files and check them by themselves. Nothing is stored.",
        discussion: """
            For whoever prepares a file, and has no database: cells, columns, rows, duplicates and \
            what the files say of each other. `rajmap import` checks all of that and the whole.
            """)

    @Argument(help: "CSV or XML files.")
    var files: [String]

    @Option(help: ArgumentHelp("A profile's name, or the path of a profile.", valueName: "profile"))
    var profile: String?

    @Option(
        help: ArgumentHelp(
            "The day from which rows without dates hold (default: today).", valueName: "date"))
    var asOf: Day?

    @OptionGroup var dialect: DialectOptions
    @OptionGroup var profiles: ProfileOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let check = try FeedCheck(
            files, profile: profile, in: try profiles.book(),
            asOf: asOf ?? StoreOptions.now.day, dialect: dialect.stated,
            listing: output.json ? ImportCommand.listedInJSON : Findings.listedPerCode,
            source: StoreOptions.source)
        for finding in check.findings.listed { Proposed.tell(finding, json: output.json) }
        let counts = Severity.allCases.map { check.findings.count(of: $0) }
        if output.json {
            Terminal.print(
                .object([
                    "format_version": .integer(1), "type": .string("check"),
                    "errors": .integer(counts[2]), "warnings": .integer(counts[1]),
                    "notes": .integer(counts[0]),
                    "rows": .object(check.rowsRead.mapValues { .integer($0) }),
                    "records": .integer(check.records),
                ]))
        } else {
            for count in check.findings.counts where count.count > Findings.listedPerCode {
                Terminal.message(
                    "… \(count.code): \(count.count) in all, \(Findings.listedPerCode) shown")
            }
            for (file, rows) in check.rowsRead.sorted(by: { $0.key < $1.key }) {
                Terminal.message(
                    "\(file): \(Lakh.grouped(rows)) rows, profile \(check.profiles[file] ?? "")")
            }
            Terminal.print("\(counts[2]) errors, \(counts[1]) warnings, \(counts[0]) notes.")
        }
        if counts[2] > 0 { throw Ending(status: .badData) }
    }
}
