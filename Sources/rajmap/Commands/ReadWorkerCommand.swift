internal import ArgumentParser
internal import SourceReading

/// The process in which a command has each file read.
struct ReadWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-worker",
        abstract: "Read the file on standard input under limits; started by other commands.",
        shouldDisplay: false)

    @Option(help: "Seconds of CPU that it may take, where fewer than usual.")
    var cpuSeconds = WorkerLimits.standard.cpuSeconds

    @Option(help: "Bytes of address space that it may take, where fewer than usual.")
    var addressBytes = WorkerLimits.standard.addressBytes

    @Option(help: "Bytes of data that it may take, where fewer than usual.")
    var dataBytes = WorkerLimits.standard.dataBytes

    @Argument(help: "What the other command asks.")
    var request: String

    func validate() throws {
        if min(cpuSeconds, addressBytes, dataBytes) < 1 {
            throw ValidationError("A limit is a number from 1.")
        }
    }

    func run() throws {
        var limits = WorkerLimits.standard
        limits.cpuSeconds = cpuSeconds
        limits.addressBytes = addressBytes
        limits.dataBytes = dataBytes
        try ReadWorker.run(request, limits: limits)
    }
}
