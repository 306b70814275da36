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
            "More open complaints, beside those of the store: more unroutable than acknowledged is a refusal.",
            valueName: "file"))
    var complaints: String?

    @Flag(
        help:
            "The plan's maker publishes it unapproved, where the policy emergency.publish names him. Another person must ratify the release in time."
    )
    var emergency = false

    @Option(help: ArgumentHelp("Why it is an emergency.", valueName: "text"))
    var reason: String?

    @OptionGroup var time: TimeOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if reason != nil, !emergency {
            throw ValidationError("--reason goes with --emergency; approvals need none.")
        }
    }

    func run() throws {
        let desk = try store.desk(at: time.now)
        let publication = try desk.publication(
            of: id, by: by ?? StoreOptions.user,
            complaints: try complaints.map { try SourceFile.open(path: $0) },
            emergency: emergency ? reason ?? "" : nil)
        let release = publication.release
        let done = publication.complaints
        if let left = publication.left {
            Terminal.message(
                "warning: The release is live, and not every open complaint was looked at (\(left)). 'rajmap escalate' does the rest."
            )
        }
        for line in done.stayingLines { Terminal.message(line) }
        let record = try desk.store.release(release.number)
        if output.json {
            Terminal.print(
                .object([
                    "format_version": .integer(1), "release": .integer(release.number),
                    "digest": .string(release.digest.description),
                    "ratify_by": .optional(record.ratifyBy?.description),
                    "moved": .integer(done.moved), "newly_routed": .integer(done.newlyRouted),
                    "remarked": .integer(done.remarked), "staying": done.stayingJSON,
                ]))
        } else {
            Terminal.print("Release \(release.number) is live (digest \(release.digest.short)).")
            if done.remarked > 0 {
                Terminal.print(
                    "Open complaints: \(Lakh.grouped(done.remarked)) marked with the successor of their category."
                )
            }
            if done.moved + done.newlyRouted > 0 {
                Terminal.print(
                    "Open complaints: \(Lakh.grouped(done.moved)) moved, \(Lakh.grouped(done.newlyRouted)) newly routed."
                )
            }
            if let ratifyBy = record.ratifyBy {
                Terminal.print(
                    "It is an emergency: another person must ratify it by \(ratifyBy): rajmap ratify \(release.number) --checker WHO"
                )
            }
        }
    }
}

struct RatifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratify",
        abstract: "Ratify an emergency release, as a person who had no hand in it.")

    @Argument(help: "The release's number.")
    var number: Int

    @Option(help: ArgumentHelp("Who ratifies (default: you).", valueName: "who"))
    var checker: String?

    @Option(help: ArgumentHelp("What was found on reading it.", valueName: "text"))
    var reason = ""

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let desk = try store.desk()
        let release = try desk.ratify(
            number, checker: checker ?? StoreOptions.user, reason: reason)
        if output.json, case .object(var members) = release.json {
            members["format_version"] = .integer(1)
            Terminal.print(.object(members))
        } else {
            Terminal.print("Release \(number): \(release.emergencyText(at: desk.now)).")
        }
    }
}
