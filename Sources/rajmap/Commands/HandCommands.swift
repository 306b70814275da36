internal import ArgumentParser
internal import Maintenance
internal import MasterData

struct SetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Correct one thing by hand: makes a plan of one row.",
        discussion: """
            The fields are then owned by the correction: a feed that would overwrite one is \
            held until it is let go of. valid_to=DATE ends the thing.
            """)

    @Argument(help: "The kind, such as tehsil.")
    var kind: String

    @Argument(help: "The code, such as 538.")
    var code: String

    @Argument(help: ArgumentHelp("What to set; an empty value clears.", valueName: "field=value"))
    var assignments: [String]

    @Option(help: ArgumentHelp("Why, and by which order.", valueName: "text"))
    var reason: String

    @OptionGroup var joining: JoiningOptions
    @OptionGroup var answers: AnswerOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try Proposed.report(json: output.json, detailedExitcode: answers.detailedExitcode) {
            try store.desk().set(
                SetRequest(
                    kind: kind, code: code, assignments: assignments, reason: reason,
                    asOf: joining.asOf, into: joining.into, maker: answers.who,
                    answers: answers.answers))
        }
    }
}

struct HandoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handover",
        abstract: "Record a relieving, joining or charge order of a post as a plan.")

    @Argument(help: "The post's code.")
    var post: String

    @Option(
        help: ArgumentHelp(
            "The holder is relieved: the first day without the post.", valueName: "date"))
    var relieve: Day?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Who joins, and the first day.", valueName: "person date"))
    var join: [String] = []

    @Option(help: ArgumentHelp("Who gets the charge.", valueName: "person"))
    var charge: String?

    @Option(
        help: ArgumentHelp(
            "The first day of the charge (default: that of relieving).", valueName: "date"))
    var chargeFrom: Day?

    @Option(help: "additional_charge, officiating, look_after or link_officer.")
    var nature = "additional_charge"

    @Option(help: ArgumentHelp("The number of the order.", valueName: "text"))
    var order: String?

    @OptionGroup var joining: JoiningOptions
    @OptionGroup var answers: AnswerOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard join.isEmpty || (join.count == 2 && Day(join[1]) != nil) else {
            throw ValidationError("--join needs a person and a date: --join RJ123456 2026-06-02.")
        }
        guard join.isEmpty || charge == nil else {
            throw ValidationError("Give one of --join and --charge.")
        }
        guard relieve != nil || !join.isEmpty || charge != nil else {
            throw ValidationError("Give --relieve, --join or --charge.")
        }
        guard charge == nil || relieve != nil || chargeFrom != nil else {
            throw ValidationError("--charge needs its first day: give --relieve or --charge-from.")
        }
        let natures = ["additional_charge", "officiating", "look_after", "link_officer"]
        guard natures.contains(nature) else {
            throw ValidationError(
                "'\(nature)' is no charge; give one of \(natures.joined(separator: ", ")).")
        }
    }

    func run() throws {
        try Proposed.report(json: output.json, detailedExitcode: answers.detailedExitcode) {
            try store.desk().handOver(
                HandoverRequest(
                    post: post, relieve: relieve,
                    join: join.count == 2 ? Day(join[1]).map { (join[0], $0) } : nil,
                    charge: charge, chargeFrom: chargeFrom, nature: nature, order: order,
                    asOf: joining.asOf, into: joining.into, maker: answers.who,
                    answers: answers.answers))
        }
    }
}

/// Where a hand edit goes.
struct JoiningOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Make one plan of this edit and those of an open plan.", valueName: "plan"))
    var into: String?

    @Option(
        help: ArgumentHelp(
            "The first day of the change (default: today, or that of the order).",
            valueName: "date"))
    var asOf: Day?
}
