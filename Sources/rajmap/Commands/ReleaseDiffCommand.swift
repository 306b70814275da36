internal import ArgumentParser
internal import Maintenance
internal import MasterData

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

    @Flag(help: "List every change.")
    var all = false

    @Flag(help: "End with status 2 when the releases differ.")
    var detailedExitcode = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let difference = try store.desk().difference(from: from, to: to, asOf: asOf)
        if output.json {
            Terminal.print(difference.json)
        } else {
            Terminal.page(difference.text(listingAll: all, style: Terminal.style))
        }
        if detailedExitcode && !difference.isEmpty { throw Ending(status: .changesPresent) }
    }
}
