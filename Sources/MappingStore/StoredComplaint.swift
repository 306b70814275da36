public import MasterData
public import Transfers

/// A complaint with its whole ledger, as the store keeps it.
public struct StoredComplaint: Sendable {
    let id: Int64
    public var complaint: Complaint
    /// In the order of their steps.
    public var events: [LedgerEvent]
    /// When each event was written down, in the same order.
    public var recordedAt: [Instant]
    /// Where it stands: the fold over the events.
    public var standing: Standing
}

/// What taking in one complaint did.
public enum IntakeResult: Hashable, Sendable {
    case added
    /// The same complaint is there already; nothing was done.
    case known
    /// Another complaint has the number; nothing was done.
    case differs
}

/// Why a complaint could not be found or written.
public enum ComplaintError: Error, Equatable, CustomStringConvertible {
    case unknown(String)
    /// The request key was used for another complaint.
    case requestKeyUsed(String, complaint: String)
    case noDestination(String)
    case noToken(String)

    public var description: String {
        switch self {
        case .unknown(let number):
            "There is no complaint '\(number)'. Import it first, or look at its number."
        case .requestKeyUsed(let key, let complaint):
            "The request key '\(key)' was used for complaint \(complaint). Give each request a key of its own."
        case .noDestination(let name):
            "There is no destination '\(name)'. 'rajmap outbox list' names those there are."
        case .noToken(let name):
            "There is no token '\(name)' in force. 'rajmap token list' names them."
        }
    }
}

/// Thrown by what is done inside a transaction when a release must be opened first.
///
/// The transaction is undone; whoever asked opens the release and does it again.
public struct ReleaseNeeded: Error, Equatable {
    public var release: Int

    public init(release: Int) {
        self.release = release
    }
}
