internal import ArgumentParser
internal import Console
internal import Maintenance
internal import MappingStore
internal import MasterData
internal import RouteEngine
internal import Staging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer over HTTP from the live release.",
        discussion: """
            Listens on this machine only unless told otherwise, and without encryption: put a \
            proxy in front of it for others. A new release goes into service by itself, overdue \
            complaints are sent up and events delivered; of several servers one at a time does so. \
            SIGTERM ends it when the requests at hand are answered.
            """)

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port; 0 takes any free one.", valueName: "n"))
    var port = 8080

    @Option(
        help: ArgumentHelp(
            "How often to look for a new release; 0 for only when asked to.",
            valueName: "seconds"))
    var poll = 2

    @Option(help: ArgumentHelp("The largest body of a request.", valueName: "bytes"))
    var maxBody = 1 << 20

    @Option(help: ArgumentHelp("The most complaints of one batch.", valueName: "n"))
    var maxBatch = 10_000

    @Option(
        help: ArgumentHelp(
            "Requests a second that one client may make; 0 for no limit.", valueName: "n"))
    var rate = 500

    @Option(
        help: ArgumentHelp(
            "How often to send up what is overdue, as 'rajmap escalate' does; 0 for never.",
            valueName: "seconds"))
    var sweep = 60

    @Option(
        help: ArgumentHelp(
            "How often to deliver to the destinations that have a target; 0 for never.",
            valueName: "seconds"))
    var deliver = 60

    @Option(
        help: ArgumentHelp(
            "A folder of texts of notices, in place of the program's own.", valueName: "folder"))
    var notices: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is \(port); a port is a number from 0 to 65535.")
        }
        for (name, value) in [
            ("--poll", poll), ("--rate", rate), ("--sweep", sweep), ("--deliver", deliver),
        ] where value < 0 {
            throw ValidationError("\(name) is \(value); it cannot be below 0.")
        }
        for (name, value) in [("--max-body", maxBody), ("--max-batch", maxBatch)] where value < 1 {
            throw ValidationError("\(name) is \(value); it cannot be below 1.")
        }
    }

    func run() async throws {
        let base = try store.desk(notices: notices)
        let live = LiveTable(following: base)
        let releases = OpenReleases()
        let bench = Workbench(live: live, settings: settings, journal: base.journal) {
            Desk(
                store: base.store, profiles: base.profiles, now: StoreOptions.now,
                source: base.source, notices: base.notices, releases: releases)
        }
        if !settings.isLoopback {
            Terminal.message(
                "warning: others can reach \(host), and what they send is not encrypted. Put a proxy with TLS in front of it."
            )
        }
        let isJSON = output.json
        let host = host.contains(":") ? "[\(host)]" : host
        try await ConsoleServer(bench: bench, tokens: StoredTokens(at: bench)).run { port in
            let release = live.current?.release.number ?? 0
            if isJSON {
                Terminal.print(
                    .object([
                        "format_version": .integer(1), "host": .string(host),
                        "port": .integer(port), "release": .integer(release),
                    ]))
            } else {
                Terminal.print("Listening on http://\(host):\(port), release \(release).")
            }
        }
    }

    private var settings: ConsoleSettings {
        var settings = ConsoleSettings()
        settings.host = host
        settings.port = port
        settings.poll = poll == 0 ? nil : .seconds(poll)
        settings.sweep = sweep == 0 ? nil : .seconds(sweep)
        settings.deliver = deliver == 0 ? nil : .seconds(deliver)
        settings.bodyLimit = maxBody
        settings.batchLimit = maxBatch
        settings.requestsPerSecond = rate
        return settings
    }
}
