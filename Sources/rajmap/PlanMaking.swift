internal import ArgumentParser
internal import Changesets
internal import Maintenance
internal import MasterData
internal import Plans

/// What the maker of a plan without files may answer.
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

    @Flag(help: "End with status 2 when the plan changes something.")
    var detailedExitcode = false

    var who: String { maker ?? StoreOptions.user }

    var answers: PlanAnswers {
        PlanAnswers(
            allowShrink: allowShrink, allowChurn: allowChurn, acceptLostCover: acceptLostCover)
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
        case .noChanges:
            json
                ? Terminal.print(
                    .object([
                        "format_version": .integer(1), "type": .string("plan"), "plan": .null,
                        "counts": .object([:]), "summary": .string("No changes."),
                    ])) : Terminal.print("No changes.")
        case .planned(let report):
            if json, case .object(var members) = report.json {
                members["type"] = .string("plan")
                Terminal.print(.object(members))
            } else {
                Terminal.page(report.text(style: Terminal.style))
            }
            if detailedExitcode { throw Ending(status: .changesPresent) }
        case .faulty(let findings):
            for finding in findings.listed {
                if json, case .object(var members) = finding.json {
                    members["type"] = .string("finding")
                    Terminal.print(.object(members))
                } else {
                    Terminal.message(finding.description)
                }
            }
            Terminal.message("error: The masters would have errors; no plan was made.")
            throw Ending(status: .badData)
        }
    }
}
