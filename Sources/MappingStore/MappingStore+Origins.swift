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
                // The thing first: joined, both would be sought by the range of releases.
                let thing = try session.first(
                    "SELECT thing FROM code_binding WHERE kind = ? AND scheme = ? AND code = ?",
                    [.text(key.kind.rawValue), .text(key.scheme.rawValue), .text(key.code)]
                ) { $0.integer(0) }
                guard let thing else { continue }
                let release = try session.first(
                    """
                    SELECT introduced FROM row_version
                    WHERE thing = ? AND valid_from <= ? AND \(Self.believedIn)
                    ORDER BY valid_from DESC LIMIT 1
                    """,
                    [
                        .integer(thing), .integer(Int64(day.number)), .integer(Int64(number)),
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
        // Chunks begin with a line, and the lines of all are in key order.
        var heads: [(position: Int64, first: RowKey)] = []
        try session.rows(
            """
            SELECT position, substr(bytes, 1, 500) FROM plan_chunk
            WHERE plan = ? AND part = 'origins' ORDER BY position
            """, [.blob(plan)]
        ) { row in
            guard let first = OriginLines(bytes: row.blob(1)).key(at: 0) else { return }
            heads.append((row.integer(0), first))
        }
        let wanted = Dictionary(grouping: keys) { key in
            heads.last { $0.first <= key }?.position ?? -1
        }
        var found: [RowKey: Origin] = [:]
        for (position, keys) in wanted where position >= 0 {
            let lines = try session.first(
                "SELECT bytes FROM plan_chunk WHERE plan = ? AND part = 'origins' AND position = ?",
                [.blob(plan), .integer(position)]
            ) { OriginLines(bytes: $0.blob(0)) }
            for key in keys { found[key] = lines?.origin(of: key) }
        }
        return found
    }
}

/// Lines of origins in key order, each a JSON array that begins with the key.
struct OriginLines {
    let bytes: [UInt8]

    /// Finds a key by halving.
    func origin(of key: RowKey) -> Origin? {
        var low = 0
        var high = bytes.count
        while low < high {
            let start = lineStart(before: (low + high) / 2)
            guard let here = self.key(at: start) else { return nil }
            if here == key { return origin(at: start) }
            if here < key { low = lineEnd(from: start) + 1 } else { high = start }
        }
        return nil
    }

    /// The key of the line that begins at an offset.
    func key(at start: Int) -> RowKey? {
        // Keys are written without escapes: `["district:101",…`.
        let from = start + 2
        guard from < bytes.count,
            let end = bytes[from...].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return RowKey(String(decoding: bytes[from..<end], as: UTF8.self))
    }

    /// Where the line after the one that begins at an offset begins; nothing at the end.
    func next(after start: Int) -> Int? {
        let next = lineEnd(from: start) + 1
        return next < bytes.count ? next : nil
    }

    /// The origin of the line that begins at an offset.
    func origin(at start: Int) -> Origin? {
        guard
            let parts = (try? JSONValue(parsing: bytes[start..<lineEnd(from: start)]))?.array,
            parts.count == 4
        else { return nil }
        return Origin(
            file: parts[1].string ?? "", line: parts[2].integer ?? 0,
            column: parts[3].integer ?? 0)
    }

    private func lineStart(before offset: Int) -> Int {
        var start = offset
        while start > 0 && bytes[start - 1] != 0x0A { start -= 1 }
        return start
    }

    private func lineEnd(from start: Int) -> Int {
        bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    }
}
