import Changesets
import MasterData
import Testing

@Suite("Identities that a feed hid")
struct IdentityTests {
    private let asOf = Day(number: 1_000)

    private func tehsil(_ code: String, _ name: String, in district: String) -> (RowKey, Content) {
        (
            RowKey(.tehsil, code),
            Content([.nameEn: name, .parentRevenue: "district:\(district)"])
        )
    }

    private func proposals(
        _ before: [(RowKey, Content)], _ after: [(RowKey, Content)]
    ) -> [IdentityProposal] {
        func rows(_ things: [(RowKey, Content)]) -> MasterRows {
            var rows = MasterRows()
            for (key, content) in things {
                rows[key] = Timeline([
                    RowVersion(validity: Validity(from: Day(number: 0)), content: content)
                ])
            }
            return rows
        }
        return IdentityMatching(
            Changeset.diff(from: rows(before), to: rows(after), asOf: asOf)
        ).proposals
    }

    @Test("a new code and another spelling, beside an unlike newcomer")
    func recoded() {
        let found = proposals(
            [tehsil("518", "Dhaulpur", in: "98"), tehsil("467", "Tibi", in: "101")],
            [
                tehsil("9001", "Dholpur", in: "98"), tehsil("9002", "Tibbi", in: "101"),
                tehsil("9003", "Kalwar", in: "102"),
            ])
        #expect(found.map(\.before.code) == ["467", "518"])
        #expect(found.map(\.after.code) == ["9002", "9001"])
        #expect(found.allSatisfy { $0.nature == .rename && $0.score >= 900 })
    }

    @Test("the best pairs together, not the best pair first")
    func assignment() {
        let found = proposals(
            [tehsil("1", "Ramgarh", in: "87"), tehsil("2", "Ramgarhi", in: "87")],
            [tehsil("11", "Ramgarh", in: "87"), tehsil("12", "Ramgadhi", in: "87")])
        #expect(found.map { [$0.before.code, $0.after.code] } == [["1", "11"], ["2", "12"]])
    }

    @Test("two places that exchange names are a swap")
    func swapped() {
        let found = proposals(
            [tehsil("1", "Rajgarh", in: "87"), tehsil("2", "Sardarshahar", in: "87")],
            [tehsil("1", "Sardarshahar", in: "87"), tehsil("2", "Rajgarh", in: "87")])
        #expect(found.map(\.nature) == [.swap])
    }

    @Test("a namesake is not a person; a mobile of his own is, a shared one is not")
    func people() {
        func person(_ code: String, mobile: String) -> [(RowKey, Content)] {
            [
                (RowKey(.person, code), Content([.nameEn: "Asha Meena"])),
                (RowKey(.contact, code), Content([.person: code, .mobile: mobile])),
            ]
        }
        #expect(proposals(person("A", mobile: "1"), person("B", mobile: "2")).isEmpty)
        let found = proposals(person("A", mobile: "1"), person("B", mobile: "1"))
        #expect(found.map(\.nature) == [.recode])
        let shared = proposals(
            person("A", mobile: "1"), person("B", mobile: "1") + person("C", mobile: "1"))
        #expect(shared.isEmpty)
    }

    @Test("a transfer is one act: a posting ends, another begins, a post falls vacant")
    func grouped() {
        func posting(_ post: String, _ person: String) -> (RowKey, Content) {
            (
                RowKey(.posting, "\(post)/\(person)"),
                Content([.post: post, .person: person, .nature: "substantive"])
            )
        }
        var rows = (MasterRows(), MasterRows())
        for (key, content) in [posting("P1", "A"), posting("P3", "C")] {
            rows.0[key] = Timeline([
                RowVersion(validity: Validity(from: Day(number: 0)), content: content)
            ])
        }
        for (key, content) in [posting("P2", "A")] {
            rows.1[key] = Timeline([RowVersion(validity: Validity(from: asOf), content: content)])
        }
        let groups = Changeset.diff(from: rows.0, to: rows.1, asOf: asOf).groups
        #expect(groups.map(\.act) == [.transfer, .relieving])
        #expect(groups.first?.vacated == [RowKey(.post, "P1")])
        #expect(groups.first?.changes.count == 2)
    }
}
