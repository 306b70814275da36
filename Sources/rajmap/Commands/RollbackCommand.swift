internal import ArgumentParser
internal import Changesets
internal import Maintenance
internal import MasterData
internal import Plans

struct RollbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Make a plan that takes a release back, or goes back to one.",
        discussion: """
            The plan is read, approved and published as any other, and becomes the next \
            release: numbers only grow.
            """)

    @Option(help: ArgumentHelp("Take back what this release did.", valueName: "n"))
    var undo: Int?

    @Option(help: ArgumentHelp("Go back to what this release said.", valueName: "n"))
    var to: Int?

    @Option(
        help: ArgumentHelp(
            "The day by which changes are named (default: today).", valueName: "date"))
    var asOf: Day?

    @OptionGroup var answers: AnswerOptions
    @OptionGroup var conflicts: ConflictOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (undo == nil) != (to == nil) else {
            throw ValidationError("Give one of --undo and --to, and the number of a release.")
        }
    }

    func run() throws {
        let target = undo.map(RollbackTarget.undo) ?? .to(to ?? 0)
        try Proposed.report(json: output.json, detailedExitcode: answers.detailedExitcode) {
            try store.desk().rollBack(
                target, maker: answers.who, asOf: asOf, answers: answers.answers,
                choices: try conflicts.choices())
        }
    }
}
