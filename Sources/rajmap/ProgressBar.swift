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
    private let isOn = isatty(STDERR_FILENO) == 1
    private let isPlain: Bool

    private static let width = 30

    init() {
        let environment = ProcessInfo.processInfo.environment
        isPlain = environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
    }

    /// Draws the bar, ten times a second at most.
    func show(_ progress: ReadingProgress) {
        guard isOn, progress.byteCount > 0 else { return }
        let now = Date()
        let line = state.withLock { state -> String? in
            if state.name != progress.name {
                state.name = progress.name
                state.started = now
            }
            guard now.timeIntervalSince(state.started) > 1,
                now.timeIntervalSince(state.drawn) > 0.1
            else { return nil }
            state.drawn = now
            state.isDrawn = true
            return Self.line(progress, isPlain: isPlain)
        }
        if let line { Self.write("\r" + line) }
    }

    /// Takes the bar away, so that something else can be said.
    func clear() {
        let wasDrawn = state.withLock { state in
            defer { state.isDrawn = false }
            return state.isDrawn
        }
        if wasDrawn { Self.write("\r\u{1B}[2K") }
    }

    /// `officers.csv [#########.....................]  31 %`
    static func line(_ progress: ReadingProgress, isPlain: Bool) -> String {
        let done = min(progress.bytesRead, progress.byteCount)
        let filled = width * done / progress.byteCount
        let percent = 100 * done / progress.byteCount
        let bar = String(repeating: "#", count: filled)
        let rest = String(repeating: ".", count: width - filled)
        let coloured = isPlain ? bar : "\u{1B}[32m\(bar)\u{1B}[0m"
        let space = String(repeating: " ", count: percent < 10 ? 3 : percent < 100 ? 2 : 1)
        return "\(progress.name) [\(coloured)\(rest)]\(space)\(percent) %"
    }

    private static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
