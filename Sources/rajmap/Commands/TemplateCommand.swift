internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MasterData

struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Write a CSV file of one kind of master, to be filled in and imported.",
        discussion: "Empty, it needs no database; --filled takes the rows of a release.")

    @Argument(help: "The kind: department, office, post, rule …")
    var kind: MasterKind

    @Flag(help: "With the rows of a release, to be corrected.")
    var filled = false

    @Option(
        help: ArgumentHelp("The release to fill it from (default: the live one).", valueName: "n"))
    var release: Int?

    @Option(help: ArgumentHelp("Where to write (default: standard output).", valueName: "file"))
    var out: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let bytes =
            filled || release != nil
            ? try store.desk().filledTemplate(of: kind, release: release)
            : Desk.template(of: kind)
        if let out { try Data(bytes).write(to: URL(fileURLWithPath: out), options: .atomic) }
        if output.json {
            let lines = String(decoding: bytes, as: UTF8.self)
            Terminal.print(
                .object([
                    "format_version": .integer(1), "kind": .string(kind.rawValue),
                    "file": .optional(out), "text": out == nil ? .string(lines) : .null,
                ]))
        } else if out == nil {
            Terminal.write(bytes)
        }
    }
}
