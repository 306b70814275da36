/// What can happen to a thing so that another, or nothing, takes its place.
///
/// The words of succession rows and of reorganisation files.
public enum SuccessionEvent: String, CaseIterable, Hashable, Sendable {
    /// A thing comes into being.
    case create
    /// A thing ends; another may take over what it leaves.
    case abolish
    /// The same thing under another name.
    case rename
    /// The same thing under another code.
    case recode
    /// Parts of some things make up others.
    case split
    /// Some things become one.
    case merge
    /// Children go to another parent.
    case move
    /// A thing rises to another rank or kind.
    case upgrade
    /// An earlier event is taken back.
    case reverse
}
