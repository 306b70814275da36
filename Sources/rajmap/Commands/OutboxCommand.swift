internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MappingStore
internal import MasterData

struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Deliver the events of complaints to files and webhooks.",
        subcommands: [Deliver.self, List.self, Place.self])

    struct Deliver: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deliver",
            abstract: "Deliver what waits, as CloudEvents 1.0, oldest first.",
            discussion: """
                What cannot be delivered is tried again at the next run after half a minute, \
                doubled each time; after 12 tries it is a dead letter, which --dead tries again.
                """)

        @Option(help: ArgumentHelp("The destination (default: all).", valueName: "name"))
        var to: String?

        @Flag(help: "Try dead letters again too.")
        var dead = false

        @Option(
            help: ArgumentHelp(
                "A folder of texts of notices, in place of the program's own.", valueName: "folder")
        )
        var notices: String?

        @OptionGroup var time: TimeOption
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let desk = try store.desk(at: time.now, notices: notices)
            let names =
                try to.map { [$0] }
                ?? desk.store.destinations().filter { $0.target != nil }.map(\.name)
            guard !names.isEmpty else { throw DeliveryError.noTarget("portal") }
            var hasFailed = false
            for name in names {
                let totals = try desk.deliver(to: name, includingDead: dead)
                hasFailed = hasFailed || totals.failed > 0
                if output.json {
                    Terminal.print(
                        .object([
                            "format_version": .integer(1), "destination": .string(name),
                            "delivered": .integer(totals.delivered),
                            "failed": .integer(totals.failed), "dead": .integer(totals.dead),
                            "error": .optional(totals.lastError),
                        ]))
                } else {
                    let error = totals.lastError.map { " (\($0))" } ?? ""
                    Terminal.print(
                        "\(name): \(Lakh.grouped(totals.delivered)) delivered, \(Lakh.grouped(totals.failed)) failed, \(Lakh.grouped(totals.dead)) given up\(error)"
                    )
                }
            }
            if hasFailed { throw Ending(status: .unavailable) }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The destinations, and what waits for them.")

        @Option(help: ArgumentHelp("How many waiting events to list.", valueName: "n"))
        var limit = 20

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let desk = try store.desk()
            let destinations = try desk.store.destinations()
            let rows = try destinations.map {
                ($0, try desk.store.outbox(of: $0, dueBy: nil, includingDead: true, atMost: limit))
            }
            guard !output.json else {
                Terminal.print(
                    .object([
                        "format_version": .integer(1),
                        "destinations": .array(rows.map { $0.json(events: $1) }),
                    ]))
                return
            }
            for (destination, events) in rows {
                Terminal.print(
                    "\(destination.name)  \(destination.target ?? "no target yet")  \(Lakh.grouped(destination.waiting)) waiting, \(Lakh.grouped(destination.dead)) dead"
                )
                for event in events {
                    let tries =
                        event.attempts == 0
                        ? "" : "  \(event.attempts) tries: \(event.error ?? "")"
                    Terminal.print(
                        "  \(event.number)/\(event.step)  \(event.word)\(event.isDead ? "  dead" : "")\(tries)"
                    )
                }
            }
        }
    }

    struct Place: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "destination",
            abstract: "Say where a destination is; a new one gets the events from now on.")

        @Argument(help: "Its name; 'portal' is there from the start.")
        var name: String

        @Option(help: ArgumentHelp("Post to this address.", valueName: "url"))
        var url: String?

        @Option(help: ArgumentHelp("Append to this file, one event a line.", valueName: "path"))
        var file: String?

        @Option(
            help: ArgumentHelp(
                "The file with the secret that messages are signed with.", valueName: "path"))
        var secretFile: String?

        @Flag(help: "Take the destination away, with what waits for it.")
        var remove = false

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard [url != nil, file != nil, remove].filter({ $0 }).count == 1 else {
                throw ValidationError("Give one of --url, --file and --remove.")
            }
        }

        func run() throws {
            let database = try store.desk().store
            if remove {
                try database.removeDestination(name)
            } else {
                let path = file.map { "file:" + URL(fileURLWithPath: $0).path }
                let secret = secretFile.map { URL(fileURLWithPath: $0).path }
                try database.setDestination(name, target: url ?? path, secretFile: secret)
            }
            if output.json {
                Terminal.print(
                    .object([
                        "format_version": .integer(1), "destination": .string(name),
                        "removed": .bool(remove),
                    ]))
            } else {
                Terminal.print(
                    "Destination \(name) is \(remove ? "gone" : "at \(url ?? file ?? "")").")
            }
        }
    }
}

extension Destination {
    fileprivate func json(events: [OutboxRow]) -> JSONValue {
        .object([
            "name": .string(name), "target": .optional(target), "waiting": .integer(waiting),
            "dead": .integer(dead),
            "events": .array(
                events.map {
                    .object([
                        "complaint_id": .string($0.number), "step": .integer($0.step),
                        "event": .string($0.word), "tries": .integer($0.attempts),
                        "dead": .bool($0.isDead), "error": .optional($0.error),
                    ])
                }),
        ])
    }
}
