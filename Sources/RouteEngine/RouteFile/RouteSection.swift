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
    // Those of a release's table.
    case keys = 20
    case keySlots = 21
    case packedSlots = 22
    case starts = 23
    case cuts = 24
    case parents = 25
    case parenting = 26
    case overlaps = 27
    case categories = 28
    case chainLevels = 29
    case services = 30
    case seats = 31
    case spans = 32
    case postings = 33
    case rules = 34
    case targets = 35
    case masks = 36
    case ruleEntries = 37
    case names = 38
    case postSeats = 39
    case references = 40
    case sources = 41
    case heirs = 42

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
        case .keySlots, .starts, .cuts: 4
        case .masks: 8
        case .keys, .parenting, .overlaps, .spans: 12
        case .packedSlots, .categories, .services, .seats, .postings, .ruleEntries, .postSeats,
            .heirs:
            16
        case .parents, .targets, .names: 24
        case .chainLevels, .sources: 28
        case .rules: 32
        case .references: 20
        }
    }
}

/// What a route file holds.
enum RouteFileKind: UInt32, Sendable {
    /// One flat table of rules.
    case flatTable = 1
    /// The table of one release.
    case release = 2

    /// The format in which files of the kind are written and read.
    var formatVersion: UInt32 {
        switch self {
        case .flatTable: 2
        case .release: 3
        }
    }
}
