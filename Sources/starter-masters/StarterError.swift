/// Why the command stops: what was asked, or a file that it needs.
enum StarterError: Error, CustomStringConvertible {
    case usage(String)
    case noInput(String)
    case badData(String)

    var description: String {
        switch self {
        case .usage(let text), .noInput(let text), .badData(let text): text
        }
    }

    var exitCode: Int32 {
        switch self {
        case .usage: 64
        case .badData: 65
        case .noInput: 66
        }
    }
}
