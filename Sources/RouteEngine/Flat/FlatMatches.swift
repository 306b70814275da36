import CMachine

/// All rules that match each complaint of a batch, best rank first: what an explanation lists.
public struct FlatMatches: Sendable {
    fileprivate(set) var starts: ContiguousArray<Int> = [0]
    fileprivate(set) var rules: ContiguousArray<UInt32> = []

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
                    var found = FlatFound(levels: view.levels.count, complaints: batch.count)
                    for complaint in 0..<batch.count {
                        found.ask(view, keys, complaint, of: batch.count)
                        found.find(view, keys[complaint], days[complaint], complaint)
                    }
                    matches = found.finished()
                }
            }
        }
        return matches
    }
}

/// The matches found so far, and the slots that are asked for ahead of their use.
private struct FlatFound: ~Copyable {
    /// So many complaints are asked for ahead; a power of two.
    private static let ahead = 8

    private var rules: UnsafeMutablePointer<UInt32>
    private var capacity: Int
    private var count = 0
    private var starts: ContiguousArray<Int> = [0]
    /// The slot at which the search starts, for each complaint ahead and level.
    private let homes: UnsafeMutablePointer<UInt32>
    private let levelCount: Int
    private var asked = 0

    init(levels: Int, complaints: Int) {
        levelCount = levels
        capacity = complaints * 6 + levels + 64
        rules = .allocate(capacity: capacity)
        homes = .allocate(capacity: max(1, levels * Self.ahead))
        starts.reserveCapacity(complaints + 1)
    }

    deinit {
        rules.deallocate()
        homes.deallocate()
    }

    consuming func finished() -> FlatMatches {
        FlatMatches(
            starts: starts,
            rules: ContiguousArray(UnsafeBufferPointer(start: rules, count: count)))
    }

    /// Asks memory for the slots of complaints to come.
    @inline(__always)
    mutating func ask(
        _ view: FlatView, _ keys: UnsafePointer<UInt64>, _ complaint: Int, of total: Int
    ) {
        while asked < min(complaint + Self.ahead, total) {
            let homes = homes + (asked & (Self.ahead - 1)) * levelCount
            let key = keys[asked]
            for number in 0..<levelCount {
                let level = view.levels[number]
                let home = view.start(of: key & level.mask, in: level)
                homes[number] = UInt32(truncatingIfNeeded: home)
                machine_prefetch(view.slots + home)
            }
            asked &+= 1
        }
    }

    /// Adds the rules that match a complaint.
    @inline(__always)
    mutating func find(_ view: FlatView, _ key: UInt64, _ day: UInt16, _ complaint: Int) {
        if capacity - count < levelCount { grow(levelCount) }
        let homes = homes + (complaint & (Self.ahead - 1)) * levelCount
        for number in 0..<levelCount {
            let key = key & view.levels[number].mask
            let slot = view.find(key, from: Int(homes[number]))
            if slot.rule & FlatSlot.chain == 0 {
                // A free slot holds on no day.
                rules[count] = slot.rule
                count &+= slot.from <= day && day < slot.to ? 1 : 0
            } else {
                addChain(view.chain(slot.rule), day)
            }
        }
        starts.append(count)
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
