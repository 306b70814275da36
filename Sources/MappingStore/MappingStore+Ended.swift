public import MasterData
internal import Transfers

/// What a look for things that ended went by: it need not be repeated on that day in that release.
public struct EndedLook: Equatable, Sendable {
    public var day: Day
    /// The number of the release that was live.
    public var release: Int

    public init(day: Day, release: Int) {
        self.day = day
        self.release = release
    }

    /// Whether a look that was made leaves nothing for this one: the same release was read, on
    /// the same day or a later one.
    public func isDone(by made: Self) -> Bool { made.release == release && made.day >= day }
}

extension EndedLook {
    fileprivate var text: String { "\(day) \(release)" }

    /// Nothing for a text that is no look.
    fileprivate init?(text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let day = Day(String(parts[0])), let release = Int(parts[1]) else {
            return nil
        }
        self.init(day: day, release: release)
    }
}

/// What open complaints are left by when it ends.
public enum EndedKind: String, Sendable {
    case posts = "ended_posts"
    case categories = "ended_categories"
}

extension MappingStore {
    /// The last look for what ended; nothing before the first.
    public func lastLook(for kind: EndedKind) throws -> EndedLook? {
        try driver.read {
            try $0.first("SELECT value FROM setting WHERE name = ?", [.text(kind.rawValue)]) {
                EndedLook(text: String(decoding: $0.blob(0), as: UTF8.self))
            }
        }.flatMap(\.self)
    }

    public func keep(_ look: EndedLook, for kind: EndedKind) throws {
        try driver.write { session in
            try session.run(
                """
                INSERT INTO setting (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """, [.text(kind.rawValue), .blob(Array(look.text.utf8))])
        }
    }

    /// The numbers of complaints with a post that a caller does not know, in the order they came.
    public func complaints(withPostOutside known: (String) -> Bool) throws -> [String] {
        try driver.read { session in
            var numbers: [String] = []
            for state in ["open", "returned"] {
                // The second condition lets the index of open complaints be used.
                try session.rows(
                    """
                    SELECT number, post FROM complaint
                    WHERE state = ? AND state <> 'resolved' AND post IS NOT NULL ORDER BY id
                    """, [.text(state)]
                ) { row in
                    if !known(row.text(1)) { numbers.append(row.text(0)) }
                }
            }
            return numbers
        }
    }

    /// The numbers of complaints that are not resolved and whose category now is one of some,
    /// state by state, each in the order they came.
    public func complaints(withCategoryIn categories: Set<String>) throws -> [String] {
        var numbers: [String] = []
        try forEachOpenComplaint { open in
            if categories.contains(open.category) { numbers.append(open.complaint.number) }
        }
        return numbers
    }

    /// The codes of the categories that are over by a day, as a release has them: a version ended
    /// by then, and none holds on the day.
    public func endedCategories(inRelease number: Int, by day: Day) throws -> Set<String> {
        let (release, day) = (SQLValue.integer(Int64(number)), SQLValue.integer(Int64(day.number)))
        var codes: Set<String> = []
        try driver.read { session in
            try session.rows(
                """
                SELECT code_binding.code FROM code_binding
                JOIN row_version ON row_version.thing = code_binding.thing
                    AND row_version.introduced <= ?
                    AND (row_version.retired IS NULL OR row_version.retired > ?)
                WHERE code_binding.kind = 'category' GROUP BY code_binding.thing
                HAVING MIN(row_version.valid_to) <= ?
                    AND SUM(row_version.valid_from <= ? AND row_version.valid_to > ?) = 0
                """, [release, release, day, day, day]
            ) { codes.insert($0.text(0)) }
        }
        return codes
    }
}
