import CMachine

/// All rules that match each complaint of a batch, best rank first: what an explanation lists.
public struct FlatMatches: Sendable {
    private(set) var starts: ContiguousArray<Int> = [0]
    private(set) var rules: ContiguousArray<UInt32> = []

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
        matches.reserve(batch.count)
        withView { view in
            batch.keys.withUnsafeBufferPointer { keys in
                batch.days.withUnsafeBufferPointer { days in
                    guard let keys = keys.baseAddress, let days = days.baseAddress else { return }
                    var found = FlatFound()
                    var first = 0
                    while first < batch.count {
                        let size = min(FlatView.blockSize, batch.count - first)
                        found.find(view, keys + first, days + first, size)
                        matches.take(found, size)
                        first += size
                    }
                }
            }
        }
        return matches
    }
}

extension FlatMatches {
    fileprivate mutating func reserve(_ count: Int) {
        starts.reserveCapacity(count + 1)
        rules.reserveCapacity(count * 6)
    }

    /// Adds the matches of a block, which stand level by level.
    fileprivate mutating func take(_ found: borrowing FlatFound, _ size: Int) {
        let base = rules.count
        var at = base
        let ends = found.ends
        for index in 0..<size {
            let count = Int(ends[index])
            ends[index] = UInt32(truncatingIfNeeded: at &- base)
            at += count
            starts.append(at)
        }
        rules.append(contentsOf: repeatElement(0, count: at - base))
        rules.withUnsafeMutableBufferPointer { rules in
            let rules = rules.baseAddress.unsafelyUnwrapped + base
            for match in found.matches {
                let complaint = Int(match >> 32)
                rules[Int(ends[complaint])] = UInt32(truncatingIfNeeded: match)
                ends[complaint] &+= 1
            }
        }
    }
}

/// The matches of a block of complaints.
private struct FlatFound: ~Copyable {
    /// Complaint and rule, level by level.
    private(set) var matches: ContiguousArray<UInt64> = []
    /// How many matches each complaint has.
    let ends = UnsafeMutablePointer<UInt32>.allocate(capacity: FlatView.blockSize)
    private let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: FlatView.blockSize)

    init() { matches.reserveCapacity(32 * FlatView.blockSize) }

    deinit {
        ends.deallocate()
        starts.deallocate()
    }

    mutating func find(
        _ view: FlatView, _ keys: UnsafePointer<UInt64>, _ days: UnsafePointer<UInt16>, _ size: Int
    ) {
        matches.removeAll(keepingCapacity: true)
        ends.initialize(repeating: 0, count: FlatView.blockSize)
        for level in view.levels {
            let slots = view.slots + Int(truncatingIfNeeded: level.firstSlot)
            for index in 0..<size {
                let start = FlatHash.slot(keys[index] & level.mask, of: level.capacity)
                starts[index] = UInt32(truncatingIfNeeded: start)
                machine_prefetch(slots + start)
            }
            for index in 0..<size {
                let key = keys[index] & level.mask
                var at = slots + Int(starts[index])
                while at.pointee.key != key && at.pointee.key != FlatSlot.free { at += 1 }
                let slot = at.pointee
                if slot.rule & FlatSlot.chain == 0 {
                    if slot.from <= days[index] && days[index] < slot.to { add(index, slot.rule) }
                } else {
                    for entry in view.chain(slot.rule) where entry.holds(on: days[index]) {
                        add(index, entry.rule)
                    }
                }
            }
        }
    }

    @inline(__always)
    private mutating func add(_ complaint: Int, _ rule: UInt32) {
        matches.append(UInt64(complaint) << 32 | UInt64(rule))
        ends[complaint] &+= 1
    }
}
