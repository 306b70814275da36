/// Why a route file cannot be opened.
public enum RouteFileError: Error, Hashable, Sendable {
    case missing(path: String)
    case unreadable(path: String, reason: String)
    /// The bytes are not those that were written.
    case damaged(path: String, part: String)
    /// A route file of a format that this version does not know.
    case otherFormat(path: String, version: Int)
    /// A sound route file that holds something else than was asked for.
    case otherKind(path: String)
}

extension RouteFileError: CustomStringConvertible {
    public var description: String { advice.map { "\(fault) \($0)" } ?? fault }

    /// What is the matter, without what to do about it.
    public var fault: String {
        switch self {
        case .missing(let path): "There is no file '\(path)'."
        case .unreadable(let path, let reason):
            "The route file '\(path)' cannot be read: \(reason)."
        case .damaged(let path, let part):
            "'\(path)' is no route file, or a damaged one: \(part)."
        case .otherFormat(let path, let version):
            "The route file '\(path)' has format \(version), which this version does not read."
        case .otherKind(let path):
            "The route file '\(path)' holds another kind of table than was asked for."
        }
    }

    /// What whoever built the file can do.
    private var advice: String? {
        switch self {
        case .missing: "Build it first, or check the spelling and the folder."
        case .unreadable, .otherKind: nil
        case .damaged: "Build it again from its source."
        case .otherFormat: "Build it again."
        }
    }
}
