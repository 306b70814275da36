extension MasterTable {
    /// Hands over, in code order, each thing of which two tables of one kind say different
    /// things; nothing stands for a table that does not have it.
    ///
    /// Where both lie in files, bytes are compared and only what differs is decoded.
    public func forEachDifference(
        to other: MasterTable, _ body: (RowKey, _ mine: Timeline?, _ theirs: Timeline?) -> Void
    ) {
        var mine = inOrder.makeIterator()
        var theirs = other.inOrder.makeIterator()
        while let order = Self.order(&mine, &theirs) {
            switch order {
            case .same: break
            case .different:
                guard let row = mine.peek({ ($0.key, $0.timeline) }) else { return }
                body(row.0, row.1, theirs.peek(\.timeline))
            case .onlyMine: _ = mine.peek { body($0.key, $0.timeline, nil) }
            case .onlyTheirs: _ = theirs.peek { body($0.key, nil, $0.timeline) }
            }
            if order != .onlyTheirs { mine.skip() }
            if order != .onlyMine { theirs.skip() }
        }
    }

    private enum Meeting {
        case same, different, onlyMine, onlyTheirs
    }

    /// How the next things of two walks meet; nothing at the end of both.
    private static func order(_ mine: inout Iterator, _ theirs: inout Iterator) -> Meeting? {
        let meeting = mine.peek { row in
            theirs.peek { other -> Meeting in
                let order = row.order(to: other)
                if order != 0 { return order < 0 ? .onlyMine : .onlyTheirs }
                return row.says(theSameAs: other) ? .same : .different
            } ?? .onlyMine
        }
        return meeting ?? theirs.peek { _ in .onlyTheirs }
    }
}
