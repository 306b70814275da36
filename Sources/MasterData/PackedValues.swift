/// Hashes of the values by which things of a packed table are compared with each other, as they
/// lie in the table's file: block after block, eight bytes a value of any version.
///
/// So whoever looks for the things that have one of a few values reads eight bytes a value, and of
/// the table only the blocks in which one is.
struct PackedValues {
    /// Where the hashes begin in the file.
    var offset: Int
    /// How many hashes come before those of each block, and how many there are.
    var starts: [UInt32]

    /// The fields whose values are kept for a kind: those that two things should not share.
    static func fields(of kind: MasterKind) -> [Field] {
        kind.schema.specs.filter(\.type.isSealed).map(\.field)
    }

    /// The blocks in which a value has one of the hashes, in order.
    func blocks(having wanted: Set<UInt64>, in file: PackedFile) -> [Int] {
        guard let count = starts.last, count > 0, !wanted.isEmpty else { return [] }
        let sieve = HashSieve(wanted)
        var found: [Int] = []
        var block = 0
        var place = 0
        var room = [UInt64](repeating: 0, count: 1 << 13)
        while place < Int(count) {
            let part = min(room.count, Int(count) - place)
            room.withUnsafeMutableBytes {
                file.read(at: offset + place * 8, into: .init(rebasing: $0[..<(part * 8)]))
            }
            for index in 0..<part where sieve.mayHave(room[index]) && wanted.contains(room[index]) {
                while starts[block + 1] <= place + index { block += 1 }
                if found.last != block { found.append(block) }
            }
            place += part
        }
        return found
    }
}

/// Says of most hashes that are not in a small set that they are not, at the cost of one bit.
private struct HashSieve {
    private var bits: [UInt64]
    private let mask: Int

    init(_ hashes: Set<UInt64>) {
        var size = 1 << 10
        while size < hashes.count * 16 { size *= 2 }
        bits = [UInt64](repeating: 0, count: size / 64)
        mask = size - 1
        for hash in hashes {
            let place = Int(truncatingIfNeeded: hash) & mask
            bits[place / 64] |= 1 << UInt64(place % 64)
        }
    }

    func mayHave(_ hash: UInt64) -> Bool {
        let place = Int(truncatingIfNeeded: hash) & mask
        return bits[place / 64] & 1 << UInt64(place % 64) != 0
    }
}

extension UnsafeRawBufferPointer {
    /// Eight bytes at a time, multiplied and mixed.
    var valueHash: UInt64 {
        var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset + 8 <= count {
            hash =
                (hash ^ loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                &* 0x9FB2_1C65_1E98_DF25
            hash ^= hash >> 29
            offset += 8
        }
        for index in offset..<count { hash = (hash ^ UInt64(self[index])) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
        return hash ^ hash >> 32
    }
}
