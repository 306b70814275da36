public import MasterData
internal import Plans

/// Where one row of a release was said.
public struct RowOrigin: Hashable, Sendable {
    /// The release that introduced the row.
    public var release: Int
    /// Where it was read; nothing for a row that was entered by hand.
    public var origin: Origin?
}

extension MappingStore {
    /// Where the versions of some things that a release believes to hold on a day were said.
    ///
    /// For a thing that does not hold that day it is the version that ended last before it.
    public func origins(
        of keys: Set<RowKey>, inRelease number: Int, on day: Day
    ) throws -> [RowKey: RowOrigin] {
        try driver.read { session in
            var found: [RowKey: RowOrigin] = [:]
            var wanted: [Int: Set<RowKey>] = [:]
            for key in keys.sorted() {
                let release = try session.first(
                    """
                    SELECT row_version.introduced FROM code_binding
                    JOIN row_version ON row_version.thing = code_binding.thing
                    WHERE code_binding.kind = ? AND code_binding.scheme = ?
                        AND code_binding.code = ? AND row_version.valid_from <= ?
                        AND row_version.introduced <= ?
                        AND (row_version.retired IS NULL OR row_version.retired > ?)
                    ORDER BY row_version.valid_from DESC LIMIT 1
                    """,
                    [
                        .text(key.kind.rawValue), .text(key.scheme.rawValue), .text(key.code),
                        .integer(Int64(day.number)), .integer(Int64(number)),
                        .integer(Int64(number)),
                    ]
                ) { Int($0.integer(0)) }
                guard let release else { continue }
                found[key] = RowOrigin(release: release, origin: nil)
                wanted[release, default: []].insert(key)
            }
            for (release, keys) in wanted {
                let plan = try session.first(
                    "SELECT plan FROM release WHERE number = ?", [.integer(Int64(release))]
                ) { $0.blob(0) }
                for (key, origin) in try Self.origins(of: keys, plan: plan ?? [], in: session) {
                    found[key]?.origin = origin
                }
            }
            return found
        }
    }

    /// The origins of a few things of a plan, without reading those of the others.
    private static func origins(
        of keys: Set<RowKey>, plan: [UInt8], in session: any SQLSession
    ) throws -> [RowKey: Origin] {
        // Each line is a JSON array that begins with the key.
        let heads = Dictionary(
            keys.map {
                (JSONValue.array([.string($0.description)]).canonicalBytes.dropLast(), $0)
            }, uniquingKeysWith: { first, _ in first })
        var rest: ArraySlice<UInt8> = []
        var found: [RowKey: Origin] = [:]
        func look(_ line: ArraySlice<UInt8>) throws {
            guard let comma = line.firstIndex(of: UInt8(ascii: ",")),
                let key = heads[line[..<comma]], let parts = try JSONValue(parsing: line).array,
                parts.count == 4
            else { return }
            found[key] = Origin(
                file: parts[1].string ?? "", line: parts[2].integer ?? 0,
                column: parts[3].integer ?? 0)
        }
        try session.rows(
            "SELECT bytes FROM plan_chunk WHERE plan = ? AND part = 'origins' ORDER BY position",
            [.blob(plan)]
        ) { row in
            let bytes = Array(rest) + row.blob(0)
            var start = 0
            while let end = bytes[start...].firstIndex(of: 0x0A) {
                try look(bytes[start..<end])
                start = end + 1
            }
            rest = bytes[start...]
        }
        return found
    }
}
