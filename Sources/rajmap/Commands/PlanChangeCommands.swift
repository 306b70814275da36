public import ArgumentParser
internal import Maintenance
internal import MasterData
public import Plans
internal import Transfers

struct PlanRebaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebase",
        abstract: "Carry a stale plan over to the live release, as a new plan.",
        discussion: """
            What nobody else touched is carried over, what was done already is dropped. \
            Conflicts are listed with base, live and proposed values; answer each with --take. \
            Approvals fall. Who rebases becomes the maker of the new plan; nobody who made it \
            or a plan before it may approve it.
            """)

    @Argument(help: "The plan's id, or its first digits.")
    var id: String

    @OptionGroup var answers: AnswerOptions
    @OptionGroup var conflicts: ConflictOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let rebased: RebaseOutcome
        do {
            rebased = try store.desk().rebase(
                id, maker: answers.who, choices: try conflicts.choices(), answers: answers.answers)
        } catch let conflicts as RebaseConflicts {
            Terminal.print(output.json ? conflicts.json.description : conflicts.text)
            throw conflicts
        }
        if output.json, case .planned = rebased.proposal {
            Terminal.print(rebased.json)
            return
        }
        if !output.json { Terminal.print(rebased.text(style: Terminal.style) + "\n") }
        try Proposed.report(json: output.json, detailedExitcode: answers.detailedExitcode) {
            rebased.proposal
        }
    }
}

struct PlanAnswerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Answer what holds a plan, or choose what it does: makes a new plan.")

    @Argument(help: "The plan's id, or its first digits.")
    var id: String

    @Option(help: ArgumentHelp("Retire exactly this many missing things.", valueName: "n"))
    var retireMissing: Int?

    @Option(
        help: ArgumentHelp(
            "What open complaints do: stay, next or now.", valueName: "policy"))
    var policy: ComplaintPolicy?

    @Option(
        help: ArgumentHelp("Accept that this many complaints become unroutable.", valueName: "n"))
    var acknowledgeUnroutable: Int?

    @OptionGroup var ownership: OwnershipOptions
    @OptionGroup var answers: AnswerOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var given = answers.answers
        given.retireMissing = retireMissing
        let request = AnswerRequest(
            answers: given, kept: ownership.keepField, released: ownership.releaseField,
            keepOwned: ownership.keepOwned, complaints: policy,
            acknowledgedUnroutable: acknowledgeUnroutable)
        try Proposed.report(json: output.json, detailedExitcode: answers.detailedExitcode) {
            try store.desk().answer(id, with: request, maker: answers.who)
        }
    }
}

/// What becomes of fields that were corrected by hand and that a feed says otherwise.
struct OwnershipOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep a field as it was corrected by hand, such as tehsil:538.name_en.",
            valueName: "field"))
    var keepField: [OwnedField] = []

    @Option(
        help: ArgumentHelp("Let the feed have a hand-corrected field.", valueName: "field"))
    var releaseField: [OwnedField] = []

    @Option(
        help: ArgumentHelp("Keep exactly this many hand-corrected fields, all.", valueName: "n"))
    var keepOwned: Int?
}

extension OwnedField: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
