public import MasterData
internal import Transfers

extension MappingStore {
    /// The day up to which posts that ended were looked after; nothing before the first time.
    public func dayOfEndedPosts() throws -> Day? {
        try driver.read {
            try $0.first("SELECT value FROM setting WHERE name = 'ended_posts'", []) {
                Day(String(decoding: $0.blob(0), as: UTF8.self))
            }
        }.flatMap(\.self)
    }

    public func keepDayOfEndedPosts(_ day: Day) throws {
        try driver.write { session in
            try session.run(
                """
                INSERT INTO setting (name, value) VALUES ('ended_posts', ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """, [.blob(Array(day.description.utf8))])
        }
    }

    /// The numbers of complaints with a post that a caller does not know, in the order they came.
    public func complaints(withPostOutside known: (String) -> Bool) throws -> [String] {
        try driver.read { session in
            var numbers: [String] = []
            for state in ["open", "returned"] {
                try session.rows(
                    "SELECT number, post FROM complaint WHERE state = ? AND post IS NOT NULL ORDER BY id",
                    [.text(state)]
                ) { row in
                    if !known(row.text(1)) { numbers.append(row.text(0)) }
                }
            }
            return numbers
        }
    }
}
