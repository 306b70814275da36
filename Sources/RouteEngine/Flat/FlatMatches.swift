import CMachine

/// All rules that match each complaint of a batch, best rank first: what an explanation lists.
public struct FlatMatches: Sendable {
    fileprivate(set) var starts: ContiguousArray<Int> = [0]
    fileprivate(set) var rules: ContiguousArray<UInt32> = []

    /// Most complaints match a handful of rules.
    fileprivate mutating func reserve(_ complaints: Int) {
        starts.reserveCapacity(complaints + 1)
        rules.reserveCapacity(4 * complaints)
    }

    /// How many complaints there are.
    public var count: Int { starts.count - 1 }

    /// How many matches there are in all.
    public var matchCount: Int { rules.count }

    /// The numbers of the rules that match a complaint; the first is the winner.
    public subscript(complaint: Int) -> ContiguousArray<UInt32>.SubSequence {
        rules[starts[complaint]..<starts[complaint + 1]]
    }
}

extension FlatTable {
    /// All rules that match, in the order in which they would win.
    public func matches(_ batch: FlatBatch) -> FlatMatches {
        var matches = FlatMatches()
        withView { view in
            batch.keys.withUnsafeBufferPointer { keys in
                batch.days.withUnsafeBufferPointer { days in
                    guard let keys = keys.baseAddress, let days = days.baseAddress else { return }
                    var found = FlatFound(levels: view.levels.count)
                    matches.reserve(batch.count)
                    var first = 0
                    while first < batch.count {
                        let size = min(FlatView.blockSize, batch.count - first)
                        found.look(view, keys + first, size)
                        found.take(view, days + first, size, into: &matches)
                        first += size
                    }
                }
            }
        }
        return matches
    }
}

/// The matches of one block, and what the levels say of its complaints.
private struct FlatFound: ~Copyable {
    private var rules: UnsafeMutablePointer<UInt32>
    private var capacity: Int
    private var count = 0
    /// Where the matches of each complaint end.
    private let ends: UnsafeMutablePointer<Int>
    private let levelCount: Int
    /// Level by level, a hit for each complaint.
    private let hits: UnsafeMutablePointer<FlatHit>

    init(levels: Int) {
        levelCount = levels
        capacity = (levels + 1) * FlatView.blockSize
        rules = .allocate(capacity: capacity)
        ends = .allocate(capacity: FlatView.blockSize)
        hits = .allocate(capacity: max(1, levels * FlatView.blockSize))
    }

    deinit {
        rules.deallocate()
        ends.deallocate()
        hits.deallocate()
    }

    /// Looks the complaints of a block up in every level, all of them in one before the next.
    mutating func look(_ view: FlatView, _ keys: UnsafePointer<UInt64>, _ size: Int) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: FlatView.blockSize) { scratch in
            let homes = scratch.baseAddress.unsafelyUnwrapped
            var hits = hits
            for level in view.levels {
                let slots = view.slots + Int(truncatingIfNeeded: level.firstSlot)
                for index in 0..<size {
                    let home = FlatHash.slot(keys[index] & level.mask, of: level.capacity)
                    homes[index] = UInt32(truncatingIfNeeded: home)
                    machine_prefetch(slots + home)
                }
                for index in 0..<size {
                    hits[index] = view.find(
                        keys[index] & level.mask, at: slots + Int(homes[index]))
                }
                hits += FlatView.blockSize
            }
        }
    }

    /// Adds the rules of the block that match, complaint by complaint.
    mutating func take(
        _ view: FlatView, _ days: UnsafePointer<UInt16>, _ size: Int,
        into matches: inout FlatMatches
    ) {
        let before = matches.rules.count
        count = 0
        for index in 0..<size {
            add(view, index, days[index])
            ends[index] = before &+ count
        }
        matches.rules += UnsafeBufferPointer(start: rules, count: count)
        matches.starts += UnsafeBufferPointer(start: ends, count: size)
    }

    @inline(__always)
    private mutating func add(_ view: FlatView, _ index: Int, _ day: UInt16) {
        if capacity - count < levelCount { grow(levelCount) }
        for level in 0..<levelCount {
            let hit = hits[level &* FlatView.blockSize &+ index]
            if hit.rule & FlatSlot.chain == 0 {
                rules[count] = hit.rule
                count &+= hit.holds(on: day) ? 1 : 0
            } else {
                addChain(view.chain(hit.rule), day)
            }
        }
    }

    @inline(never)
    private mutating func addChain(_ chain: UnsafeBufferPointer<FlatEntry>, _ day: UInt16) {
        if capacity - count < levelCount + chain.count { grow(levelCount + chain.count) }
        for entry in chain where entry.holds(on: day) {
            rules[count] = entry.rule
            count &+= 1
        }
    }

    private mutating func grow(_ more: Int) {
        let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * capacity + more)
        larger.update(from: rules, count: count)
        rules.deallocate()
        rules = larger
        capacity = 2 * capacity + more
    }
}
