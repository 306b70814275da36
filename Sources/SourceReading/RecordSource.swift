/// Where files are read: in this process, or each in a process of its own.
///
/// Both give the same records and findings; a process of its own is for files that nobody
/// vouches for.
public enum RecordSource: Sendable {
    case inProcess
    /// - Parameters:
    ///   - command: the path of the `rajmap` command.
    ///   - limits: what the process may take.
    case separate(command: String, limits: WorkerLimits = .standard)

    /// A reader of one file; nothing is read, and no process started, before it is asked.
    public func reader(of file: SourceFile) -> FileReader {
        switch self {
        case .inProcess: FileReader(file, process: nil)
        case .separate(let command, let limits):
            FileReader(file, process: ReadingProcess(of: file, command: command, limits: limits))
        }
    }
}
