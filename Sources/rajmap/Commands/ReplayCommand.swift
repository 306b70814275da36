internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MappingStore
internal import MasterData
internal import Plans
internal import RouteEngine
internal import SourceReading

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Decide the complaints of a file by two releases, and report what differs.",
        discussion: """
            Counts the complaints that go to another post, became routable or unroutable, or \
            have another officer, by what that comes from. With --plan the second side is the \
            plan's base release with its changes made.
            """)

    @Argument(help: "A CSV file of complaints.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "The first release (default: the one before, or the plan's base).", valueName: "n"))
    var from: Int?

    @Option(help: ArgumentHelp("The second release (default: the live one).", valueName: "n"))
    var to: Int?

    @Option(help: ArgumentHelp("An unpublished plan instead of a second release.", valueName: "id"))
    var plan: String?

    @Option(
        help: ArgumentHelp(
            "Write the complaints that differ into this folder: moved.csv, newly-routable.csv, newly-unroutable.csv and other-officer.csv.",
            valueName: "folder"))
    var out: String?

    @Flag(help: "End with status 2 when some complaint comes out otherwise.")
    var detailedExitcode = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if to != nil && plan != nil {
            throw ValidationError("The second side is a release or a plan: give --to or --plan.")
        }
    }

    func run() throws {
        let desk = try store.desk()
        let (base, candidate) = try sides(desk)
        let source = try SourceFile.open(path: file)
        var files: [RouteChange.Kind: FileHandle] = [:]
        if let out {
            let folder = URL(fileURLWithPath: out)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for kind in RouteChange.Kind.allCases {
                let path = folder.appendingPathComponent("\(kind.rawValue).csv")
                try Data().write(to: path)
                files[kind] = try FileHandle(forWritingTo: path)
            }
        }
        let totals = try desk.replay(source, from: base, to: candidate) { kind, bytes in
            try files[kind]?.write(contentsOf: Data(bytes))
        } finding: { finding in
            Terminal.message(finding.description)
        }
        for file in files.values { try file.close() }
        output.json ? Terminal.print(totals.json) : Terminal.print(totals.text)
        if totals.faulty > 0 { throw Ending(status: .badData) }
        if detailedExitcode && !totals.isEmpty { throw Ending(status: .changesPresent) }
    }

    private func sides(_ desk: Desk) throws -> (RouteBasis, RouteBasis) {
        if let plan {
            let base = try desk.plan(plan).plan.terms.base.number
            return (.release(from ?? base), .plan(plan))
        }
        let second = try to ?? desk.store.head().number
        return (.release(from ?? second - 1), .release(second))
    }
}
