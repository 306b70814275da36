internal import Hummingbird
internal import Maintenance
internal import MappingStore
internal import MasterData
internal import Plans

extension Problem {
    /// The one place where errors become problems, and with them HTTP statuses.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as JSONError: self.init(.badJSON, "The body is \(error).")
        case is NothingPublished: self.init(.nothingPublished, "\(error)")
        case let error as StoreError: self.init(storing: error)
        case let error as ApprovalError:
            self.init(error == .makerIsChecker ? .notPermitted : .conflict, "\(error)")
        case let error as PublishError: self.init(.conflict, "\(error)")
        case let error as PublishRefusal: self.init(publishing: error)
        case is UnknownThing: self.init(.notFound, "\(error)")
        case ServiceRequestRefusal.unknownService: self.init(.notFound, "\(error)")
        case ServiceRequestRefusal.keyUsed: self.init(.conflict, "\(error)")
        case is ServiceRequestRefusal: self.init(.badQuery, "\(error)")
        case ComplaintError.unknown: self.init(.notFound, "\(error)")
        case is ComplaintError: self.init(.conflict, "\(error)")
        case let error as any HTTPResponseError: self.init(status: error.status.code)
        default: self = .unexpected
        }
    }

    /// What is told of a fault of ours; its detail goes to the log.
    static let unexpected = Problem(
        .unexpected, "This is a fault of the server. The log has more under the reference.")

    private init(storing error: StoreError) {
        switch error {
        case .noPlan, .noRelease: self.init(.notFound, "\(error)")
        case .ambiguousPlan: self.init(.badQuery, "\(error)")
        case .notOpen: self.init(.conflict, "\(error)")
        case .locked:
            self.init(.unavailable, "\(error)")
            retryAfter = 1
        // Their words name files of the server.
        case .missing, .alreadyExists, .notADatabase, .newerFormat, .io:
            self.init(.unavailable, "The database cannot be read. The log of the server says why.")
        case .refused, .auditBroken, .auditMissing, .auditCut, .auditRewritten: self = .unexpected
        }
    }

    private init(publishing error: PublishRefusal) {
        switch error {
        case .notApproved: self.init(.notPermitted, "\(error)")
        case .stale, .staleRoute, .unroutable, .faulty: self.init(.conflict, "\(error)")
        case .altered: self = .unexpected
        }
    }

    /// What the HTTP library itself refuses.
    private init(status: Int) {
        switch status {
        case 404: self.init(.notFound, "No endpoint has this path.")
        case 405: self.init(.methodNotAllowed, "No endpoint of this path takes the method.")
        case 413: self.init(.tooLarge, "The body is larger than the server takes.")
        case 400..<500: self.init(.badQuery, "The request cannot be read.")
        default: self = .unexpected
        }
    }

    /// Whether the log should tell of it as an error.
    var isOurs: Bool { kind == .unexpected || kind == .unavailable }
}
