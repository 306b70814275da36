internal import Glibc

/// Puts encoded keys into order with a bounded share of memory: runs of them are sorted and
/// written to a spool, then merged.
///
/// Each kind has runs of its own. The rows of a file often come in the order of their keys; the
/// runs of a kind then follow each other, and merging them compares nothing.
struct KeyOrder {
    private let spool: Spool
    /// By kind, the runs that were written.
    private var runs: [UInt8: [KeyRun]] = [:]
    /// By kind, the keys of the run to come.
    private var arenas: [UInt8: KeyArena] = [:]
    private var arenaBytes = 0
    private let runBytes: Int

    /// - Parameter runBytes: how many bytes of keys are sorted in memory.
    init(runBytes: Int = 2 << 20) throws {
        spool = try Spool()
        self.runBytes = runBytes
    }

    /// Adds a key as ``RowCodec`` writes it.
    mutating func add(_ key: UnsafeRawBufferPointer) throws {
        arenas[key[0], default: KeyArena()].add(key, rank: Self.rank[Int(key[1])])
        arenaBytes += key.count + 8
        if arenaBytes >= runBytes { try endRuns() }
    }

    /// Hands over the keys in order, each encoded as it came.
    mutating func merge(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try endRuns()
        var key: [UInt8] = []
        for (_, runs) in runs.sorted(by: { $0.key < $1.key }) {
            var merge = RunMerge(spool, runs)
            while let next = try merge.next() {
                key.removeAll(keepingCapacity: true)
                next.withUnsafeBytes { next in
                    let code = next[1..<next.count - 2]
                    key.append(next[0])
                    key.append(UInt8(Self.rank.firstIndex(of: next[next.count - 1]) ?? 0))
                    withUnsafeBytes(of: Int32(code.count)) { key.append(contentsOf: $0) }
                    key.append(contentsOf: code)
                }
                try key.withUnsafeBytes { try body($0) }
            }
        }
    }

    /// By the number of a scheme: their names are in order lgd, own, raj.
    private static let rank: [UInt8] = [0, 2, 1]

    private mutating func endRuns() throws {
        for (kind, arena) in arenas {
            runs[kind, default: []].append(try arena.write(to: spool))
        }
        arenas.removeAll()
        arenaBytes = 0
    }

    static func precedes(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard let first = a.baseAddress, let second = b.baseAddress else { return false }
        let order = memcmp(first, second, min(a.count, b.count))
        return order == 0 ? a.count < b.count : order < 0
    }
}

/// Keys of one kind in the order in which they came, at least one of them.
private struct KeyArena {
    private var bytes: [UInt8] = []
    private var starts: [Int] = []

    mutating func add(_ key: UnsafeRawBufferPointer, rank: UInt8) {
        starts.append(bytes.count)
        // Kind, code, end of code, scheme: as bytes they are in the order of keys.
        bytes.append(key[0])
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: key[RowCodec.keyHead...]))
        bytes.append(0)
        bytes.append(rank)
    }

    /// Appends the keys to a spool, sorted.
    func write(to spool: Spool) throws -> KeyRun {
        let start = spool.count
        return try bytes.withUnsafeBytes { bytes in
            let ends = starts.dropFirst() + [bytes.count]
            var keys = zip(starts, ends).map { UnsafeRawBufferPointer(rebasing: bytes[$0..<$1]) }
            if !zip(keys, keys.dropFirst()).allSatisfy({ KeyOrder.precedes($0, $1) }) {
                keys.sort { KeyOrder.precedes($0, $1) }
            }
            for key in keys {
                try withUnsafeBytes(of: UInt32(key.count)) { _ = try spool.append($0) }
                try spool.append(key)
            }
            return KeyRun(
                place: start..<spool.count, first: Array(keys[0]), last: Array(keys[keys.count - 1])
            )
        }
    }
}

/// Sorted keys in a spool.
private struct KeyRun {
    var place: Range<Int>
    var first: [UInt8]
    var last: [UInt8]

    func precedes(_ other: KeyRun) -> Bool {
        last.withUnsafeBytes { last in
            other.first.withUnsafeBytes { KeyOrder.precedes(last, $0) }
        }
    }
}

/// Reads sorted runs side by side, always the least key of all.
private struct RunMerge {
    private var walks: [Run] = []
    private var heads: [[UInt8]] = []
    /// Whether the runs follow each other, and which of them is being read.
    private let isInOrder: Bool
    private var current = 0

    private final class Run {
        private var walk: SpoolWalk

        init(_ spool: Spool, _ run: Range<Int>) {
            walk = SpoolWalk(spool, from: run.lowerBound, to: run.upperBound, holding: 1 << 14)
        }

        /// The next key of the run; empty at its end.
        func next() throws -> [UInt8] {
            if walk.isAtEnd { return [] }
            let count = Int(try walk.peek(4).loadUnaligned(as: UInt32.self))
            let key = [UInt8](try walk.peek(4 + count).dropFirst(4))
            walk.skip(4 + count)
            return key
        }
    }

    init(_ spool: Spool, _ runs: [KeyRun]) {
        walks = runs.map { Run(spool, $0.place) }
        isInOrder = zip(runs, runs.dropFirst()).allSatisfy { $0.precedes($1) }
    }

    mutating func next() throws -> [UInt8]? {
        guard isInOrder else { return try least() }
        while current < walks.count {
            let key = try walks[current].next()
            if !key.isEmpty { return key }
            current += 1
        }
        return nil
    }

    private mutating func least() throws -> [UInt8]? {
        if heads.isEmpty { heads = try walks.map { try $0.next() } }
        var least: Int?
        for (index, head) in heads.enumerated() where !head.isEmpty {
            guard let best = least else {
                least = index
                continue
            }
            let isLess = head.withUnsafeBytes { head in
                heads[best].withUnsafeBytes { KeyOrder.precedes(head, $0) }
            }
            if isLess { least = index }
        }
        guard let least else { return nil }
        let key = heads[least]
        heads[least] = try walks[least].next()
        return key
    }
}
