import CMachine
import MasterData
import Testing

@testable import RouteEngine

@Suite("A route file is the table that was written, or refused")
struct RouteFileTests {
    let sheet = FlatSheet(seed: 5, rules: 12, complaints: 60)
    let bytes: [UInt8]

    init() throws {
        bytes = try #require(sheet.table()).withRouteFile { Array($0) }
    }

    @Test("its bytes decide as the table did")
    func same() throws {
        let table = try #require(sheet.table())
        let opened = try FlatTable(bytes: bytes)
        let complaints = try FlatTable.complaints(sheet.complaintsCSV())
        #expect(table.route(complaints).output == opened.route(complaints).output)
        #expect(opened.ruleCount == 12)
        #expect(opened.source == "rules.csv")
        #expect((1...12).map { opened.rule($0) } == (1...12).map { table.rule($0) })
    }

    @Test("the same sheet gives the same bytes")
    func reproducible() throws {
        #expect(try #require(sheet.table()).withRouteFile { Array($0) } == bytes)
    }

    @Test("every single corrupted byte is refused")
    func everyByte() {
        var damaged = bytes
        for index in bytes.indices {
            let flip = [UInt8(0x01), 0x80, 0xFF, 0x10][index % 4]
            damaged[index] ^= flip
            if (try? FlatTable(bytes: damaged)) != nil {
                Issue.record("byte \(index) was changed by \(flip) and nobody noticed")
            }
            damaged[index] ^= flip
        }
        #expect((try? FlatTable(bytes: damaged)) != nil)
    }

    @Test("a file that was cut or grew is refused")
    func length() {
        for count in stride(from: 0, to: bytes.count, by: 64) {
            #expect(throws: RouteFileError.self) { try FlatTable(bytes: Array(bytes[..<count])) }
        }
        #expect(throws: RouteFileError.self) {
            try FlatTable(bytes: bytes + Array(repeating: 0, count: 64))
        }
        #expect(throws: RouteFileError.self) { try FlatTable(bytes: bytes + [0]) }
    }

    @Test("another version is named as such")
    func version() throws {
        var other = bytes
        other[8] = 9
        other.seal()
        let error = #expect(throws: RouteFileError.self) { try FlatTable(bytes: other, name: "t") }
        #expect(error == .otherFormat(path: "t", version: 9))
        #expect("\(try #require(error))".contains("format 9"))
    }

    @Test("a missing file and a folder are named as such")
    func missing() {
        #expect(throws: RouteFileError.missing(path: "nowhere.route")) {
            try FlatTable(path: "nowhere.route")
        }
        #expect(throws: RouteFileError.self) { try FlatTable(path: ".") }
    }

    /// Bytes that somebody made on purpose: wrong inside, with checksums that are right.
    @Test("whatever stands in a file, reading stays inside it", arguments: 1...4)
    func crafted(seed: Int) throws {
        var dice = Dice(UInt64(seed))
        let complaints = try FlatTable.complaints(sheet.complaintsCSV())
        var opened = 0
        for _ in 0..<250 {
            var crafted = bytes
            for _ in 0...dice.roll(6) {
                // Mostly the sections, sometimes the header.
                let index = dice.chance(15) ? dice.roll(700) : 512 + dice.roll(crafted.count - 512)
                crafted[index] = UInt8(dice.roll(256))
            }
            crafted.seal()
            guard let table = try? FlatTable(bytes: crafted) else { continue }
            opened += 1
            let batch = table.batch(complaints)
            _ = table.decide(batch)
            _ = table.matches(batch)
            _ = table.route(complaints)
            for number in 0...table.ruleCount { _ = table.rule(number) }
            _ = table.verify(holesDuring: FlatVerifyTests.days)
        }
        #expect(opened > 50)
    }

    @Test("a rule whose key names codes that are none is verified all the same")
    func codesThatAreNone() throws {
        let records = try #require(bytes.section(5))
        var opened = 0
        for place in records where (place - records.lowerBound) % 24 < 8 {
            for bit in 0..<8 where bytes[place] & 1 << bit == 0 {
                var crafted = bytes
                crafted[place] |= 1 << bit
                crafted.seal()
                guard let table = try? FlatTable(bytes: crafted) else { continue }
                opened += 1
                #expect(table.verify(holesDuring: FlatVerifyTests.days).holes >= 0)
            }
        }
        #expect(opened > 12)
    }
}

extension [UInt8] {
    /// Where a section lies.
    func section(_ number: UInt8) -> Range<Int>? {
        func word(_ offset: Int) -> Int {
            (0..<8).reduce(0) { $0 | Int(self[offset + $1]) << (8 * $1) }
        }
        return (0..<Int(self[24])).map { 32 + $0 * 32 }.first { self[$0] == number }.map {
            word($0 + 8)..<word($0 + 8) + word($0 + 16)
        }
    }

    /// Makes the checksums those of the bytes.
    mutating func seal() {
        func word(_ offset: Int) -> Int {
            (0..<8).reduce(0) { $0 | Int(self[offset + $1]) << (8 * $1) }
        }
        func crc(_ start: Int, _ count: Int) -> UInt32 {
            withUnsafeBytes { machine_crc32c(0, $0.baseAddress! + start, count) }
        }
        func put(_ value: UInt32, _ offset: Int) {
            for byte in 0..<4 {
                self[offset + byte] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(byte)))
            }
        }
        let sections = Int(self[24])
        guard sections <= 64, 32 + sections * 32 <= count else { return }
        for section in 0..<sections {
            let entry = 32 + section * 32
            let (start, length) = (word(entry + 8), word(entry + 16))
            guard start >= 0, length >= 0, start <= count, length <= count - start else { continue }
            put(crc(start, length), entry + 4)
        }
        put(0, 28)
        put(crc(0, RouteImage.rounded(32 + sections * 32)), 28)
    }
}
