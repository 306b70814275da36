internal import ArgumentParser
internal import Maintenance

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at this machine and the database, and say what is amiss.",
        discussion: """
            Ends with 0 when nothing is amiss, 1 when the database is, and 78 when the machine \
            or the set-up is. Nothing is changed.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let examination = Doctor.examine(database: store.path, at: StoreOptions.now)
        output.json ? Terminal.print(examination.json) : Terminal.print(examination.text)
        if examination.isMisconfigured { throw Ending(status: .badConfiguration) }
        if !examination.isSound { throw Ending(status: .failed) }
    }
}
