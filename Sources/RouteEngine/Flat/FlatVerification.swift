public import MasterData

/// What is wrong with a flat table, exactly: every rule and every cell was looked at.
public struct FlatVerification: Sendable {
    /// Pairs of rules that match the same complaints on one day, rank alike and disagree.
    public internal(set) var conflicts = 0
    /// Such pairs that agree.
    public internal(set) var duplicates = 0
    /// Rules that win on no day for no complaint, be they outranked by one rule or by several.
    public internal(set) var masked = 0
    /// Of these, the rules that only rules with the same fields outrank.
    public internal(set) var maskedByEqualKey = 0
    /// Cells (category × place × channel, codes that rules name) looked at.
    public internal(set) var cells = 0
    /// Of these, the cells that no rule covers on some day of the window.
    public internal(set) var holes = 0
    /// Days that these cells lack, added up.
    public internal(set) var holeDays = 0
    /// How many groups the holes form, each described as widely as it goes.
    public internal(set) var holeGroups = 0
    /// False when there were too many cells to look at; the holes are then a lower bound.
    public internal(set) var isComplete = true
    /// Each with the line of the sheet that it concerns.
    public internal(set) var findings = Findings()

    /// Whether nothing is an error: neither conflicts nor holes.
    public var isSound: Bool { !findings.hasErrors }
}

extension FlatTable {
    /// Finds conflicts, duplicates and masked rules on all days, and holes on some.
    ///
    /// A complaint may bring codes that no rule names; a rule that wins for those alone is
    /// not masked. Holes are looked for where all codes are known: each category, each
    /// district with a sub-district that rules name with it (or alone, when none does), and
    /// each channel.
    public func verify(holesDuring days: Validity) -> FlatVerification {
        var result = FlatVerification()
        withView { view in
            var equal = FlatEqualRules(table: self, view: view)
            equal.run(&result)
            var masking = FlatMasking(table: self, view: view)
            masking.run(&result)
            var search = FlatHoleSearch(table: self, view: view, days: days)
            search.run(&result)
        }
        return result
    }

    /// A rule in a message: its id and line.
    func words(_ number: UInt32) -> String {
        guard let rule = rule(Int(number)) else { return "rule ?" }
        return "\(rule.id) (\(rule.origin))"
    }
}

/// Days that rules have not filled yet, as stretches of ranks.
struct FlatOpenDays {
    private(set) var stretches: ContiguousArray<(from: UInt16, to: UInt16)> = []

    var isEmpty: Bool { stretches.isEmpty }

    mutating func restart(_ from: UInt16, _ to: UInt16) {
        stretches.removeAll(keepingCapacity: true)
        if from < to { stretches.append((from, to)) }
    }

    /// Takes the days of a rule away; true when some of them were open.
    @inline(__always)
    @discardableResult
    mutating func close(_ from: UInt16, _ to: UInt16) -> Bool {
        var index = 0
        var closed = false
        while index < stretches.count {
            let (start, end) = stretches[index]
            let (low, high) = (max(from, start), min(to, end))
            if low >= high {
                index += 1
                continue
            }
            closed = true
            if start < low && high < end {
                stretches[index] = (start, low)
                stretches.insert((high, end), at: index + 1)
                return true
            }
            if start < low {
                stretches[index] = (start, low)
                index += 1
            } else if high < end {
                stretches[index] = (high, end)
                index += 1
            } else {
                stretches.remove(at: index)
            }
        }
        return closed
    }

    func isEqual(to other: FlatOpenDays) -> Bool {
        stretches.elementsEqual(other.stretches) { $0 == $1 }
    }
}

extension FlatView {
    /// Takes the days of all rules with a key away.
    @inline(__always)
    func close(_ key: UInt64, in level: FlatLevel, _ open: inout FlatOpenDays) {
        let hit = find(key, at: slots + start(of: key, in: level))
        if hit.rule & FlatSlot.chain != 0 {
            for entry in chain(hit.rule) { open.close(entry.from, entry.to) }
        } else if hit.rule != 0 {
            open.close(hit.from, hit.to)
        }
    }

    /// A stretch of ranks as days.
    func words(_ from: UInt16, _ to: UInt16) -> String {
        let last = day(to)
        return "from \(day(from)) until \(last == Day(number: .min) ? "the end" : last.description)"
    }
}
