internal import ArgumentParser
internal import SourceReading

/// The command. Each subcommand reads its words, performs one verb of the desk and prints.
@main
struct Rajmap: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rajmap",
        abstract: "Keeps the routing masters of a grievance portal true.",
        discussion: """
            A steward imports master data and gets a plan; a second person approves it and \
            publishes it as a numbered release; complaints are routed by exactly one release.
            """,
        version: "rajmap 0.1.0",
        subcommands: [
            ReadWorkerCommand.self, TallyCommand.self,
            InitCommand.self, ImportCommand.self, CheckCommand.self, TemplateCommand.self,
            ProfileCommand.self,
            PlanCommand.self,
            ApproveCommand.self,
            RejectCommand.self, PublishCommand.self, RatifyCommand.self, ReleaseCommand.self,
            VerifyCommand.self,
            RouteCommand.self, ExplainCommand.self, HistoryCommand.self, AuditCommand.self,
            ServeCommand.self, ReplayCommand.self,
            ReorganiseCommand.self,
            RollbackCommand.self, ImpactCommand.self, SetCommand.self, HandoverCommand.self,
            ComplaintCommand.self, EscalateCommand.self, OutboxCommand.self, TokenCommand.self,
            StaleCommand.self, CalendarCommand.self,
            TableCommand.self, DoctorCommand.self,
        ])

    static func main() async {
        do {
            // One is started for each file: its one word needs no parser.
            if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "read-worker" {
                return try ReadWorker.run(CommandLine.arguments[2])
            }
            try refuseUnknownCommand(CommandLine.arguments.dropFirst())
            var command = try parsed()
            if var serving = command as? any AsyncParsableCommand {
                try await serving.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.exit(with: error)
        }
    }

    /// The command that the words ask for.
    ///
    /// One of the first level is parsed by itself: looking for it among all commands and their
    /// options takes longer than many a command, and a reading process is started for each file.
    /// What it does not take, such as `--help` or a wrong word, goes the usual way, which says
    /// what is wrong.
    private static func parsed() throws -> any ParsableCommand {
        let words = CommandLine.arguments.dropFirst()
        let command = configuration.subcommands.first {
            $0.configuration.commandName == words.first && $0.configuration.subcommands.isEmpty
        }
        if let alone = try? command?.parse(Array(words.dropFirst())) { return alone }
        return try parseAsRoot()
    }

    /// Refuses a word that is no command even where help is asked for, which would be given
    /// for the command above it.
    private static func refuseUnknownCommand(_ words: some Collection<String>) throws {
        guard words.contains("--help") || words.contains("-h") else { return }
        var command: any ParsableCommand.Type = Rajmap.self
        for word in words {
            let subcommands = command.configuration.subcommands
            if word.hasPrefix("-") || word == "help" || subcommands.isEmpty { return }
            guard let next = subcommands.first(where: { $0._commandName == word }) else {
                let above = command == Rajmap.self ? "rajmap" : "rajmap \(command._commandName)"
                Terminal.message(
                    "error: There is no command '\(word)'. '\(above) --help' lists them.")
                throw Ending(status: .usage)
            }
            command = next
        }
    }
}
