public import ArgumentParser
internal import Maintenance
internal import MasterData
internal import SourceReading
public import Transfers

struct ImpactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact",
        abstract: "Which open complaints a plan moves, from whom to whom, and which it loses.")

    @Argument(help: "The plan's id, or its first digits.")
    var id: String

    @Option(
        help: ArgumentHelp(
            "A CSV file of open complaints (default: the open complaints of the store).",
            valueName: "file"))
    var complaints: String?

    @Option(help: "stay, next or now (default: the plan's).")
    var policy: ComplaintPolicy?

    @Flag(help: "List every group and the first 200 complaints.")
    var all = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let impact = try store.desk().impact(
            ofPlan: id, on: try complaints.map { try SourceFile.open(path: $0) }, policy: policy
        ) { Terminal.message($0.description) }
        output.json ? Terminal.print(impact.json) : Terminal.page(impact.text(listingAll: all))
        if impact.faulty > 0 { throw Ending(status: .badData) }
    }
}

extension ComplaintPolicy: ExpressibleByArgument {}
