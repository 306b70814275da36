internal import ArgumentParser
internal import Maintenance
internal import MasterData
internal import Plans

struct ReorganiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reorganise",
        abstract: "Make a plan of a reorganisation: districts that split, merge or end.",
        discussion: """
            The file (YAML, see schemas/reorganisation.md) says what the order in the gazette \
            says. The plan has all that follows from it: parents, jurisdictions, offices, posts \
            and rules, from the effective day on. Live data is not touched.
            """)

    @Argument(help: "A reorganisation file.")
    var file: String

    @Option(help: ArgumentHelp("Who makes the plan (default: you).", valueName: "who"))
    var maker: String?

    @Option(
        help: ArgumentHelp("Accept that exactly this many cells lose their cover.", valueName: "n"))
    var acceptLostCover: Int?

    @OptionGroup var overriding: OverrideOptions

    @Flag(help: "End with status 2 when the plan changes something.")
    var detailedExitcode = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var answers = PlanAnswers(acceptLostCover: acceptLostCover)
        answers.overrides = overriding.override
        let outcome = try store.desk().reorganise(
            file, maker: maker ?? StoreOptions.user, answers: answers)
        for finding in outcome.findings.listed {
            output.json
                ? Terminal.print(Self.line(finding, type: "finding"))
                : Terminal.message(finding.description)
        }
        guard let report = outcome.report else {
            if outcome.findings.hasErrors {
                Terminal.message("error: No plan was made. Correct the file, and make it again.")
                throw Ending(status: .badData)
            }
            Terminal.print(
                output.json
                    ? JSONValue.object([
                        "format_version": .integer(1), "type": .string("plan"), "plan": .null,
                        "counts": .object([:]), "summary": .string("No changes."),
                    ]).description : "No changes.")
            return
        }
        if output.json {
            Terminal.print(report, adding: ["type": .string("plan")])
        } else {
            Terminal.print(report.text())
        }
        if detailedExitcode { throw Ending(status: .changesPresent) }
    }

    private static func line(_ finding: Finding, type: String) -> JSONValue {
        guard case .object(var members) = finding.json else { return .null }
        members["type"] = .string(type)
        return .object(members)
    }
}
