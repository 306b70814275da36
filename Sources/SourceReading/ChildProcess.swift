internal import Glibc
internal import MasterData

/// A process that was started with one file as its input, and whose output is read.
///
/// Its output is one end of a pair of sockets, so that it can be asked more by the same way.
final class ChildProcess {
    /// Where its output is read from.
    let output: Int32
    private let id: pid_t
    private var ending: String?

    /// Starts a command with no environment but what keeps it from being chatty.
    init(command: String, arguments: [String], input: Int32, name: String) throws {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Self.notStarted(name, errno) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        // What a runtime says of a crash is for nobody: the finding tells.
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([command] + arguments).map { strdup($0) }
        words.append(nil)
        var environment: [UnsafeMutablePointer<CChar>?] = [
            strdup("LANG=C.UTF-8"), strdup("SWIFT_BACKTRACE=enable=no"), nil,
        ]
        var id = pid_t()
        let error = posix_spawn(&id, command, &actions, nil, &words, &environment)
        for word in words + environment { free(word) }
        posix_spawn_file_actions_destroy(&actions)
        close(ends[1])
        guard error == 0 else {
            close(ends[0])
            throw Self.notStarted(name, error)
        }
        self.id = id
        output = ends[0]
    }

    deinit { end() }

    /// Sends bytes to the process, and tells whether it was there to take them.
    func send(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                // A process that has ended is an answer here, not a signal.
                let count = Glibc.send(
                    output, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    /// Stops the process, and tells how it ended.
    ///
    /// - Parameter willing: the process has closed its output and is leaving by itself.
    @discardableResult
    func end(willing: Bool = false) -> String {
        if let ending { return ending }
        close(output)
        // One that has ended already keeps the status it ended with.
        if !willing { kill(id, SIGKILL) }
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        let told =
            switch signal {
            case 0: "it ended with status \(status >> 8 & 0xFF)"
            case SIGXCPU, SIGKILL: "it used more time than it may, or was stopped"
            case SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS:
                "it used more memory than it may, or met a fault of its own (signal \(signal))"
            default: "signal \(signal)"
            }
        ending = told
        return told
    }

    private static func notStarted(_ name: String, _ error: Int32) -> SourceError {
        SourceError(
            ReadingFinding.readerNotStarted, at: Origin(file: name, line: 0),
            "The process that reads the file cannot be started: \(String(cString: strerror(error)))."
        )
    }
}
