internal import ArgumentParser
internal import Maintenance
internal import MappingStore
internal import MasterData

struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "List, show, compare and export releases.",
        subcommands: [List.self, Show.self, ReleaseDiffCommand.self, Export.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The releases, oldest first.")

        @OptionGroup var time: TimeOption
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let desk = try store.desk(at: time.now)
            let releases = try desk.store.releases()
            if output.json {
                Terminal.print(
                    .object([
                        "format_version": .integer(1), "releases": .array(releases.map(\.json)),
                        "overdue": .array(
                            releases.filter { $0.isOverdue(at: desk.now) }
                                .map { .integer($0.number) }),
                    ]))
            } else {
                if releases.isEmpty { Terminal.message("Nothing is published yet (release 0).") }
                for release in releases {
                    let emergency = release.emergencyText(at: desk.now)
                    Terminal.print(release.line + (emergency.isEmpty ? "" : "  \(emergency)"))
                }
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The manifest of a release.")

        @Argument(help: "The release's number.")
        var number: Int

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let desk = try store.desk()
            let manifest = try desk.manifest(ofRelease: number)
            let emergency = manifest.release.emergencyText(at: desk.now)
            output.json
                ? Terminal.print(manifest.json)
                : Terminal.print(manifest.text + (emergency.isEmpty ? "" : "\n  \(emergency)"))
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a release as canonical CSV, one file a kind.")

        @Argument(help: "The release's number.")
        var number: Int

        @Argument(help: "The folder to write into.")
        var folder: String

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let files = try store.desk().export(release: number, to: folder)
            if output.json {
                Terminal.print(
                    .object([
                        "format_version": .integer(1), "release": .integer(number),
                        "files": .array(
                            files.map {
                                .object(["file": .string($0.file), "rows": .integer($0.rows)])
                            }),
                    ]))
            } else {
                for file in files {
                    Terminal.print("\(file.file.padding(28)) \(Lakh.grouped(file.rows))")
                }
            }
        }
    }
}

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "What happened to one thing, release by release.")

    @Argument(help: "The kind, such as tehsil.")
    var kind: String

    @Argument(help: "The code, such as 538.")
    var code: String

    @Option(
        help: ArgumentHelp(
            "What was true on this day, instead of what happened.", valueName: "date"))
    var on: Day?

    @Option(
        help: ArgumentHelp(
            "What this release believed (default: the live one).", valueName: "n"))
    var asBelievedIn: Int?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        guard let kind = MasterKind(rawValue: kind) else {
            throw ValidationError(
                "'\(kind)' is no kind of master; known: \(MasterKind.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        if on != nil || asBelievedIn != nil {
            let belief = try store.desk().belief(
                about: RowKey(kind, code), on: on, inRelease: asBelievedIn)
            output.json ? Terminal.print(belief.json) : Terminal.print(belief.text)
            return
        }
        let entries = try store.desk().history(of: RowKey(kind, code))
        if output.json {
            Terminal.print(
                .object([
                    "format_version": .integer(1), "key": RowKey(kind, code).json,
                    "history": .array(entries.map(\.json)),
                ]))
        } else {
            for entry in entries { Terminal.print(entry.text(asked: RowKey(kind, code))) }
        }
    }
}

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the chain of audit entries.",
        subcommands: [Verify.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that no audit entry was altered or taken out.")

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let count = try store.desk().store.verifyAudit()
            if output.json {
                Terminal.print(
                    .object(["format_version": .integer(1), "entries": .integer(count)]))
            } else {
                Terminal.print("\(count) audit entries, all in their chain.")
            }
        }
    }
}
