internal import ArgumentParser
internal import Maintenance
internal import MasterData
internal import Plans
internal import SourceReading

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read master files, check them and make a plan. Live data is not touched.",
        discussion: """
            The files of one import are checked together, whatever their order. Without \
            --profile, the headings or the root element choose the profile of each file.
            """)

    @Argument(help: "CSV or XML files.")
    var files: [String]

    @Option(help: ArgumentHelp("A profile's name, or the path of a profile.", valueName: "profile"))
    var profile: String?

    @Option(help: "partial: absence says nothing. full: what is absent is missing.")
    var scope: FeedScope.Coverage?

    @Option(
        help: ArgumentHelp(
            "The place the files speak for, such as district:91.", valueName: "place"))
    var scopePlace: RowKey?

    @Option(
        help: ArgumentHelp(
            "The day from which rows without dates hold (default: today).", valueName: "date"))
    var asOf: Day?

    @Option(help: ArgumentHelp("Who makes the plan (default: you).", valueName: "who"))
    var maker: String?

    @Option(help: ArgumentHelp("Shut out exactly this many rows with errors.", valueName: "n"))
    var excludeHeld: Int?

    @Option(help: ArgumentHelp("Retire exactly this many missing things.", valueName: "n"))
    var retireMissing: Int?

    @Option(help: ArgumentHelp("Accept exactly this many retirements.", valueName: "n"))
    var allowShrink: Int?

    @Option(
        help: ArgumentHelp("Accept exactly this many keys vanished and appeared.", valueName: "n"))
    var allowChurn: Int?

    @Option(
        help: ArgumentHelp("Accept that exactly this many cells lose their cover.", valueName: "n"))
    var acceptLostCover: Int?

    @Option(
        help: ArgumentHelp(
            "A file of waivers: findings that are borne, why, and until when.", valueName: "file"))
    var waivers: String?

    @OptionGroup var ownership: OwnershipOptions

    @Option(
        help: ArgumentHelp(
            "Write the rows at fault here, in the layout of their file, to be corrected and imported.",
            valueName: "file"))
    var rejects: String?

    @Flag(help: "End with status 2 when the plan changes something.")
    var detailedExitcode = false

    @Flag(help: "Read the files in this process, not each in a limited one of its own.")
    var inProcess = false

    @OptionGroup(title: "How CSV files are written") var dialect: DialectOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var request = ImportRequest(
            paths: files, profile: profile, coverage: scope, scopePlace: scopePlace, asOf: asOf,
            maker: maker ?? StoreOptions.user,
            answers: PlanAnswers(
                excludedHeld: excludeHeld, retireMissing: retireMissing, allowShrink: allowShrink,
                allowChurn: allowChurn, acceptLostCover: acceptLostCover))
        request.dialect = dialect.stated
        request.waivers = waivers
        request.kept = ownership.keepField
        request.released = ownership.releaseField
        request.keepOwned = ownership.keepOwned
        request.rejects = rejects
        if output.json || rejects != nil { request.listing = Self.listedInJSON }
        let bar = ProgressBar()
        let isJSON = output.json
        let shown = ShownFindings(perCode: isJSON ? .max : Findings.listedPerCode)
        request.watch.progress = { bar.show($0) }
        request.watch.finding = { finding in
            bar.clear()
            guard shown.admits(finding) else { return }
            isJSON ? Terminal.print(Self.line(finding)) : Terminal.message(finding.description)
        }
        let source = inProcess ? .inProcess : StoreOptions.source
        let outcome: ImportOutcome
        do {
            defer { bar.clear() }
            outcome = try store.desk(withProfiles: true, source: source).importFeeds(request)
        } catch let error as SourceError {
            if output.json { Terminal.print(Self.line(error.finding)) }
            throw error
        }
        report(outcome, shown)
        switch outcome.result {
        case .held: throw Ending(status: .badData)
        case .planned where detailedExitcode: throw Ending(status: .changesPresent)
        case .planned, .noChanges: break
        }
    }

    /// As many findings of one code as a program may want; all are counted.
    static let listedInJSON = 100_000

    private func report(_ outcome: ImportOutcome, _ shown: ShownFindings) {
        // Those of reading were told as they came.
        for finding in outcome.findings.listed.dropFirst(outcome.watched)
        where shown.admits(finding) {
            output.json ? Terminal.print(Self.line(finding)) : Terminal.message(finding.description)
        }
        let unlisted = outcome.findings.counts.filter { $0.count > Findings.listedPerCode }
        if !output.json {
            for count in unlisted {
                Terminal.message(
                    "… \(count.code): \(count.count) in all, \(Findings.listedPerCode) shown")
            }
            for file in outcome.rejects {
                Terminal.message(
                    "\(file.path): \(Lakh.grouped(file.rows)) rows at fault. Correct them, and import that file."
                        + (file.unread > 0
                            ? " \(file.unread) lines with findings are no rows and are not in it."
                            : ""))
            }
            for finding in outcome.inherited.listed {
                Terminal.message("(already live) \(finding)")
            }
            for (file, rows) in outcome.rowsRead.sorted(by: { $0.key < $1.key }) {
                Terminal.message(
                    "\(file): \(Lakh.grouped(rows)) rows, profile \(outcome.profiles[file] ?? "")"
                        + (outcome.dialects[file].map { " (\($0))" } ?? ""))
            }
        }
        switch outcome.result {
        case .noChanges:
            output.json
                ? Terminal.print(
                    .object([
                        "format_version": .integer(1), "type": .string("plan"), "plan": .null,
                        "counts": .object([:]), "summary": .string("No changes."),
                    ])) : Terminal.print("No changes.")
        case .planned(let report):
            if output.json, case .object(var members) = report.json {
                members["type"] = .string("plan")
                Terminal.print(.object(members))
            } else {
                Terminal.page(report.text(style: Terminal.style))
            }
        case .held(let rows):
            let count = rows == 1 ? "1 row is" : "\(rows) rows are"
            Terminal.message(
                "error: \(count) held by errors, and no plan was made. Correct them, or shut them out with --exclude-held \(rows)."
            )
        }
    }

    static func line(_ finding: Finding) -> JSONValue {
        guard case .object(var members) = finding.json else { return .null }
        members["type"] = .string("finding")
        return .object(members)
    }
}
