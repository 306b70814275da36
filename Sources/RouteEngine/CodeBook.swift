import MasterData

/// Finds the small numbers of keys, and the keys of numbers.
///
/// Keys that the release lists are numbered in key order, so that comparing two numbers
/// compares their codes; keys that rows merely name follow after them.
struct CodeBook: Sendable {
    /// A key as it lies in a column.
    struct StoredKey: BitwiseCopyable, Sendable {
        /// Where the code starts among the bytes, and how long it is.
        var start: UInt32
        var length: UInt32
        /// The position of the kind in its declaration.
        var kind: UInt16
        /// The position of the scheme in its declaration.
        var scheme: UInt16
    }

    private let stored: Column<StoredKey>
    private let text: Column<UInt8>
    /// Numbers by hash; -1 is free. As many as a power of two, and at least one of them free.
    private let slots: Column<Int32>

    fileprivate init(
        _ stored: Column<StoredKey>, _ text: Column<UInt8>, _ slots: Column<Int32>
    ) {
        self.stored = stored
        self.text = text
        self.slots = slots
    }

    var count: Int { stored.count }

    subscript(id: Int32) -> RowKey {
        let key = stored[Int(id)]
        return RowKey(
            Self.kinds[Int(key.kind)],
            text.text(Int(key.start)..<Int(key.start) + Int(key.length)),
            scheme: CodeScheme.bySlot[Int(key.scheme)])
    }

    /// The key of a number, or nothing for a negative one.
    func key(_ id: Int32) -> RowKey? { id < 0 ? nil : self[id] }

    /// The kind of the key of a number.
    func kind(_ id: Int32) -> MasterKind { Self.kinds[Int(stored[Int(id)].kind)] }

    /// All keys by number.
    var keys: [RowKey] { (0..<Int32(count)).map { self[$0] } }

    /// The number of a key, or -1.
    func id(_ key: RowKey) -> Int32 { find(key.kind, key.scheme, key.code) }

    /// The number of a bare code of a kind in the kind's first scheme, or -1.
    func id(_ kind: MasterKind, _ code: String) -> Int32 { find(kind, kind.firstScheme, code) }

    private func find(_ kind: MasterKind, _ scheme: CodeScheme, _ code: String) -> Int32 {
        var code = code
        return code.withUTF8 { code in
            text.withBytes { text in
                let mask = slots.count - 1
                var slot = CodeHash.of(kind, scheme, code) & mask
                while true {
                    let number = slots[slot]
                    if number < 0 { return -1 }
                    let key = stored[Int(number)]
                    if key.kind == UInt16(kind.order) && key.scheme == UInt16(scheme.slot)
                        && Int(key.length) == code.count
                        && UnsafeRawBufferPointer(
                            rebasing: text[Int(key.start)..<Int(key.start) + code.count]
                        ).elementsEqual(code)
                    {
                        return number
                    }
                    slot = (slot + 1) & mask
                }
            }
        }
    }

    /// The kinds in the order of their declaration.
    private static let kinds = MasterKind.allCases
}

extension CodeBook {
    init(_ reader: inout RouteTableReader) throws(RouteFileError) {
        let stored = try reader.column(of: StoredKey.self, .keys)
        let text = try reader.column(of: UInt8.self, .text)
        let slots = try reader.column(of: Int32.self, .keySlots)
        try reader.require(
            stored.allSatisfy {
                Int($0.start) + Int($0.length) <= text.count && $0.kind < Self.kinds.count
                    && $0.scheme < CodeScheme.bySlot.count
            }, .keys)
        try reader.require(
            slots.count & (slots.count - 1) == 0 && slots.contains { $0 < 0 }
                && slots.allSatisfy { $0 >= -1 && $0 < stored.count },
            .keySlots)
        self.init(stored, text, slots)
    }

    func write(to writer: inout RouteTableWriter) {
        writer.add(stored, to: .keys)
        writer.add(text, to: .text)
        writer.add(slots, to: .keySlots)
    }
}

/// Gives keys small numbers while a table is compiled.
struct CodeBookBuilder {
    private(set) var keys: [RowKey] = []
    private var slots: [Int32] = Array(repeating: -1, count: 16)

    init() {}

    /// Numbers the listed keys of some kinds.
    init(_ kinds: [MasterKind], in rows: MasterRows) {
        for kind in kinds {
            // Swift orders text of ASCII, which codes are, by bytes.
            let listed = rows.rows(of: kind).map(\.key).sorted {
                ($0.code, $0.scheme.rawValue) < ($1.code, $1.scheme.rawValue)
            }
            keys.reserveCapacity(keys.count + listed.count)
            for key in listed { _ = intern(key) }
        }
    }

    var count: Int { keys.count }

    subscript(id: Int32) -> RowKey { keys[Int(id)] }

    /// The number of a key, or -1.
    func id(_ key: RowKey) -> Int32 {
        let mask = slots.count - 1
        var slot = CodeHash.of(key) & mask
        while slots[slot] >= 0 {
            let number = slots[slot]
            if keys[Int(number)] == key { return number }
            slot = (slot + 1) & mask
        }
        return -1
    }

    mutating func intern(_ key: RowKey) -> Int32 {
        let found = id(key)
        if found >= 0 { return found }
        if (keys.count + 1) * 2 > slots.count { grow() }
        let number = Int32(keys.count)
        keys.append(key)
        place(number)
        return number
    }

    func finished() -> CodeBook {
        var stored: [CodeBook.StoredKey] = []
        var text: [UInt8] = []
        stored.reserveCapacity(keys.count)
        for key in keys {
            let start = text.count
            text.append(contentsOf: key.code.utf8)
            stored.append(
                CodeBook.StoredKey(
                    start: UInt32(start), length: UInt32(text.count - start),
                    kind: UInt16(key.kind.order), scheme: UInt16(key.scheme.slot)))
        }
        return CodeBook(Column(stored), Column(text), Column(slots))
    }

    private mutating func place(_ number: Int32) {
        let mask = slots.count - 1
        var slot = CodeHash.of(keys[Int(number)]) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = number
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for number in keys.indices { place(Int32(number)) }
    }
}

/// The hash by which keys lie in their slots; it is that of route files.
enum CodeHash {
    static func of(_ key: RowKey) -> Int {
        var code = key.code
        return code.withUTF8 { of(key.kind, key.scheme, $0) }
    }

    /// FNV-1a with a final mix: codes are short.
    @inline(__always)
    static func of(
        _ kind: MasterKind, _ scheme: CodeScheme, _ code: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(kind.order) << 8 ^ UInt64(scheme.slot)
        for byte in code { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
    }
}

extension MasterKind {
    /// The scheme of bare codes of the kind.
    var firstScheme: CodeScheme { Self.firstSchemes[order] }

    private static let firstSchemes: [CodeScheme] = allCases.map { $0.schema.schemes[0] }
}

extension CodeScheme {
    var slot: UInt8 {
        switch self {
        case .lgd: 0
        case .raj: 1
        case .own: 2
        }
    }

    /// The schemes by their slots.
    static let bySlot: [CodeScheme] = [.lgd, .raj, .own]
}
