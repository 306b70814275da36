internal import ArgumentParser
internal import MappingStore
internal import MasterData

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make an empty database (release 0).")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var random = SystemRandomNumberGenerator()
        let key = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        _ = try MappingStore.create(at: store.path, sealKey: key, at: StoreOptions.now)
        if output.json {
            Terminal.print(
                .object([
                    "format_version": .integer(1), "database": .string(store.path),
                    "release": .integer(0),
                ]))
        } else {
            Terminal.print("Made \(store.path), at release 0.")
        }
    }
}
