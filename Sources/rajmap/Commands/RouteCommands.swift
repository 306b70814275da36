internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MasterData
internal import RouteEngine
internal import SourceReading

struct RouteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route", abstract: "Route the complaints of a CSV file by a release.")

    @Argument(help: "A CSV file of complaints, or - for standard input.")
    var file: String

    @OptionGroup var basis: BasisOptions

    @Option(
        help: ArgumentHelp(
            "Write the decisions here (default: standard output).", valueName: "path"))
    var out: String?

    @Flag(
        help:
            "Add the guaranteed service, its last statutory day, and the posts of both appeal officers."
    )
    var services = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let source =
            file == "-"
            ? SourceFile(
                name: "standard input",
                bytes: Array(FileHandle.standardInput.readDataToEndOfFile()))
            : try SourceFile.open(path: file)
        var written: [UInt8] = []
        let totals = try store.desk().route(
            source, by: basis.basis, withServices: services
        ) { bytes in
            out == nil ? Terminal.write(bytes) : written.append(contentsOf: bytes)
        } finding: { finding in
            Terminal.message(finding.description)
        }
        if let out { try Data(written).write(to: URL(fileURLWithPath: out), options: .atomic) }
        if let notice = basis.notice { Terminal.message(notice) }
        report(totals)
        if totals.faulty > 0 { throw Ending(status: .badData) }
    }

    private func report(_ totals: RoutingTotals) {
        let reasons = totals.unroutable.sorted {
            ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
        }
        if output.json {
            var json: [String: JSONValue] = [
                "format_version": .integer(1), "routed": .integer(totals.routed),
                "unroutable": .object(
                    Dictionary(
                        uniqueKeysWithValues: reasons.map { ($0.key.rawValue, .integer($0.value)) })
                ),
                "faulty": .integer(totals.faulty),
            ]
            if !totals.followed.isEmpty {
                json["followed"] = .array(
                    followed(totals).map { code, count in
                        guard case .object(var members) = code.json else { return code.json }
                        members["complaints"] = .integer(count)
                        return .object(members)
                    })
            }
            if services { json["guaranteed"] = .integer(totals.guaranteed) }
            // Beside decisions on standard output, the totals go to the other stream.
            let value = JSONValue.object(json)
            out == nil ? Terminal.message(value.description) : Terminal.print(value)
            return
        }
        var line =
            "\(Lakh.grouped(totals.routed)) routed, \(Lakh.grouped(totals.unroutableCount)) unroutable"
        if !reasons.isEmpty {
            line +=
                " ("
                + reasons.map { "\($0.key.rawValue) \(Lakh.grouped($0.value))" }
                .joined(separator: ", ") + ")"
        }
        Terminal.message(line)
        for (code, count) in followed(totals) {
            Terminal.message(
                "\(code): \(Lakh.grouped(count)) complaint\(count == 1 ? "" : "s")")
        }
    }

    /// The codes that were followed, in key order.
    private func followed(_ totals: RoutingTotals) -> [(FollowedCode, Int)] {
        totals.followed.sorted { ($0.key.named, $0.key.heir) < ($1.key.named, $1.key.heir) }
            .map { ($0.key, $0.value) }
    }
}

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Find rules that contradict each other and cells that nobody covers.")

    @Option(help: ArgumentHelp("The release (default: the live one).", valueName: "n"))
    var release: Int?

    @Option(help: ArgumentHelp("The first day (default: today).", valueName: "date"))
    var asOf: Day?

    @Option(help: ArgumentHelp("How many days from there.", valueName: "n"))
    var days = 400

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let result = try store.desk().verify(release: release, from: asOf, days: days)
        output.json ? Terminal.print(result.json) : Terminal.print(result.text)
        if !result.isSound { throw Ending(status: .badData) }
    }
}
