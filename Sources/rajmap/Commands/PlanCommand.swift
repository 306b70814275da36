internal import ArgumentParser
internal import Digests
internal import Foundation
internal import Maintenance
internal import MappingStore
internal import MasterData

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "List, read, answer and rebase plans.",
        subcommands: [
            List.self, Show.self, PlanAnswerCommand.self, PlanResolveCommand.self,
            PlanRebaseCommand.self,
        ])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The plans, oldest first.")

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let plans = try store.desk().plans()
            if output.json {
                Terminal.print(
                    .object([
                        "format_version": .integer(1), "plans": .array(plans.map(\.json)),
                    ]))
                return
            }
            if plans.isEmpty { Terminal.message("There are no plans yet.") }
            for plan in plans {
                Terminal.print(
                    "\(plan.id.short)  \(plan.state.rawValue.padding(10))  against release \(plan.base)  \(plan.makerName)  \(plan.createdAt)"
                )
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What a plan changes, what was found, and whom it affects.")

        @Argument(help: "The plan's id, or its first digits.")
        var id: String

        @Flag(help: "List every change and finding.")
        var all = false

        @Option(help: ArgumentHelp("Write one self-contained page here.", valueName: "path"))
        var html: String?

        @Option(help: "The language of the page: en or hi.")
        var lang = ReportLanguage.english

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            if let html {
                let page = try store.desk().page(ofPlan: id, in: lang)
                try Data(page.utf8).write(to: URL(fileURLWithPath: html), options: .atomic)
                Terminal.message("Wrote \(html).")
                if !output.json { return }
            }
            let report = try store.desk().plan(id)
            if output.json {
                Terminal.print(report)
            } else {
                Terminal.page(report.text(listingAll: all, style: Terminal.style))
            }
        }
    }
}

extension PlanSummary {
    fileprivate var json: JSONValue {
        .object([
            "plan": .string(id.description), "state": .string(state.rawValue),
            "base_release": .integer(base), "as_of": .string(asOf.description),
            "maker": .string(makerName), "created_at": .string(createdAt.description),
            "release": publishedAs.map(JSONValue.integer) ?? .null,
        ])
    }
}

extension String {
    func padding(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
