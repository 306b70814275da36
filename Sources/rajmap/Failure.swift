internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MappingStore
internal import MasterData
internal import Plans
internal import SourceReading
internal import Staging

/// The exit codes of the command; the names and numbers are those of `sysexits.h`.
enum ExitStatus: Int32 {
    case done = 0
    case failed = 1
    case changesPresent = 2
    case usage = 64
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case ioError = 74
    case tryAgain = 75
    case notPermitted = 77
    case badConfiguration = 78
}

/// A command that printed why it ends, and ends with this status.
struct Ending: Error {
    var status: ExitStatus
}

/// The one place where errors become exit codes and messages.
enum Failure {
    static func exit(with error: any Error) -> Never {
        if let ending = error as? Ending { Foundation.exit(ending.status.rawValue) }
        if let status = status(of: error) {
            Terminal.message(message(of: error))
            Foundation.exit(status.rawValue)
        }
        // ArgumentParser prints usage and help itself, with 64 for a wrong word.
        Rajmap.exit(withError: error)
    }

    private static func message(_ text: String) -> String {
        text.hasPrefix("error:") || text.contains(": error: ") ? text : "error: \(text)"
    }

    private static func message(of error: any Error) -> String { message("\(error)") }

    /// The status of an error of ours; nothing for those of the argument parser.
    static func status(of error: any Error) -> ExitStatus? {
        switch error {
        case let error as SourceError: status(of: error.finding.code)
        case is ProfileError, is NoProfiles: .badConfiguration
        case is UnknownProfile: .usage
        case let error as StoreError: status(of: error)
        case let error as ApprovalError: error == .makerIsChecker ? .notPermitted : .badData
        case let error as PublishError: status(of: error)
        case let error as PublishRefusal: status(of: error)
        case is UnknownThing: .noInput
        case is CocoaError: .ioError
        default: nil
        }
    }

    private static func status(of code: FindingCode) -> ExitStatus {
        switch code {
        case ReadingFinding.missing: .noInput
        case ReadingFinding.unreadable, ReadingFinding.changed: .ioError
        default: .badData
        }
    }

    private static func status(of error: PublishRefusal) -> ExitStatus {
        switch error {
        case .notApproved: .notPermitted
        case .stale: .tryAgain
        case .faulty: .badData
        case .altered: .failed
        }
    }
}
