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

    /// Prints a text; on a terminal that it would not fit, through `PAGER`, or `less`.
    static func page(_ text: String) {
        guard isTerminal, text.utf8.count(where: { $0 == 0x0A }) + 2 > height, let pager,
            show(text, through: pager)
        else {
            print(text)
            return
        }
    }

    /// The command that pages; nothing when the person wants none, or there is none.
    private static var pager: String? {
        if let named = environment["PAGER"] { return named.isEmpty || named == "cat" ? nil : named }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { access("\($0)/less", X_OK) == 0 } ? "less" : nil
    }

    private static var height: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
        return Int(size.ws_row)
    }

    /// Whether the pager could be started; when it ends early, nobody wants the rest.
    ///
    /// The pager stays in our process group: in one of its own it may not read the keys.
    private static func show(_ text: String, through pager: String) -> Bool {
        setenv("LESS", "FRX", 0)
        signal(SIGPIPE, SIG_IGN)
        guard let pipe = popen(pager, "w") else { return false }
        fputs(text + "\n", pipe)
        let status = pclose(pipe)
        return (status >> 8) & 0xFF != 127
    }
}
