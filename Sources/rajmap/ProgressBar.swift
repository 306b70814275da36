internal import Foundation
internal import Staging
internal import Synchronization

/// How far the reading of a file has come, on a terminal, for what takes over a second.
final class ProgressBar: Sendable {
    private struct State {
        var name = ""
        var started = Date.distantPast
        var drawn = Date.distantPast
        var isDrawn = false
    }

    private let state = Mutex(State())
    private let isOn: Bool
    private let isPlain: Bool

    private static let width = 30

    init() {
        let environment = ProcessInfo.processInfo.environment
        // A terminal that cannot clear a line has no bar.
        isOn = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
        isPlain = environment["NO_COLOR"]?.isEmpty == false
    }

    /// Draws the bar, ten times a second at most, and at the end of the file once more.
    func show(_ progress: ReadingProgress) {
        guard isOn, progress.byteCount > 0 else { return }
        let now = Date()
        let isRead = progress.bytesRead >= progress.byteCount
        let line = state.withLock { state -> String? in
            if state.name != progress.name {
                state.name = progress.name
                state.started = now
            }
            guard now.timeIntervalSince(state.started) > 1,
                isRead || now.timeIntervalSince(state.drawn) > 0.1
            else { return nil }
            state.drawn = now
            state.isDrawn = true
            return Self.line(progress, isPlain: isPlain, columns: Self.columns)
        }
        if let line { Self.write("\r\u{1B}[2K" + line) }
    }

    /// Takes the bar away, so that something else can be said.
    func clear() {
        let wasDrawn = state.withLock { state in
            defer { state.isDrawn = false }
            return state.isDrawn
        }
        if wasDrawn { Self.write("\r\u{1B}[2K") }
    }

    /// `officers.csv [#########.....................]  31 %`, within one line of the terminal;
    /// once the file is read, that it is being checked.
    static func line(_ progress: ReadingProgress, isPlain: Bool, columns: Int) -> String {
        let done = min(progress.bytesRead, progress.byteCount)
        if done == progress.byteCount {
            let rest = " is read; checking …"
            return short(progress.name, columns - rest.count - 1) + rest
        }
        // The last column stays free: a terminal would go to the next line there.
        let room = columns - 1 - " []  31 %".count
        let width = max(1, min(width, room / 2))
        let name = short(progress.name, room - width)
        let filled = width * done / progress.byteCount
        let percent = 100 * done / progress.byteCount
        let bar = String(repeating: "#", count: filled)
        let rest = String(repeating: ".", count: width - filled)
        let coloured = isPlain ? bar : "\u{1B}[32m\(bar)\u{1B}[0m"
        let space = String(repeating: " ", count: percent < 10 ? 3 : 2)
        return "\(name) [\(coloured)\(rest)]\(space)\(percent) %"
    }

    /// A name with its middle left out where it is too long.
    private static func short(_ name: String, _ room: Int) -> String {
        guard name.count > room else { return name }
        guard room > 2 else { return "" }
        return name.prefix((room - 1) / 2) + "…" + name.suffix(room / 2)
    }

    private static var columns: Int {
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? Int(size.ws_col) : 80
    }

    private static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
