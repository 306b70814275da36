import CMachine
import Testing

@Suite("What the machine is asked for, it answers right")
struct MachineTests {
    @Test("CRC-32C of known texts")
    func known() {
        #expect(crc(Array("123456789".utf8)) == 0xE306_9283)
        #expect(crc(Array(repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(crc([]) == 0)
    }

    @Test("the instruction and the plain table agree, in one part or several")
    func agree() {
        var dice = Dice(3)
        let bytes = (0..<120_000).map { _ in UInt8(dice.roll(256)) }
        for count in [1, 7, 8, 9, 4095, 49_151, 49_152, 49_153, 98_304, 120_000] {
            let part = Array(bytes[..<count])
            #expect(
                crc(part) == part.withUnsafeBytes { machine_crc32c_plain(0, $0.baseAddress, count) }
            )
            let split = count / 3
            let first = crc(Array(part[..<split]))
            let joined = part[split...].withUnsafeBytes {
                machine_crc32c(first, $0.baseAddress, count - split)
            }
            #expect(joined == crc(part))
        }
    }

    private func crc(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { machine_crc32c(0, $0.baseAddress, bytes.count) }
    }

    @Test("separators are those of a byte by byte reading", arguments: 0..<40)
    func separators(seed: Int) {
        var dice = Dice(UInt64(seed))
        let letters = Array("ab,\n\",,\nabcdefgh".utf8)
        let count = dice.roll(400)
        let bytes = (0..<count).map { _ in letters[dice.roll(letters.count)] }
        var expected: [UInt32] = []
        var inside = false
        for (index, byte) in bytes.enumerated() {
            if byte == 0x22 { inside.toggle() }
            if inside { continue }
            if byte == 0x2C { expected.append(UInt32(index)) }
            if byte == 0x0A { expected.append(UInt32(index) | 1 << 31) }
        }
        var places = [UInt32](repeating: 0, count: count + 1)
        var quotes: UInt32 = 0
        let found = machine_separators(bytes + [0], count, &places, &quotes)
        #expect(Array(places[..<found]) == expected)
        #expect(quotes & 1 == (inside ? 1 : 0))
        #expect(quotes & 2 == (bytes.contains(0x22) ? 2 : 0))
    }
}
