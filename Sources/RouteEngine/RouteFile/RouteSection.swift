/// The parts of a route file; the numbers are those in the file.
enum RouteSection: UInt32, CaseIterable, Sendable {
    case facts = 1
    case levels = 2
    case slots = 3
    case chains = 4
    case records = 5
    case days = 6
    case calendar = 7
    case dictionary = 8
    case textStarts = 9
    case text = 10
    case places = 11
    case cells = 12
    case segments = 13
    case source = 14

    /// Bytes of one item.
    var itemByteCount: Int {
        switch self {
        case .facts: 8
        case .levels: 32
        case .slots, .dictionary: 16
        case .records: 24
        case .chains, .segments: 8
        case .days, .textStarts, .places, .cells: 4
        case .calendar: 2
        case .text, .source: 1
        }
    }
}

/// What a route file holds.
enum RouteFileKind: UInt32, Sendable {
    /// One flat table of rules.
    case flatTable = 1
}
