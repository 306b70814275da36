internal import ArgumentParser
internal import Changesets
internal import Maintenance
internal import MasterData
internal import Plans

/// Who makes a plan, and what the maker may answer.
struct AnswerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Who makes the plan (default: you).", valueName: "who"))
    var maker: String?

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
            "Exactly this many categories, posts and departments end without a successor.",
            valueName: "n"))
    var withoutSuccessor: Int?

    @OptionGroup var overriding: OverrideOptions

    @Flag(help: "End with status 2 when the plan changes something.")
    var detailedExitcode = false

    var who: String { maker ?? StoreOptions.user }

    var answers: PlanAnswers {
        var answers = PlanAnswers(
            allowShrink: allowShrink, allowChurn: allowChurn, acceptLostCover: acceptLostCover)
        answers.withoutSuccessor = withoutSuccessor
        answers.overrides = overriding.override
        return answers
    }
}

/// The answers to conflicts with what was live.
struct ConflictOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Answer a conflict: mine, live or merged, and the key, such as --take mine tehsil:538.",
            valueName: "answer key"))
    var take: [String] = []

    func choices() throws -> [RowKey: Rebase.Choice] {
        guard take.count.isMultiple(of: 2) else {
            throw ValidationError("--take needs an answer and a key: --take mine tehsil:538.")
        }
        var choices: [RowKey: Rebase.Choice] = [:]
        for index in stride(from: 0, to: take.count, by: 2) {
            guard let choice = Rebase.Choice(rawValue: take[index]) else {
                throw ValidationError("'\(take[index])' is no answer; take mine, live or merged.")
            }
            guard let key = RowKey(take[index + 1]) else {
                throw ValidationError("'\(take[index + 1])' is no key; write kind:code.")
            }
            choices[key] = choice
        }
        return choices
    }
}

/// What a command that makes a plan without files prints.
enum Proposed {
    static func report(
        json: Bool, detailedExitcode: Bool = false, _ make: () throws -> ProposalOutcome
    ) throws {
        let outcome: ProposalOutcome
        do { outcome = try make() } catch let conflicts as RebaseConflicts {
            json ? Terminal.print(conflicts.json) : Terminal.print(conflicts.text)
            throw conflicts
        }
        switch outcome {
        case .noChanges: nothing(json: json)
        case .planned(let report):
            show(report, json: json)
            if detailedExitcode { throw Ending(status: .changesPresent) }
        case .faulty(let findings):
            for finding in findings.listed {
                tell(finding, json: json)
            }
            Terminal.message("error: The masters would have errors; no plan was made.")
            throw Ending(status: .badData)
        }
    }
    /// Prints that there is nothing to plan.
    static func nothing(json: Bool) {
        json
            ? Terminal.print(
                .object([
                    "format_version": .integer(1), "type": .string("plan"), "plan": .null,
                    "counts": .object([:]), "summary": .string("No changes."),
                ])) : Terminal.print("No changes.")
    }

    static func show(_ report: PlanReport, json: Bool) {
        if json {
            Terminal.print(report, adding: ["type": .string("plan")])
        } else {
            Terminal.page(report.text(style: Terminal.style))
        }
    }

    /// A finding is a result in JSON and a message in text.
    static func tell(_ finding: Finding, json: Bool) {
        json
            ? Terminal.print(typed(finding.json, "finding"))
            : Terminal.message(finding.description)
    }

    /// The value with its type, so that a reader of many lines can tell them apart.
    private static func typed(_ value: JSONValue, _ type: String) -> JSONValue {
        guard case .object(var members) = value else { return value }
        members["type"] = .string(type)
        return .object(members)
    }
}
