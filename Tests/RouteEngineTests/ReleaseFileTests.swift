import CMachine
import MasterData
import Testing

@testable import RouteEngine

@Suite("A route file of a release is the table that was compiled, or refused")
struct ReleaseFileTests {
    /// A table whose rows were said somewhere.
    private static func table(_ world: World, days: Int = RandomWorld.days) -> RouteTable {
        var sources = RowSources()
        for kind in RowSources.kinds {
            for (number, row) in world.rows.rows(of: kind).inOrder.enumerated() {
                for version in row.timeline.versions {
                    sources.add(
                        row.key, from: version.validity.from,
                        RowSource(
                            release: number % 3 + 1,
                            origin: number % 5 == 0
                                ? nil : Origin(file: "\(kind).csv", line: number, column: 1)))
                }
            }
        }
        return RouteTable.compile(
            world.rows, release: World.release,
            days: Validity(from: World.start, to: World.day(days)), sources: sources)
    }

    private static func bytes(_ table: RouteTable) -> [UInt8] { table.withRouteFile { Array($0) } }

    @Test("it decides, explains, verifies and covers as the table did", arguments: 0..<30)
    func same(seed: Int) throws {
        var random = RandomWorld(seed: seed)
        let table = Self.table(random.world)
        let opened = try RouteTable(bytes: Self.bytes(table))
        #expect(opened.release == table.release)
        #expect(opened.days == table.days)
        for _ in 0..<30 {
            let request = random.request()
            #expect(opened.decide(request) == table.decide(request))
            let (one, other) = (opened.explain(request), table.explain(request))
            #expect(one.json == other.json)
            #expect(one.sources == other.sources)
            #expect(one.names == other.names)
        }
        #expect(
            opened.verify().listed.map(\.description) == table.verify().listed.map(\.description))
        let (day, days) = (World.start, RandomWorld.days)
        let holes = [opened, table].map {
            Set($0.cover(from: day, days: days).holes.map(\.description))
        }
        #expect(holes[0] == holes[1])
        #expect(
            RouteDiff.between(base: table, candidate: opened, from: day, days: days).shifts.isEmpty)
        #expect(Self.bytes(opened) == Self.bytes(table))
    }

    @Test("the same rows give the same bytes, in whatever order they came")
    func reproducible() throws {
        let world = RandomWorld(seed: 3).world
        var other = World()
        for kind in world.rows.presentKinds.reversed() {
            for key in world.rows.keys(of: kind).reversed() { other.rows[key] = world.rows[key] }
        }
        #expect(Self.bytes(Self.table(world)) == Self.bytes(Self.table(other)))
    }

    @Test("an explanation carries where its rows were said")
    func sources() throws {
        let table = try RouteTable(bytes: Self.bytes(Self.table(.sample())))
        #expect(table.knowsSources)
        let explanation = table.explain(.sample())
        #expect(Set(explanation.sources.keys) == explanation.sourceKeys)
        #expect(
            explanation.sources[RowKey(.posting, "P2/bina")]
                == RowSource(release: 2, origin: Origin(file: "posting.csv", line: 1, column: 1)))
        #expect(!World.sample().table().knowsSources)
    }

    @Test("every single corrupted byte is refused")
    func everyByte() {
        let bytes = Self.bytes(Self.table(.sample()))
        var damaged = bytes
        for index in bytes.indices {
            let flip = [UInt8(0x01), 0x80, 0xFF, 0x10][index % 4]
            damaged[index] ^= flip
            if (try? RouteTable(bytes: damaged)) != nil {
                Issue.record("byte \(index) was changed by \(flip) and nobody noticed")
            }
            damaged[index] ^= flip
        }
        #expect((try? RouteTable(bytes: damaged)) != nil)
    }

    @Test("a file that was cut or grew, and one of a flat table, is refused")
    func length() throws {
        let bytes = Self.bytes(Self.table(.sample()))
        for count in stride(from: 0, to: bytes.count, by: 64) {
            #expect(throws: RouteFileError.self) { try RouteTable(bytes: Array(bytes[..<count])) }
        }
        #expect(throws: RouteFileError.self) {
            try RouteTable(bytes: bytes + Array(repeating: 0, count: 64))
        }
        let flat = try #require(FlatSheet(seed: 5, rules: 12, complaints: 1).table())
        #expect(throws: RouteFileError.otherKind(path: "t")) {
            try RouteTable(bytes: flat.withRouteFile { Array($0) }, name: "t")
        }
        #expect(throws: RouteFileError.otherKind(path: "t")) {
            try FlatTable(bytes: bytes, name: "t")
        }
    }

    /// Bytes that somebody made on purpose: wrong inside, with checksums that are right.
    @Test("whatever stands in a file, reading stays inside it", arguments: 1...4)
    func crafted(seed: Int) throws {
        var dice = Dice(UInt64(seed))
        var random = RandomWorld(seed: seed)
        let bytes = Self.bytes(Self.table(random.world))
        let body = RouteImage.rounded(32 + Int(bytes[24]) * 32)
        let requests = (0..<10).map { _ in random.request() }
        var (opened, refused) = (0, 0)
        for _ in 0..<200 {
            var crafted = bytes
            for _ in 0...dice.roll(4) {
                let index = dice.chance(10) ? dice.roll(body) : body + dice.roll(bytes.count - body)
                crafted[index] = UInt8(dice.roll(256))
            }
            crafted.seal()
            guard let table = try? RouteTable(bytes: crafted) else {
                refused += 1
                continue
            }
            opened += 1
            for request in requests {
                _ = table.decide(request)
                _ = table.explain(request, whyNot: "R1").text
            }
            _ = table.verify()
        }
        #expect(opened > 20)
        #expect(refused > 20)
    }
}
