internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MasterData
internal import SourceReading
internal import Staging

struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Propose how a file is to be read.",
        subcommands: [ProposeProfileCommand.self])
}

struct ProposeProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Write a profile for a file whose layout none of the profiles has.",
        discussion: """
            Headings (English and Hindi) and values are matched to the masters; with a database, \
            to its codes and names too. Each line says how sure it is and why: read it, correct \
            it, then import with --profile.
            """)

    @Argument(help: "A CSV or XML file.")
    var file: String

    @Option(help: ArgumentHelp("Where to write (default: standard output).", valueName: "file"))
    var out: String?

    @OptionGroup(title: "How CSV files are written") var dialect: DialectOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let proposal = try ProfileSuggestion.propose(
            for: file, dialect: dialect.stated, source: StoreOptions.source,
            desk: store.isNamed || FileManager.default.fileExists(atPath: store.path)
                ? try store.desk() : nil)
        if let out {
            try Data(proposal.yaml.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
        }
        if output.json {
            Terminal.print(proposal.json)
        } else if out == nil {
            Terminal.write(Array(proposal.yaml.utf8))
        }
        let mapped = proposal.columns.count { $0.meaning != nil }
        Terminal.message(
            "\(file): \(mapped) of \(proposal.columns.count) columns mapped"
                + (proposal.kinds.isEmpty
                    ? "" : " to \(proposal.kinds.map(\.rawValue).joined(separator: ", "))")
                + ". Read the profile before you import with it.")
        for note in proposal.notes { Terminal.message("note: \(note)") }
    }
}
