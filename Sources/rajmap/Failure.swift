internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MappingStore
internal import MasterData
internal import Plans
internal import RouteEngine
internal import SourceReading
internal import Staging
internal import Transfers

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
        case let error as SourceError: reading(error.finding.code)
        case is ReorganisationFileError: .badData
        case is ProfileError, is NoProfiles: .badConfiguration
        case is UnknownProfile, is ReadWorker.Refusal: .usage
        case let error as StoreError: storing(error)
        case let error as ApprovalError: approving(error)
        case let error as EmergencyError: declaring(error)
        case let error as PublishError: publishing(error)
        case let error as PublishRefusal: publishing(error)
        case is RebaseConflicts: .badData
        case is NothingToRebase, is ResolveError: .usage
        case let error as HandError: editing(error)
        case is NoWaiverFile: .noInput
        case is UnknownThing, is NothingPublished: .noInput
        case is IllegalTransition: .notPermitted
        case is WorkTaken: .tryAgain
        case is NoticeTextError: .badConfiguration
        case let error as ComplaintError: complaining(error)
        case let error as ComplaintRefusal: complaining(error)
        case let error as DeliveryError: delivering(error)
        case let error as RouteFileError: opening(error)
        case is ReleaseAltered: .failed
        case is CocoaError: .ioError
        default: nil
        }
    }

    private static func reading(_ code: FindingCode) -> ExitStatus {
        switch code {
        case ReadingFinding.missing: .noInput
        case ReadingFinding.unreadable, ReadingFinding.changed: .ioError
        case ReadingFinding.readerNotStarted: .unavailable
        default: .badData
        }
    }

    private static func editing(_ error: HandError) -> ExitStatus {
        switch error {
        case .unknownKind, .notAnAssignment, .unknownField, .keyField, .nothingSet, .noReason,
            .nothingOrdered:
            .usage
        case .unknownThing, .nobodyToRelieve: .noInput
        case .notLive, .badValue: .badData
        case .baseHasMoved: .tryAgain
        }
    }

    private static func opening(_ error: RouteFileError) -> ExitStatus {
        switch error {
        case .missing: .noInput
        case .unreadable: .ioError
        case .damaged, .otherFormat, .otherKind: .badData
        }
    }

    private static func storing(_ error: StoreError) -> ExitStatus {
        switch error {
        case .missing, .noPlan, .noRelease: .noInput
        case .alreadyExists, .ambiguousPlan: .usage
        case .notADatabase: .badData
        case .newerFormat: .badConfiguration
        case .locked: .tryAgain
        case .io: .ioError
        case .notOpen: .notPermitted
        case .refused, .auditBroken, .auditMissing, .auditCut, .auditRewritten: .failed
        }
    }

    private static func approving(_ error: ApprovalError) -> ExitStatus {
        switch error {
        case .makerIsChecker, .madeEarlierPlan: .notPermitted
        case .held: .badData
        }
    }

    private static func declaring(_ error: EmergencyError) -> ExitStatus {
        switch error {
        case .notAllowed, .notNamed, .notTheMaker, .earlierOverdue, .sameHands: .notPermitted
        case .noReason, .noEmergency, .ratified: .usage
        }
    }

    private static func delivering(_ error: DeliveryError) -> ExitStatus {
        switch error {
        case .noTarget, .badTarget: .usage
        case .noSecret: .badConfiguration
        }
    }

    private static func complaining(_ error: ComplaintError) -> ExitStatus {
        switch error {
        case .unknown, .noDestination, .noToken: .noInput
        case .requestKeyUsed: .usage
        }
    }

    private static func complaining(_ error: ComplaintRefusal) -> ExitStatus {
        switch error {
        case .noReason: .usage
        case .unknownCategory, .unknownDepartment, .unknownPost: .noInput
        case .unroutable: .badData
        case .samePost, .noLevel: .notPermitted
        }
    }

    private static func publishing(_ error: PublishError) -> ExitStatus {
        switch error {
        case .notApproved: .notPermitted
        case .stale, .doesNotFit, .overtaken: .tryAgain
        }
    }

    private static func publishing(_ error: PublishRefusal) -> ExitStatus {
        switch error {
        case .notApproved: .notPermitted
        case .stale, .staleRoute, .unroutable: .tryAgain
        case .faulty: .badData
        case .altered: .failed
        }
    }
}
