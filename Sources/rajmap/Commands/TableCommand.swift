internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MasterData
internal import RouteEngine
internal import SourceReading

struct TableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "Use a flat mapping sheet with no database: build, route, verify.",
        subcommands: [TableBuild.self, TableRoute.self, TableVerify.self])
}

/// What a command that reads a sheet may take, where that is less than usual.
struct SheetLimitOptions: ParsableArguments {
    @Option(help: .hidden)
    var cpuSeconds: Int?

    @Option(help: .hidden)
    var dataBytes: Int?

    func validate() throws {
        for limit in [cpuSeconds, dataBytes] {
            if let limit, limit < 1 { throw ValidationError("A limit is a number from 1.") }
        }
    }

    /// Lowers the limits of this process; none is above what is usual.
    func lower(_ usual: SheetLimits) throws {
        var limits = usual
        limits.cpuSeconds = min(usual.cpuSeconds, cpuSeconds ?? .max)
        limits.dataBytes = min(usual.dataBytes, dataBytes ?? .max)
        try limits.lower()
    }
}

struct TableBuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Compile a CSV sheet of rules to a route file.")

    @Argument(help: "A CSV file of rules.")
    var rules: String

    @Option(
        name: [.customShort("o"), .long], help: ArgumentHelp("The route file.", valueName: "path"))
    var output: String

    @OptionGroup var limits: SheetLimitOptions

    @OptionGroup var form: OutputOptions

    func run() throws {
        let sheet = try SourceFile.open(path: rules)
        try limits.lower(SheetLimits(forSheetOf: sheet.byteCount))
        let (table, findings) = try FlatTables.build(sheet)
        for finding in findings.listed { Terminal.message(finding.description) }
        guard let table else {
            let count = findings.count(of: .error)
            Terminal.message(
                "error: The sheet has \(Lakh.grouped(count)) \(count == 1 ? "error" : "errors"); no table was written."
            )
            throw Ending(status: .badData)
        }
        try FlatTables.save(table, to: output)
        if form.json {
            Terminal.print(
                .object([
                    "format_version": .integer(1), "rules": .integer(table.ruleCount),
                    "levels": .integer(table.levelCount), "dense": .bool(table.isDense),
                    "bytes": .integer(table.byteCount),
                    "warnings": .integer(findings.count(of: .warning)),
                ]))
        } else {
            Terminal.print(
                "\(Lakh.grouped(table.ruleCount)) rules in \(table.levelCount) levels\(table.isDense ? ", dense" : ""); \(Lakh.grouped(table.byteCount)) bytes in \(output)"
            )
        }
    }
}

struct TableRoute: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route", abstract: "Route the complaints of a CSV file by a route file.")

    @Argument(help: "A route file.")
    var table: String

    @Argument(help: "A CSV file of complaints.")
    var complaints: String

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "Write the decisions here (default: standard output).", valueName: "path"))
    var output: String?

    @Option(help: ArgumentHelp("Threads (default: one a core).", valueName: "n"))
    var threads: Int?

    @Flag(help: "Say on standard error how long it took.")
    var timing = false

    @OptionGroup var limits: SheetLimitOptions

    @OptionGroup var form: OutputOptions

    func validate() throws {
        if let threads, threads < 1 {
            throw ValidationError("--threads \(threads) decides nothing; give 1 or more.")
        }
    }

    func run() throws {
        let clock = ContinuousClock()
        let start = clock.now
        let table = try FlatTable(path: table)
        let opened = clock.now
        let sheet = try SourceFile.open(path: complaints)
        // The complaints are read in pieces, so that memory is that of the pieces.
        try limits.lower(SheetLimits(forSheetOf: 0, mapped: table.byteCount))
        let totals = try FlatTables.route(
            sheet, by: table, threads: threads, to: output
        ) { Terminal.message($0.description) }
        if timing {
            let seconds = (clock.now - opened) / .seconds(1)
            let rows = totals.routed + totals.unrouted + totals.faulty
            Terminal.message(
                "opened in \((opened - start) / .milliseconds(1)) ms; \(Lakh.grouped(rows)) complaints in \(seconds) s, \(Lakh.grouped(Int(Double(rows) / max(seconds, 1e-9)))) a second"
            )
        }
        report(totals)
        if totals.faulty > 0 { throw Ending(status: .badData) }
    }

    private func report(_ totals: FlatTotals) {
        if form.json {
            let json = JSONValue.object([
                "format_version": .integer(1), "routed": .integer(totals.routed),
                "unrouted": .integer(totals.unrouted), "faulty": .integer(totals.faulty),
            ])
            // Beside decisions on standard output, the totals go to the other stream.
            output == nil ? Terminal.message(json.description) : Terminal.print(json)
        } else {
            let faulty =
                totals.faulty > 0 ? ", \(Lakh.grouped(totals.faulty)) rows are no complaint" : ""
            Terminal.message(
                "\(Lakh.grouped(totals.routed)) routed, \(Lakh.grouped(totals.unrouted)) match no rule\(faulty)"
            )
        }
    }
}

struct TableVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Find rules that contradict each other, never win, or leave holes.")

    @Argument(help: "A route file.")
    var table: String

    @Option(
        help: ArgumentHelp(
            "The first day on which holes are looked for (default: today).", valueName: "date"))
    var asOf: Day?

    @Option(help: ArgumentHelp("How many days from there.", valueName: "n"))
    var days = 400

    @OptionGroup var form: OutputOptions

    func run() throws {
        let from = asOf ?? StoreOptions.now.day
        let result = try FlatTable(path: table).verify(
            holesDuring: Validity(from: from, to: from.advanced(by: max(1, days))))
        form.json ? Terminal.print(result.json) : Terminal.print(result.text)
        if !result.isSound { throw Ending(status: .badData) }
    }
}
