internal import ArgumentParser
internal import Maintenance
internal import MasterData
internal import RouteEngine

struct ReleaseDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "What one release says otherwise than another.")

    @Argument(help: "The release to compare; 0 is the empty one.")
    var from: Int

    @Argument(help: "The release to compare it with.")
    var to: Int

    @Option(
        help: ArgumentHelp(
            "The day by which changes are named (default: today).", valueName: "date"))
    var asOf: Day?

    @Flag(help: "Compare where complaints go, cell by cell, instead of the rows.")
    var routes = false

    @Option(
        help: ArgumentHelp("How many days from there, with --routes.", valueName: "n"))
    var days = 400

    @Flag(help: "List every change.")
    var all = false

    @Flag(help: "End with status 2 when the releases differ.")
    var detailedExitcode = false

    @Flag(help: "Say on standard error how long comparing took, without reading the releases.")
    var timing = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        if routes {
            try compareRoutes()
            return
        }
        let difference = try store.desk().difference(from: from, to: to, asOf: asOf)
        if timing {
            Terminal.message(
                "\(Lakh.grouped(difference.compared)) things compared in \(difference.seconds) s of processor time"
            )
        }
        if output.json {
            Terminal.print(difference.json)
        } else {
            Terminal.page(difference.text(listingAll: all, style: Terminal.style))
        }
        if detailedExitcode && !difference.isEmpty { throw Ending(status: .changesPresent) }
    }

    private func compareRoutes() throws {
        let difference = try store.desk().routeDifference(
            from: from, to: to, asOf: asOf, days: days)
        if output.json, case .object(var members) = difference.json {
            members["format_version"] = .integer(1)
            Terminal.print(.object(members))
        } else {
            Terminal.page(difference.text(listingAll: all))
        }
        if detailedExitcode && !difference.isEmpty { throw Ending(status: .changesPresent) }
    }
}
