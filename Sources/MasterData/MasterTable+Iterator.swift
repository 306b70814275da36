extension MasterTable {
    /// Goes through the things of a table, each once.
    public struct Iterator: IteratorProtocol {
        private var packed: PackedWalk?
        private let keys: [RowKey]
        private let timelines: [Timeline]
        private var position = 0
        private var isAtPacked = false

        /// Only what was said, in the order in which it was.
        init(_ loose: LooseTable) {
            keys = loose.keys
            timelines = loose.timelines
        }

        /// Only what was said, in the order given.
        init(_ said: [Element]) {
            keys = said.map(\.key)
            timelines = said.map(\.timeline)
        }

        /// What was packed with what was said since, which is in key order.
        init(_ table: PackedTable, _ said: [Element]) {
            self.init(said)
            packed = PackedWalk(table)
        }

        public mutating func next() -> Element? { next { ($0.key, $0.timeline) } }

        /// Hands the next thing to the body; nothing at the end.
        mutating func next<Value>(_ body: (MasterRow) -> Value) -> Value? {
            guard let value = peek(body) else { return nil }
            skip()
            return value
        }

        /// Hands the next thing to the body and stays before it; nothing at the end.
        mutating func peek<Value>(_ body: (MasterRow) -> Value) -> Value? {
            while true {
                let order = self.order
                isAtPacked = order < 0
                if isAtPacked { return packed?.peek { row, kind in body(.packed(row, kind)) } }
                guard position < keys.count else { return nil }
                // What was said since counts instead of what was packed.
                if order == 0 { packed?.skip() }
                if !timelines[position].isEmpty {
                    return body(.loose(keys[position], timelines[position]))
                }
                position += 1
            }
        }

        /// Goes past what was peeked at.
        mutating func skip() {
            if isAtPacked { packed?.skip() } else { position += 1 }
        }

        /// Below 0 when the next thing is a packed one, above 0 when it was said since, 0 when it
        /// is both.
        private var order: Int {
            mutating get {
                guard packed != nil else { return 1 }
                let next = position < keys.count ? keys[position] : nil
                return packed?.peek { row, _ in
                    guard let next else { return -1 }
                    var code = next.code
                    return code.withUTF8 {
                        PackedKey(row).order(
                            to: PackedKey(
                                code: UnsafeRawBufferPointer($0), rank: next.scheme.rank))
                    }
                } ?? 1
            }
        }
    }
}

/// One thing that is handed over: as bytes, or as values.
enum MasterRow {
    case packed(PackedRow, MasterKind)
    case loose(RowKey, Timeline)

    var key: RowKey {
        switch self {
        case .packed(let row, let kind): row.key(of: kind)
        case .loose(let key, _): key
        }
    }

    var timeline: Timeline {
        switch self {
        case .packed(let row, _): row.timeline
        case .loose(_, let timeline): timeline
        }
    }

    /// How many digits the code has, 0 when it has anything else, and whether the first is 0.
    var codeDigits: (count: Int, isPadded: Bool) {
        func digits(_ code: UnsafeRawBufferPointer) -> (Int, Bool) {
            let isNumber = code.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            return (isNumber ? code.count : 0, code.first == 0x30)
        }
        switch self {
        case .packed(let row, _): return digits(row.code)
        case .loose(let key, _):
            var code = key.code
            return code.withUTF8 { digits(UnsafeRawBufferPointer($0)) }
        }
    }

    /// Below 0, 0 or above 0, in the order of keys; both are of one kind.
    func order(to other: MasterRow) -> Int {
        if case .packed(let mine, _) = self, case .packed(let theirs, _) = other {
            return PackedKey(mine).order(to: PackedKey(theirs))
        }
        let (mine, theirs) = (key, other.key)
        return mine == theirs ? 0 : mine < theirs ? -1 : 1
    }

    func says(theSameAs other: MasterRow) -> Bool {
        if case .packed(let mine, _) = self, case .packed(let theirs, _) = other {
            return mine.timelineBytes.equals(theirs.timelineBytes)
        }
        return timeline == other.timeline
    }

    func isThere(on day: Day) -> Bool {
        switch self {
        case .packed(let row, _):
            PackedTimeline(bytes: row.timelineBytes).version(on: day) != nil
        case .loose(_, let timeline): timeline.version(on: day) != nil
        }
    }
}
