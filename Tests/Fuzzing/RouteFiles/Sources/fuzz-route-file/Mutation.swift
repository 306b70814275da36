/// A generator whose numbers depend on its seed alone (SplitMix64).
struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func roll(_ sides: Int) -> Int { Int(next() % UInt64(max(sides, 1))) }
}

/// Ways to alter a route file.
enum Mutation {
    static func alter(_ bytes: inout [UInt8], with dice: inout Dice) {
        for _ in 0...dice.roll(5) {
            if bytes.isEmpty { return }
            switch dice.roll(12) {
            case 0: bytes.removeLast(min(bytes.count, 64 * (1 + dice.roll(8))))
            case 1: bytes += [UInt8](repeating: UInt8(dice.roll(256)), count: 64)
            case 2: bytes[dice.roll(min(bytes.count, 1500))] = UInt8(dice.roll(256))
            case 3: put(interesting[dice.roll(interesting.count)], 4, &bytes, &dice)
            case 4: put(UInt64(dice.roll(bytes.count * 2)), 8, &bytes, &dice)
            case 5:
                // A stretch over another.
                let count = min(1 + dice.roll(64), bytes.count)
                let from = dice.roll(bytes.count - count + 1)
                let to = dice.roll(bytes.count - count + 1)
                bytes.replaceSubrange(to..<to + count, with: Array(bytes[from..<from + count]))
            default: bytes[dice.roll(bytes.count)] = UInt8(dice.roll(256))
            }
        }
    }

    private static let interesting: [UInt64] = [
        0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFF, 0x1_0000, 64, 16,
    ]

    /// A number over some bytes, at a place that numbers start at.
    private static func put(
        _ number: UInt64, _ width: Int, _ bytes: inout [UInt8], _ dice: inout Dice
    ) {
        let place = dice.roll(bytes.count / width) * width
        for byte in 0..<width where place + byte < bytes.count {
            bytes[place + byte] = UInt8(truncatingIfNeeded: number >> UInt64(8 * byte))
        }
    }

    /// Makes the length and the checksums those of the bytes, as far as there is a header.
    static func seal(_ bytes: inout [UInt8]) {
        guard bytes.count >= 64 else { return }
        store(UInt64(bytes.count), 16, 8, &bytes)
        let sections = Int(number(24, 4, bytes))
        guard sections <= 64, 32 + sections * 32 <= bytes.count else { return }
        for section in 0..<sections {
            let entry = 32 + section * 32
            let (start, length) = (number(entry + 8, 8, bytes), number(entry + 16, 8, bytes))
            guard start <= UInt64(bytes.count), length <= UInt64(bytes.count) - start else {
                continue
            }
            store(UInt64(crc(bytes[Int(start)..<Int(start + length)])), entry + 4, 4, &bytes)
        }
        let header = (32 + sections * 32 + 63) / 64 * 64
        guard header <= bytes.count else { return }
        store(0, 28, 4, &bytes)
        store(UInt64(crc(bytes[..<header])), 28, 4, &bytes)
    }

    private static func number(_ place: Int, _ width: Int, _ bytes: [UInt8]) -> UInt64 {
        (0..<width).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
    }

    private static func store(_ value: UInt64, _ place: Int, _ width: Int, _ bytes: inout [UInt8]) {
        for byte in 0..<width {
            bytes[place + byte] = UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))
        }
    }

    /// CRC-32C, byte by byte.
    private static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes { crc = crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 0xFF)] }
        return ~crc
    }

    private static let table: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { crc, _ in
            crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1
        }
    }
}
