internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MappingStore
internal import MasterData
internal import SourceReading
internal import Transfers

struct ComplaintReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "How complaints stand: on time and overdue, by level, department and district.")

    @Flag(help: "Print CSV.")
    var csv = false

    @OptionGroup var time: TimeOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let statistics = try store.desk(at: time.now).complaintStatistics()
        if csv {
            Terminal.write(statistics.csv)
        } else if output.json {
            Terminal.print(statistics.json)
        } else {
            Terminal.print(statistics.text)
        }
    }
}

struct StaleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stale",
        abstract: "List what looks old in the live release, and what would settle each.")

    @Option(help: ArgumentHelp("How many months without a word are long.", valueName: "n"))
    var months = 12

    @Option(help: ArgumentHelp("How many of a kind to list; all are counted.", valueName: "n"))
    var limit = 20

    @OptionGroup var time: TimeOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if months < 1 { throw ValidationError("--months is \(months); it must be at least 1.") }
    }

    func run() throws {
        let desk = try store.desk(at: time.now)
        let things = try desk.stale(months: months)
        let emergencies = try desk.emergencies()
        if output.json {
            Terminal.print(
                .object([
                    "format_version": .integer(1), "months": .integer(months),
                    "emergencies": .array(emergencies.map(\.json)),
                    "stale": .array(things.map(\.json)),
                ]))
            return
        }
        for release in emergencies {
            Terminal.print("release \(release.number): \(release.emergencyText(at: desk.now))")
        }
        if things.isEmpty { Terminal.print("Nothing looks old.") }
        for kind in StaleThing.Kind.allCases {
            let alike = things.filter { $0.kind == kind }
            guard !alike.isEmpty else { continue }
            Terminal.print("\(kind.rawValue): \(Lakh.grouped(alike.count)). \(kind.remedy)")
            for thing in alike.prefix(limit) {
                Terminal.print("  \(thing.key)\(thing.since.map { ", since \($0)" } ?? "")")
            }
            if alike.count > limit { Terminal.print("  and \(alike.count - limit) more") }
        }
    }
}

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Read the holidays of an iCalendar file.",
        subcommands: [Convert.self])

    struct Convert: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "convert",
            abstract: "Write the holidays of an iCalendar file (RFC 5545) as a CSV to import.")

        @Argument(help: "The .ics file.")
        var file: String

        @Option(help: ArgumentHelp("The calendar the holidays belong to.", valueName: "code"))
        var calendar: String

        @Option(help: ArgumentHelp("The first day to write out.", valueName: "date"))
        var from: Day

        @Option(help: ArgumentHelp("The day after the last to write out.", valueName: "date"))
        var to: Day

        @Flag(help: "They are local holidays.")
        var local = false

        @OptionGroup var output: OutputOptions

        func run() throws {
            let source = try SourceFile.open(path: file)
            var bytes: [UInt8] = []
            try source.readChunks { bytes.append(contentsOf: $0) }
            let read = ICalendar(
                parsing: bytes, file: source.name, window: Validity(from: from, to: to))
            for finding in read.findings.listed { Terminal.message(finding.description) }
            if output.json {
                Terminal.print(
                    .object([
                        "format_version": .integer(1),
                        "holidays": .array(
                            read.holidays.map {
                                .object([
                                    "date": .string($0.date.description),
                                    "name": .string($0.name),
                                    "origin": .string($0.origin.description),
                                ])
                            }),
                    ]))
            } else {
                Terminal.write(
                    HolidayTable.csv(
                        read.holidays, calendar: calendar, isLocal: local, source: source.name))
            }
            if read.findings.hasErrors { throw Ending(status: .badData) }
        }
    }
}
