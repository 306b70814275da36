internal import ArgumentParser
internal import Maintenance
internal import MappingStore
internal import MasterData
internal import Transfers

struct ComplaintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complaint",
        abstract: "Take in complaints, work on one, and report on all.",
        subcommands: [
            ComplaintImportCommand.self, ComplaintShowCommand.self, ResolveCommand.self,
            ReopenCommand.self, ReturnCommand.self, RemarkCommand.self, TransferCommand.self,
            SendUpCommand.self, SendBackCommand.self, ComplaintReportCommand.self,
        ])
}

/// Which complaint, who asks, and by which request.
struct OrderOptions: ParsableArguments {
    @Argument(help: "The complaint's number.")
    var id: String

    @Option(help: ArgumentHelp("Who does it (default: you).", valueName: "who"))
    var by: String?

    @Option(
        help: ArgumentHelp(
            "A key of the request: sent again, it is done once.", valueName: "key"))
    var requestKey: String?

    @OptionGroup var time: TimeOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    var order: ComplaintOrder {
        ComplaintOrder(id, by: by ?? StoreOptions.user, requestKey: requestKey)
    }

    func perform(_ verb: (Desk, ComplaintOrder) throws -> StoredComplaint) throws {
        let desk = try store.desk(at: time.now)
        let report = try desk.report(of: try verb(desk, order))
        output.json ? Terminal.print(report.json) : Terminal.print(report.text)
    }
}

/// `--now`, for verbs whose moment matters.
struct TimeOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The moment it happens, such as 2026-06-01T10:30:00+05:30 (default: now).",
            valueName: "instant"))
    var now: Instant?
}

struct ComplaintShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Where a complaint stands, its ledger, and its forecast.")

    @Argument(help: "The complaint's number.")
    var id: String

    @OptionGroup var time: TimeOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let report = try store.desk(at: time.now).complaintReport(id)
        output.json ? Terminal.print(report.json) : Terminal.print(report.text)
    }
}

struct ResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Say that a complaint is resolved.")

    @Option(help: ArgumentHelp("What was done; no names, no numbers.", valueName: "text"))
    var reason: String?

    @OptionGroup var options: OrderOptions

    func run() throws { try options.perform { try $0.resolve($1, reason: reason) } }
}

struct ReopenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Open a resolved complaint again, at its level.")

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var options: OrderOptions

    func run() throws { try options.perform { try $0.reopen($1, reason: reason) } }
}

struct ReturnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Say that a complaint is marked wrongly, and to what it belongs.")

    @Option(help: ArgumentHelp("The category it belongs to.", valueName: "code"))
    var category: String?

    @Option(help: ArgumentHelp("The department it belongs to.", valueName: "code"))
    var department: String?

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var options: OrderOptions

    func validate() throws {
        if category == nil && department == nil {
            throw ValidationError("Name the right --category or --department.")
        }
    }

    func run() throws {
        try options.perform {
            try $0.giveBack($1, category: category, department: department, reason: reason)
        }
    }
}

struct RemarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remark",
        abstract: "Give a complaint another category; it begins again at L1 of its chain.")

    @Option(help: ArgumentHelp("The category it belongs to.", valueName: "code"))
    var category: String

    @OptionGroup var options: OrderOptions

    func run() throws { try options.perform { try $0.remark($1, category: category) } }
}

struct TransferCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Give a complaint to another post by hand; its level and time stay.")

    @Option(help: ArgumentHelp("The post that gets it.", valueName: "code"))
    var post: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var options: OrderOptions

    func run() throws { try options.perform { try $0.transfer($1, to: post, reason: reason) } }
}

struct SendUpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escalate", abstract: "Send one complaint to the level above by hand.")

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var options: OrderOptions

    func run() throws { try options.perform { try $0.sendUp($1, reason: reason) } }
}

struct SendBackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send-back",
        abstract: "Send a complaint to the level below, where its level may do so.")

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var options: OrderOptions

    func run() throws { try options.perform { try $0.sendBack($1, reason: reason) } }
}
