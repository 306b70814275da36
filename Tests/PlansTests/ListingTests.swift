import Changesets
import MasterData
import Plans
import Testing

@Suite("Things that a check goes through")
struct ListingTests {
    /// More than are made into a list.
    private static let many = 33_000

    @Test("come in code order, however many there are and in whatever order they were put in")
    func order() {
        for count in [50, Self.many] {
            for reversed in [false, true] {
                var rows = MasterRows()
                let numbers = Array(1000..<(1000 + count))
                for number in reversed ? numbers.reversed() : numbers {
                    rows[RowKey(.person, "E\(number)")] = Timeline([
                        RowVersion(
                            validity: Validity(from: Day(number: 0)),
                            content: Content([.nameEn: "Officer \(number)"]))
                    ])
                }
                let candidate = Candidate(unchanged: rows, asOf: Day(number: 10))
                let keys = Array(candidate.keys(of: .person))
                #expect(keys.count == count)
                #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
                let subject = candidate.subjects(of: .person).first { $0.key.code == "E1042" }
                #expect(subject?.content?[.nameEn] == "Officer 1042")
                // Whoever goes through them a second time meets the same.
                #expect(candidate.subjects(of: .person).elementsEqual(keys) { $0.key == $1 })
            }
        }
    }

    @Test("a thing that was taken out is not among them, and one put back is in its place")
    func takenOut() {
        var rows = MasterRows()
        let row = Timeline([
            RowVersion(
                validity: Validity(from: Day(number: 0)), content: Content([.nameEn: "Asha"]))
        ])
        for code in ["A", "B", "C"] { rows[RowKey(.person, code)] = row }
        rows[RowKey(.person, "B")] = nil
        func codes() -> [String] {
            Candidate(unchanged: rows, asOf: Day(number: 1)).keys(of: .person).map(\.code)
        }
        #expect(codes() == ["A", "C"])
        rows[RowKey(.person, "B")] = row
        rows[RowKey(.person, "0")] = row
        #expect(codes() == ["0", "A", "B", "C"])
    }
}
