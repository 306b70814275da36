internal import Foundation
internal import Maintenance

extension Terminal {
    private static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// Whether a person is looking at standard output.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb" }

    /// Colour and signs on a terminal; `NO_COLOR`, set to anything, takes the colour away.
    static var style: TextStyle {
        guard isTerminal else { return .plain }
        return TextStyle(hasColour: environment["NO_COLOR"]?.isEmpty ?? true, hasSigns: true)
    }

    /// Prints a text; on a terminal that it would not fit, through `PAGER`.
    static func page(_ text: String) {
        guard isTerminal, text.utf8.count(where: { $0 == 0x0A }) + 2 > height,
            let pager = environment["PAGER"] ?? Optional("less"), !pager.isEmpty, pager != "cat",
            show(text, through: pager)
        else {
            print(text)
            return
        }
    }

    private static var height: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
        return Int(size.ws_row)
    }

    /// Whether the pager could be started; when it ends early, nobody wants the rest.
    private static func show(_ text: String, through pager: String) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", pager]
        var variables = environment
        variables["LESS"] = variables["LESS"] ?? "FRX"
        process.environment = variables
        let pipe = Pipe()
        process.standardInput = pipe
        signal(SIGPIPE, SIG_IGN)
        do {
            try process.run()
            try? pipe.fileHandleForWriting.write(contentsOf: Data((text + "\n").utf8))
            try pipe.fileHandleForWriting.close()
        } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus != 127
    }
}
