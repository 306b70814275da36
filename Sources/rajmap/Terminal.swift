internal import Foundation
internal import Maintenance
internal import MasterData

/// Results go to standard output, messages to standard error.
enum Terminal {
    static func print(_ text: String) { write(text + "\n", to: .standardOutput) }

    static func print(_ json: JSONValue) { print(json.description) }

    /// A plan's report as one line of JSON, written as it is made.
    static func print(_ report: PlanReport, adding more: [String: JSONValue] = [:]) {
        report.writeJSON(adding: more) { write($0) }
        write([0x0A])
    }

    static func message(_ text: String) { write(text + "\n", to: .standardError) }

    static func write(_ bytes: [UInt8]) { write(Data(bytes), to: .standardOutput) }

    private static func write(_ text: String, to handle: FileHandle) {
        write(Data(text.utf8), to: handle)
    }

    private static func write(_ data: Data, to handle: FileHandle) {
        do { try handle.write(contentsOf: data) } catch {
            // Nobody reads any more, as with `| head`: there is nobody to tell.
            exit(ExitStatus.ioError.rawValue)
        }
    }
}
