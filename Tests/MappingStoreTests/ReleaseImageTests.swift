import Foundation
import MappingStore
import MasterData
import Testing

@Suite("The large masters of a release beside the database")
struct ReleaseImageTests {
    @Test("say what the database says, and are made again when they are gone or damaged")
    func cache() throws {
        let place = try TemporaryStore()
        let rows = MasterRows.sample(people: 9)
        try place.publish(rows)
        let plain = try MappingStore.open(place.path)
        #expect(try plain.rows(ofRelease: 1) == rows)
        #expect(place.images.isEmpty)

        var store = try MappingStore.open(place.path)
        store.thingsInMemory = 2
        #expect(try store.rows(ofRelease: 1) == rows)
        let name = try #require(place.images.first)
        #expect(place.images.count == 1)
        let made = try Data(contentsOf: place.image(name))
        #expect(try store.rows(ofRelease: 1) == rows)
        // Where the release keeps few things in memory, the file has what many would be.
        #expect(try plain.rows(ofRelease: 1) == rows)
        #expect(try plain.rows(ofRelease: 1).rows(of: .person).isPacked)

        try FileManager.default.removeItem(at: place.image(name))
        #expect(try store.rows(ofRelease: 1) == rows)
        #expect(try Data(contentsOf: place.image(name)) == made)

        var damaged = made
        damaged[made.count / 2] ^= 4
        try damaged.write(to: place.image(name))
        #expect(try store.rows(ofRelease: 1) == rows)
        #expect(try Data(contentsOf: place.image(name)) == made)
    }

    @Test("are written when a release is published, and the older ones removed")
    func published() throws {
        let place = try TemporaryStore(keepingInMemory: 2)
        for people in 5...8 {
            try place.publish(.sample(people: people))
            let number = people - 4
            #expect(place.images.contains { $0.hasPrefix("\(number)-") })
            let rows = try place.store.rows(ofRelease: number)
            #expect(rows == .sample(people: people))
            #expect(rows.rows(of: .person).soundness != nil)
        }
        #expect(place.images.map { $0.prefix(2) } == ["3-", "4-"])
        #expect(try place.store.rows(ofRelease: 1) == .sample(people: 5))
    }

    @Test("are not of another release with the number")
    func another() throws {
        let place = try TemporaryStore(keepingInMemory: 2)
        let other = try TemporaryStore(keepingInMemory: 2)
        try place.publish(.sample(people: 5))
        try other.publish(.sample(people: 6))
        try FileManager.default.removeItem(at: place.image(place.images[0]))
        try FileManager.default.copyItem(
            at: other.image(other.images[0]), to: place.image(other.images[0]))
        #expect(try place.store.rows(ofRelease: 1) == .sample(people: 5))
        try Data(contentsOf: other.image(other.images[0])).write(
            to: place.image(place.images.first { $0 != other.images[0] } ?? ""))
        #expect(try place.store.rows(ofRelease: 1) == .sample(people: 5))
    }

    @Test("are done without where the folder cannot be written")
    func unwritable() throws {
        let place = try TemporaryStore()
        try place.publish(.sample(people: 9))
        // A file where the folder would be.
        try Data().write(to: URL(fileURLWithPath: place.path + ".masters"))
        var store = try MappingStore.open(place.path)
        store.thingsInMemory = 2
        let rows = try store.rows(ofRelease: 1)
        #expect(rows == .sample(people: 9))
        #expect(rows.rows(of: .person).isPacked)
    }
}

extension TemporaryStore {
    /// The names of the files of large masters, drafts among them.
    fileprivate var images: [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path + ".masters")
        return (names ?? []).sorted()
    }

    fileprivate func image(_ name: String) -> URL {
        URL(fileURLWithPath: path + ".masters").appendingPathComponent(name)
    }
}
