internal import ArgumentParser
internal import Digests
internal import Maintenance
internal import MappingStore
internal import MasterData
internal import Plans
internal import SourceReading

struct ApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve a plan as another person than its maker.")

    @Argument(help: "The plan's id, or its first digits.")
    var id: String

    @Option(help: ArgumentHelp("Who approves (default: you).", valueName: "who"))
    var checker: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let checker = checker ?? StoreOptions.user
        let plan = try store.desk().approve(id, checker: checker)
        Decided.report(plan, by: checker, json: output.json)
    }
}

struct RejectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Turn a plan down.")

    @Argument(help: "The plan's id, or its first digits.")
    var id: String

    @Option(help: ArgumentHelp("Who rejects (default: you).", valueName: "who"))
    var checker: String?

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason = ""

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let checker = checker ?? StoreOptions.user
        let plan = try store.desk().reject(id, checker: checker, reason: reason)
        Decided.report(plan, by: checker, json: output.json)
    }
}

/// What approving and rejecting print.
private enum Decided {
    static func report(_ plan: StoredPlan, by checker: String, json: Bool) {
        if json {
            Terminal.print(
                .object([
                    "format_version": .integer(1), "plan": .string(plan.id.description),
                    "state": .string(plan.state.rawValue), "checker": .string(checker),
                ]))
        } else {
            Terminal.print("Plan \(plan.id.short) is \(plan.state.rawValue) by \(checker).")
        }
    }
}

struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish an approved plan as the next release.")

    @Argument(help: "The plan's id, or its first digits.")
    var id: String

    @Option(help: ArgumentHelp("Who publishes (default: you).", valueName: "who"))
    var by: String?

    @Option(
        help: ArgumentHelp(
            "Open complaints: more of them unroutable than acknowledged is a refusal.",
            valueName: "file"))
    var complaints: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let release = try store.desk().publish(
            id, by: by ?? StoreOptions.user,
            complaints: try complaints.map { try SourceFile.open(path: $0) })
        if output.json {
            Terminal.print(
                .object([
                    "format_version": .integer(1), "release": .integer(release.number),
                    "digest": .string(release.digest.description),
                ]))
        } else {
            Terminal.print("Release \(release.number) is live (digest \(release.digest.short)).")
        }
    }
}
