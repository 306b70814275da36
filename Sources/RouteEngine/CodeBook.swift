import MasterData

/// Gives keys small numbers and finds them again.
///
/// Keys that the release lists are numbered in key order, so that comparing two numbers
/// compares their codes; keys that rows merely name follow after them.
struct CodeBook: Sendable {
    private(set) var keys: [RowKey] = []
    /// Numbers by hash; -1 is free. The count is a power of two.
    private var slots: [Int32] = Array(repeating: -1, count: 16)

    init() {}

    /// Numbers the listed keys of some kinds.
    init(_ kinds: [MasterKind], in rows: MasterRows) {
        for kind in kinds {
            // Swift orders text of ASCII, which codes are, by bytes.
            let listed = rows.rows(of: kind).keys.sorted {
                ($0.code, $0.scheme.rawValue) < ($1.code, $1.scheme.rawValue)
            }
            keys.reserveCapacity(keys.count + listed.count)
            for key in listed { _ = intern(key) }
        }
    }

    var count: Int { keys.count }

    subscript(id: Int32) -> RowKey { keys[Int(id)] }

    /// The key of a number, or nothing for a negative one.
    func key(_ id: Int32) -> RowKey? { id < 0 ? nil : keys[Int(id)] }

    /// The number of a key, or -1.
    func id(_ key: RowKey) -> Int32 { find(key.kind, key.scheme, key.code) }

    /// The number of a bare code of a kind in the kind's first scheme, or -1.
    func id(_ kind: MasterKind, _ code: String) -> Int32 { find(kind, kind.firstScheme, code) }

    mutating func intern(_ key: RowKey) -> Int32 {
        let found = id(key)
        if found >= 0 { return found }
        if (keys.count + 1) * 2 > slots.count { grow() }
        let number = Int32(keys.count)
        keys.append(key)
        place(number)
        return number
    }

    private func find(_ kind: MasterKind, _ scheme: CodeScheme, _ code: String) -> Int32 {
        let mask = slots.count - 1
        var slot = Self.hash(kind, scheme, code) & mask
        while slots[slot] >= 0 {
            let number = slots[slot]
            let key = keys[Int(number)]
            if key.code == code && key.kind == kind && key.scheme.slot == scheme.slot {
                return number
            }
            slot = (slot + 1) & mask
        }
        return -1
    }

    private mutating func place(_ number: Int32) {
        let key = keys[Int(number)]
        let mask = slots.count - 1
        var slot = Self.hash(key.kind, key.scheme, key.code) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = number
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for number in keys.indices { place(Int32(number)) }
    }

    /// FNV-1a with a final mix: codes are short.
    private static func hash(_ kind: MasterKind, _ scheme: CodeScheme, _ code: String) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(kind.order) << 8 ^ UInt64(scheme.slot)
        for byte in code.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
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
}
