internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MasterData
internal import SourceReading
internal import Transfers

struct ComplaintImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in complaints from CSV or JSON Lines files.")

    @Argument(help: "Files of complaints, or - for standard input.")
    var files: [String]

    @OptionGroup var time: TimeOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let desk = try store.desk(at: time.now)
        var isFaulty = false
        for path in files {
            let totals = try desk.takeIn(try Self.source(path)) {
                Terminal.message($0.description)
            }
            isFaulty = isFaulty || totals.faulty > 0
            if output.json {
                var json = totals.json
                json["file"] = .string(path)
                Terminal.print(.object(json))
            } else {
                Terminal.print("\(path): \(totals.line)")
            }
        }
        if isFaulty { throw Ending(status: .badData) }
    }

    static func source(_ path: String) throws -> SourceFile {
        path == "-"
            ? SourceFile(
                name: "standard input",
                bytes: Array(FileHandle.standardInput.readDataToEndOfFile()))
            : try SourceFile.open(path: path)
    }
}

struct EscalateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escalate",
        abstract: "Send every complaint whose time is over to its next level.",
        discussion: """
            Several levels are caught up at once; a level that escalates only by hand, and the \
            last one, are noted as overdue. What a new release means for open complaints is \
            carried out first; those of a category that ended get its successor, or are listed.
            """)

    @OptionGroup var time: TimeOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let totals = try store.desk(at: time.now).escalate()
        output.json ? Terminal.print(.object(totals.json)) : Terminal.print(totals.line)
        for line in totals.stayingLines { Terminal.message(line) }
    }
}

extension IntakeTotals {
    fileprivate var json: [String: JSONValue] {
        [
            "format_version": .integer(1), "routed": .integer(routed),
            "unroutable": .object(unroutable.mapValues(JSONValue.integer)),
            "known": .integer(known), "faulty": .integer(faulty), "release": .integer(release),
        ]
    }

    fileprivate var line: String {
        var words = [
            "\(Lakh.grouped(routed)) routed", "\(Lakh.grouped(unroutableCount)) unroutable",
        ]
        if !unroutable.isEmpty {
            let reasons = unroutable.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            words[1] +=
                " (" + reasons.map { "\($0.key) \(Lakh.grouped($0.value))" }.joined(separator: ", ")
                + ")"
        }
        if known > 0 { words.append("\(Lakh.grouped(known)) known already") }
        if faulty > 0 { words.append("\(Lakh.grouped(faulty)) refused") }
        return words.joined(separator: ", ") + ", by release \(release)"
    }
}

extension SweepTotals {
    fileprivate var json: [String: JSONValue] {
        [
            "format_version": .integer(1), "complaints": .integer(complaints),
            "escalated": .object(
                Dictionary(
                    uniqueKeysWithValues: escalated.map { ("l\($0.key)", .integer($0.value)) })),
            "overdue": .object(overdue.mapValues(JSONValue.integer)), "moved": .integer(moved),
            "handed_on": .integer(handedOn),
            "newly_routed": .integer(newlyRouted), "remarked": .integer(remarked),
            "staying": stayingJSON,
        ]
    }

    fileprivate var line: String {
        var words = ["\(Lakh.grouped(complaints)) complaints were due"]
        words += escalated.sorted { $0.key < $1.key }.map {
            "\(Lakh.grouped($0.value)) to L\($0.key)"
        }
        words += overdue.sorted { $0.key < $1.key }.map {
            "\(Lakh.grouped($0.value)) overdue (\($0.key))"
        }
        if handedOn > 0 {
            words.append("\(Lakh.grouped(handedOn)) handed on by posts that ended")
        }
        if moved > 0 { words.append("\(Lakh.grouped(moved)) moved by a release") }
        if remarked > 0 {
            words.append("\(Lakh.grouped(remarked)) marked with the successor of their category")
        }
        if newlyRouted > 0 { words.append("\(Lakh.grouped(newlyRouted)) newly routed") }
        return words.joined(separator: ", ")
    }
}

extension SweepTotals {
    /// The complaints that stay under a category that ended: counts by reason, and the first.
    var stayingJSON: JSONValue {
        .object([
            "complaints": .array(
                listedStaying.map {
                    .object([
                        "category": .string($0.category), "complaint_id": .string($0.number),
                        "reason": .string($0.reason),
                    ])
                }),
            "reasons": .object(staying.mapValues(JSONValue.integer)),
        ])
    }

    /// A line for each complaint that stays under a category that ended, as far as listed.
    var stayingLines: [String] {
        let count = staying.values.reduce(0, +)
        let lines = listedStaying.map { "warning: \($0)" }
        return count > lines.count
            ? lines + ["warning: and \(Lakh.grouped(count - lines.count)) more such complaints."]
            : lines
    }
}
