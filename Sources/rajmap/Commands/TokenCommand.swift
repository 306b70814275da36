internal import ArgumentParser
internal import Maintenance
internal import MappingStore
internal import MasterData

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make and revoke tokens for writing over HTTP.",
        subcommands: [Make.self, List.self, Revoke.self])

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make",
            abstract: "Make a token; it is shown once, and only its digest is kept.")

        @Argument(help: "Whose it is, such as the portal that sends complaints.")
        var name: String

        @Option(help: ArgumentHelp("Who makes it (default: you).", valueName: "who"))
        var by: String?

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            var generator = SystemRandomNumberGenerator()
            let random = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            let token = try store.desk().makeToken(
                name, random: random, maker: by ?? StoreOptions.user)
            if output.json {
                Terminal.print(
                    .object([
                        "format_version": .integer(1), "name": .string(name),
                        "token": .string(token),
                    ]))
            } else {
                Terminal.print(token)
                Terminal.message("Keep it: it is not shown again.")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The tokens there are and were.")

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let tokens = try store.desk().store.tokens()
            guard !output.json else {
                Terminal.print(
                    .object([
                        "format_version": .integer(1),
                        "tokens": .array(
                            tokens.map {
                                .object([
                                    "name": .string($0.name), "maker": .string($0.makerName),
                                    "made_at": .string($0.madeAt.description),
                                    "revoked_at": .optional($0.revokedAt?.description),
                                ])
                            }),
                    ]))
                return
            }
            for token in tokens {
                let end = token.revokedAt.map { ", revoked \($0)" } ?? ""
                Terminal.print(
                    "\(token.name)  made by \(token.makerName) \(token.madeAt)\(end)")
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "End a token at once.")

        @Argument(help: "The token's name.")
        var name: String

        @Option(help: ArgumentHelp("Who revokes it (default: you).", valueName: "who"))
        var by: String?

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            try store.desk().revokeToken(name, by: by ?? StoreOptions.user)
            if output.json {
                Terminal.print(
                    .object(["format_version": .integer(1), "revoked": .string(name)]))
            } else {
                Terminal.print("Token \(name) is revoked.")
            }
        }
    }
}
