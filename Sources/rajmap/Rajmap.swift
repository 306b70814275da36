internal import ArgumentParser

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
            try refuseUnknownCommand(CommandLine.arguments.dropFirst())
            var command = try parseAsRoot()
            if var serving = command as? any AsyncParsableCommand {
                try await serving.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.exit(with: error)
        }
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
