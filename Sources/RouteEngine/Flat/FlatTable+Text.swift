import CMachine

extension FlatTable {
    /// The numbers of the rules that win for complaints given as text, in the order of rows.
    ///
    /// Rows that are no complaint are left out.
    public func decide(_ complaints: borrowing FlatComplaints, into winners: inout [UInt32]) -> Int
    {
        winners.withUnsafeMutableBufferPointer { winners in
            withView { view in
                var reader = FlatRowReader(complaints, view, facts)
                var block = FlatBlock()
                var position = 0
                while true {
                    reader.fill(&block)
                    if block.count == 0 || position + block.count > winners.count {
                        return position
                    }
                    if let start = winners.baseAddress {
                        view.decide(block, isDense: isDense, into: start + position)
                    }
                    position += block.count
                }
            }
        }
    }

    /// Turns complaints given as text into numbers once, to be decided any number of times.
    public func batch(_ complaints: borrowing FlatComplaints) -> FlatBatch {
        var batch = FlatBatch()
        withView { view in
            var reader = FlatRowReader(complaints, view, facts, needsKeys: true)
            var block = FlatBlock()
            while true {
                reader.fill(&block)
                if block.count == 0 { return }
                batch.keys += UnsafeBufferPointer(start: block.keys, count: block.count)
                batch.days += UnsafeBufferPointer(start: block.days, count: block.count)
                guard isDense else { continue }
                batch.cells += UnsafeBufferPointer(start: block.cells, count: block.count)
            }
        }
        return batch
    }
}

extension FlatView {
    @inline(__always)
    func decide(
        _ block: borrowing FlatBlock, isDense: Bool, into start: UnsafeMutablePointer<UInt32>
    ) {
        if isDense {
            denseWinners(block.keys, block.cells, block.days, count: block.count, into: start)
        } else {
            winners(block.keys, block.days, count: block.count, into: start)
        }
    }
}
