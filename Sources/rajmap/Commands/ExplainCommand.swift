internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MasterData
internal import RouteEngine

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say where one complaint goes, and why.")

    @Option(help: ArgumentHelp("The category's code.", valueName: "code"))
    var category: String

    @Option(
        help: ArgumentHelp(
            "A place such as tehsil:538; give one per hierarchy, and the district.",
            valueName: "place"))
    var place: [RowKey]

    @Option(help: ArgumentHelp("portal, app, call181, emitra or counter.", valueName: "channel"))
    var channel: String?

    @Option(help: ArgumentHelp("rural or urban.", valueName: "setting"))
    var setting: String?

    @Option(help: ArgumentHelp("The day of registration (default: today).", valueName: "date"))
    var on: Day?

    @Option(
        help: ArgumentHelp(
            "The day of the application for a guaranteed service.", valueName: "date"))
    var appliedOn: Day?

    @Option(help: ArgumentHelp("Say why this rule did not win.", valueName: "rule"))
    var whyNot: String?

    @Option(help: ArgumentHelp("Write a page instead, to this file.", valueName: "path"))
    var html: String?

    @OptionGroup var basis: BasisOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let desk = try store.desk()
        let explanation = try desk.explain(
            RouteRequest(
                category: category, channel: channel, setting: setting, day: on ?? desk.now.day,
                places: place), by: basis.basis, whyNot: whyNot, appliedOn: appliedOn)
        if let html {
            try Data(explanation.html.utf8).write(
                to: URL(fileURLWithPath: html), options: .atomic)
            Terminal.message("Wrote \(html).")
            if !output.json { return }
        }
        output.json ? Terminal.print(explanation.json) : Terminal.print(explanation.text)
    }
}
