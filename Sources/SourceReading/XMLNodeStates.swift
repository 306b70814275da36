/// What is remembered of an element of a layout while a document is read.
struct XMLNodeState {
    /// Where its start tag stands.
    var position = XMLGuard.Position(line: 0, column: 0)
    /// How many bytes the arena had when it was opened.
    var mark = 0
    /// A number of its own for each time it is opened.
    var serial = 0
    /// The opening of what it hangs on in which it was last seen.
    var seenIn = 0
    /// How often its name was met in which opening of its parent.
    var count = 0
    var countedIn = 0
    /// The child that is looked at first.
    var nextChild = 0
    /// The parser's own copies of its name and namespace, once it was met: they have one address
    /// in a document, so that it is known by them again.
    var name: UnsafePointer<UInt8>?
    var namespace: UnsafePointer<UInt8>?
}

/// The states of all elements of a layout, at one address for as long as a document is read.
///
/// They are plain numbers and change several times with each tag; in an array each change would
/// ask whether somebody else has the array.
final class XMLNodeStates {
    private let states: UnsafeMutableBufferPointer<XMLNodeState>

    init(count: Int) {
        states = .allocate(capacity: count)
        states.initialize(repeating: XMLNodeState())
    }

    deinit { states.deallocate() }

    subscript(node: Int) -> XMLNodeState {
        @inline(__always) get { states[node] }
        @inline(__always) _modify { yield &states[node] }
    }
}
