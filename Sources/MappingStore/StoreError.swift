public import MasterData

/// Why the store cannot do what was asked.
public enum StoreError: Error, Equatable, CustomStringConvertible {
    case missing(String)
    case alreadyExists(String)
    case notADatabase(String)
    case newerFormat(found: Int, known: Int)
    /// Another process is writing and did not finish in time.
    case locked
    /// A promise of the tables would be broken.
    case refused(String)
    case io(String)
    case noPlan(String)
    case ambiguousPlan(String, count: Int)
    case noRelease(Int)
    /// The plan was approved, rejected or published before.
    case notOpen(plan: String, state: String)
    case auditBroken(entry: Int64)
    /// An entry of the audit is not there any more.
    case auditMissing(entry: Int64)
    /// The audit ends before something that the database still knows of.
    case auditCut(after: Int64, missing: String)
    /// The audit fits together, and is not the one that a release was published on.
    case auditRewritten(release: Int, entry: Int64)

    public var description: String {
        switch self {
        case .missing(let path):
            "There is no database '\(path)'. Make one with 'rajmap init', or name another with --db."
        case .alreadyExists(let path):
            "'\(path)' is there already and was left as it is. Name another with --db."
        case .notADatabase(let path):
            "'\(path)' is not a database of rajmap. Name another with --db."
        case .newerFormat(let found, let known):
            "The database has format \(found); this command knows formats up to \(known). Use a newer rajmap."
        case .locked:
            "Another command is writing to the database. Try again when it is done."
        case .refused(let reason):
            "The database refused the change: \(reason)."
        case .io(let reason):
            "The database could not be read or written: \(reason)."
        case .noPlan(let id):
            "There is no plan '\(id)'. 'rajmap plan list' lists them; give at least four digits."
        case .ambiguousPlan(let id, let count):
            "'\(id)' begins the id of \(count) plans. Give more digits."
        case .noRelease(let number):
            "There is no release \(number). 'rajmap release list' lists them."
        case .notOpen(let plan, let state):
            switch state {
            case "rejected":
                "Plan \(plan) was turned down or replaced; 'rajmap plan show \(plan)' says by whom and why. Correct its files and import them, or import them as they are with --again, which makes another plan."
            case "published":
                "Plan \(plan) is published already, and a plan is published once. 'rajmap release list' says as which release."
            default: "Plan \(plan) is \(state) already."
            }
        case .auditBroken(let entry):
            "Audit entry \(entry) does not fit the one before it: the audit was altered."
        case .auditMissing(let entry):
            "Audit entry \(entry) is missing: it was deleted."
        case .auditCut(let entry, let missing):
            "The audit ends at entry \(entry), and has nothing of \(missing): its end was cut off."
        case .auditRewritten(let release, let entry):
            "Audit entry \(entry) is not the one that release \(release) was published on: the audit was written anew."
        }
    }
}

/// Why a plan was not published.
public enum PublishError: Error, Equatable, CustomStringConvertible {
    case notApproved(plan: String, state: String)
    case stale(preparedAgainst: Int, live: Int, key: RowKey)
    /// The live rows are not what the plan says they are.
    case doesNotFit(RowKey)
    /// Another release went live between the last check and the publication.
    case overtaken(live: Int)

    public var description: String {
        switch self {
        case .notApproved(let plan, let state):
            "Plan \(plan) is \(state), not approved. Only an approved plan is published, and only once."
        case .stale(let base, let live, let key):
            "The plan was prepared against release \(base), but release \(live) is now live and changed \(key), which the plan changes or refers to. Rebase it with 'rajmap plan rebase'."
        case .doesNotFit(let key):
            "The plan does not fit the live masters: \(key) is not as it was when the plan was made. Rebase it with 'rajmap plan rebase'."
        case .overtaken(let live):
            "Release \(live) went live in the meantime. Publish again."
        }
    }
}
