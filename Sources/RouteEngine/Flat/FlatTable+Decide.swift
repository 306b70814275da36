public import MasterData

extension FlatTable {
    /// The number of the rule that wins, or 0; ``rule(_:)`` has its words.
    public func decide(
        category: String, district: String, subdistrict: String, channel: String, on day: Day
    ) -> Int {
        var batch = FlatBatch()
        append(category, district, subdistrict, channel, on: day, to: &batch)
        return withView { view in
            Int(view.winner(batch.keys[0], batch.days[0]))
        }
    }

    /// Adds a complaint to a batch; an empty field is one that the complaint lacks.
    public func append(
        _ category: String, _ district: String, _ subdistrict: String, _ channel: String,
        on day: Day, to batch: inout FlatBatch
    ) {
        withView { view in
            let encoder = FlatEncoder(view, facts)
            var numbers = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
            numbers.0 = encoder.number(of: category, .category)
            numbers.1 = encoder.number(of: district, .district)
            numbers.2 = encoder.number(of: subdistrict, .subdistrict)
            numbers.3 = encoder.number(of: channel, .channel)
            batch.keys.append(encoder.key(numbers))
            batch.days.append(view.rank(of: day))
            if isDense { batch.cells.append(encoder.cell(numbers)) }
        }
    }

    /// The numbers of the rules that win, 0 where none does, in the order of the batch.
    ///
    /// With ids 1, 2, 3 … a rule's number is its id. Nothing is allocated, locked or counted
    /// for a single decision.
    public func decide(_ batch: FlatBatch) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: batch.count) { winners, count in
            count = batch.count
            if let start = winners.baseAddress { decide(batch, 0..<count, into: start) }
        }
    }

    /// The same into numbers that are there, for as many complaints as both have.
    public func decide(_ batch: FlatBatch, into winners: inout [UInt32]) {
        let count = min(batch.count, winners.count)
        winners.withUnsafeMutableBufferPointer { buffer in
            if let start = buffer.baseAddress { decide(batch, 0..<count, into: start) }
        }
    }

    /// The same by hash tables alone, also where the table is dense.
    public func decideByHash(_ batch: FlatBatch, into winners: inout [UInt32]) {
        let count = min(batch.count, winners.count)
        winners.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            withView { view in
                batch.keys.withUnsafeBufferPointer { keys in
                    batch.days.withUnsafeBufferPointer { days in
                        guard let keys = keys.baseAddress, let days = days.baseAddress else {
                            return
                        }
                        view.winners(keys, days, count: count, into: start)
                    }
                }
            }
        }
    }

    func decide(
        _ batch: FlatBatch, _ range: Range<Int>, into winners: UnsafeMutablePointer<UInt32>
    ) {
        withView { view in
            batch.keys.withUnsafeBufferPointer { keyBuffer in
                batch.days.withUnsafeBufferPointer { days in
                    batch.cells.withUnsafeBufferPointer { cells in
                        guard let keys = keyBuffer.baseAddress, let days = days.baseAddress else {
                            return
                        }
                        let (keysOf, daysOf) = (keys + range.lowerBound, days + range.lowerBound)
                        if isDense, cells.count == keyBuffer.count, let cells = cells.baseAddress {
                            view.denseWinners(
                                keysOf, cells + range.lowerBound, daysOf, count: range.count,
                                into: winners)
                        } else {
                            view.winners(keysOf, daysOf, count: range.count, into: winners)
                        }
                    }
                }
            }
        }
    }
}
