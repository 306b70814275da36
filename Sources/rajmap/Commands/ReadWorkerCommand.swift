internal import ArgumentParser
internal import SourceReading

/// The process in which `import` has each file read.
struct ReadWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-worker",
        abstract: "Read the file on standard input under limits; started by 'import'.",
        shouldDisplay: false)

    @Argument(help: "What 'import' asks.")
    var request: String

    func run() throws {
        try ReadWorker.run(request)
    }
}
