internal import ArgumentParser
internal import Changesets
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
            "A kind of master the files speak for, such as tehsil; may be repeated.",
            valueName: "kind"))
    var scopeKind: [MasterKind] = []

    @Option(
        help: ArgumentHelp(
            "A place the files speak for, such as district:91; may be repeated.",
            valueName: "place"))
    var scopePlace: [RowKey] = []

    @Option(
        help: ArgumentHelp(
            "The code of a department the files speak for; may be repeated.", valueName: "code"))
    var scopeDepartment: [String] = []

    @Option(
        help: ArgumentHelp(
            "The day from which rows without dates hold (default: today).", valueName: "date"))
    var asOf: Day?

    @Option(help: ArgumentHelp("Shut out exactly this many rows with errors.", valueName: "n"))
    var excludeHeld: Int?

    @Option(help: ArgumentHelp("Retire exactly this many missing things.", valueName: "n"))
    var retireMissing: Int?

    @Option(
        help: ArgumentHelp(
            "A file of waivers: findings that are borne, why, and until when.", valueName: "file"))
    var waivers: String?

    @Option(
        help: ArgumentHelp(
            "Two keys are one thing: one ends or is missing, the other is new, such as tehsil:513=tehsil:9001.",
            valueName: "old=new"))
    var same: [IdentityPair] = []

    @OptionGroup var ownership: OwnershipOptions

    @Option(
        help: ArgumentHelp(
            "Write the rows at fault here, in the layout of their file, to be corrected and imported.",
            valueName: "file"))
    var rejects: String?

    @Flag(help: "Make another plan of files whose plan was turned down.")
    var again = false

    @Flag(help: "Read the files in this process, not each in a limited one of its own.")
    var inProcess = false

    @OptionGroup var making: AnswerOptions
    @OptionGroup(title: "How CSV files are written") var dialect: DialectOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var answers = making.answers
        answers.excludedHeld = excludeHeld
        answers.retireMissing = retireMissing
        var request = ImportRequest(
            paths: files, profile: profile, coverage: scope, asOf: asOf, maker: making.who,
            answers: answers)
        request.scopeKinds = scopeKind
        request.scopePlaces = scopePlace
        request.scopeDepartments = scopeDepartment.map { RowKey(.department, $0) }
        request.dialect = dialect.stated
        request.waivers = waivers
        request.same = same
        request.kept = ownership.keepField
        request.released = ownership.releaseField
        request.keepOwned = ownership.keepOwned
        request.rejects = rejects
        request.again = again
        if output.json || rejects != nil { request.listing = Self.listedInJSON }
        let bar = ProgressBar()
        let isJSON = output.json
        let shown = ShownFindings(perCode: isJSON ? .max : Findings.listedPerCode)
        request.watch.progress = { bar.show($0) }
        request.watch.finding = { finding in
            bar.clear()
            guard shown.admits(finding) else { return }
            Proposed.tell(finding, json: isJSON)
        }
        let source = inProcess ? .inProcess : StoreOptions.source
        let outcome: ImportOutcome
        do {
            defer { bar.clear() }
            outcome = try store.desk(withProfiles: true, source: source).importFeeds(request)
        } catch let error as SourceError {
            if output.json { Proposed.tell(error.finding, json: true) }
            throw error
        }
        report(outcome, shown)
        switch outcome.result {
        case .held: throw Ending(status: .badData)
        case .planned where making.detailedExitcode: throw Ending(status: .changesPresent)
        case .planned, .noChanges: break
        }
    }

    /// As many findings of one code as a program may want; all are counted.
    static let listedInJSON = 100_000

    private func report(_ outcome: ImportOutcome, _ shown: ShownFindings) {
        // Those of reading were told as they came.
        for finding in outcome.findings.listed.dropFirst(outcome.watched)
        where shown.admits(finding) {
            Proposed.tell(finding, json: output.json)
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
        case .noChanges: Proposed.nothing(json: output.json)
        case .planned(let report): Proposed.show(report, json: output.json)
        case .held(let rows):
            let count = rows == 1 ? "1 row is" : "\(rows) rows are"
            Terminal.message(
                "error: \(count) held by errors, and no plan was made. Correct them, or shut them out with --exclude-held \(rows)."
            )
        }
    }
}
