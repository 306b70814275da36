internal import Glibc

/// Puts encoded keys into order with a bounded share of memory: runs of them are sorted and
/// written to a spool, then merged.
struct KeyOrder {
    private let spool: Spool
    /// Where each run starts and ends in the spool.
    private var runs: [Range<Int>] = []
    private var arena: [UInt8] = []
    private var starts: [Int] = []
    private let runBytes: Int

    /// - Parameter runBytes: how many bytes of keys are sorted in memory.
    init(runBytes: Int = 2 << 20) throws {
        spool = try Spool()
        self.runBytes = runBytes
    }

    /// Adds a key as ``RowCodec`` writes it.
    mutating func add(_ key: UnsafeRawBufferPointer) throws {
        starts.append(arena.count)
        // Kind, code, end of code, scheme: as bytes they are in the order of keys.
        arena.append(key[0])
        arena.append(contentsOf: key.dropFirst(RowCodec.keyHead))
        arena.append(0)
        arena.append(Self.rank[Int(key[1])])
        if arena.count + starts.count * 8 >= runBytes { try endRun() }
    }

    /// Hands over the keys in order, each encoded as it came.
    mutating func merge(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try endRun()
        var key: [UInt8] = []
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

    /// By the number of a scheme: their names are in order lgd, own, raj.
    private static let rank: [UInt8] = [0, 2, 1]

    private mutating func endRun() throws {
        guard !starts.isEmpty else { return }
        let start = spool.count
        try arena.withUnsafeBytes { arena in
            let ends = starts.dropFirst() + [arena.count]
            let keys = zip(starts, ends).map {
                UnsafeRawBufferPointer(rebasing: arena[$0..<$1])
            }.sorted { KeyOrder.precedes($0, $1) }
            for key in keys {
                try withUnsafeBytes(of: UInt32(key.count)) { _ = try spool.append($0) }
                try spool.append(key)
            }
        }
        runs.append(start..<spool.count)
        arena.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }

    static func precedes(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard let first = a.baseAddress, let second = b.baseAddress else { return false }
        let order = memcmp(first, second, min(a.count, b.count))
        return order == 0 ? a.count < b.count : order < 0
    }
}

/// Reads sorted runs side by side, always the least key of all.
private struct RunMerge {
    private var walks: [Run] = []
    private var heads: [[UInt8]] = []

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

    init(_ spool: Spool, _ runs: [Range<Int>]) {
        walks = runs.map { Run(spool, $0) }
    }

    mutating func next() throws -> [UInt8]? {
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
