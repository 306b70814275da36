extension MasterRows {
    /// Takes in the rows of a release in key order: few things of a kind as values in memory,
    /// many as bytes in a file.
    public struct Writer {
        /// How many things of one kind are kept as values.
        public static let looseThings = 1 << 15

        private var kinds: [MasterKind: MasterTable] = [:]
        private var kind: MasterKind?
        private var loose = MasterTable()
        private var packing: PackedTableWriter?
        private var isPacking = false
        private let limit: Int
        private let open: () throws -> PackedFile

        /// - Parameters:
        ///   - limit: how many things of one kind are kept as values.
        ///   - open: makes the file for the others; called at most once.
        public init(keeping limit: Int = looseThings, open: @escaping () throws -> PackedFile) {
            self.limit = limit
            self.open = open
        }

        /// Adds a thing, which comes after those added before in key order and has a timeline
        /// that is not empty.
        ///
        /// - Throws: when the file cannot be made or written.
        public mutating func add(_ key: RowKey, _ timeline: Timeline) throws {
            if key.kind != kind {
                try endKind()
                kind = key.kind
            }
            if isPacking {
                try packing?.add(key, timeline)
            } else {
                loose.set(key, to: timeline)
                if loose.count > limit { try pack() }
            }
        }

        /// All that was added.
        public mutating func finished() throws -> MasterRows {
            try endKind()
            return MasterRows(kinds)
        }

        /// Goes on with this kind in the file.
        private mutating func pack() throws {
            var writer = try packing ?? PackedTableWriter(to: try open())
            for (key, timeline) in loose { try writer.add(key, timeline) }
            packing = writer
            loose = MasterTable()
            isPacking = true
        }

        private mutating func endKind() throws {
            guard let kind else { return }
            if isPacking {
                if let table = try packing?.table(of: kind) { kinds[kind] = MasterTable(table) }
            } else if !loose.isEmpty {
                kinds[kind] = loose
            }
            loose = MasterTable()
            isPacking = false
        }
    }
}
