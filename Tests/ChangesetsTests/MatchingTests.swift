import Changesets
import MasterData
import Testing

/// A small version of `Benchmarks/match`: officers of whom some get another id in a year of
/// transfers and handovers, among hundreds of namesakes.
@Suite("Officers who only got another id are found, and nobody else")
struct MatchingTests {
    enum Contacts: String, CaseIterable {
        case own
        /// One to eight officers of an office have its mobile.
        case officeMobile
        /// The address is the post's, and goes to who comes next.
        case postEmail
        /// Both of these: nothing tells a namesake who takes over from the officer under another id.
        case both

        var hasOfficeMobiles: Bool { self == .officeMobile || self == .both }
        var hasPostEmails: Bool { self == .postEmail || self == .both }
    }

    private struct Officer {
        var code: String
        var name: (english: String, hindi: String)
        var mobile: String
        var email: String
    }

    private static let first = [
        ("Ramesh", "रमेश"), ("Suresh", "सुरेश"), ("Mahesh", "महेश"), ("Anita", "अनीता"),
        ("Sunita", "सुनीता"), ("Mukesh", "मुकेश"), ("Rakesh", "राकेश"), ("Kamla", "कमला"),
    ]
    private static let last = [
        ("Sharma", "शर्मा"), ("Verma", "वर्मा"), ("Meena", "मीणा"), ("Saini", "सैनी"),
        ("Soni", "सोनी"), ("Joshi", "जोशी"),
    ]

    private static func officer(
        _ code: String, _ number: Int, seat: Int, _ contacts: Contacts, _ dice: inout Dice
    ) -> Officer {
        let (first, last) = (Self.first[dice.roll(8)], Self.last[dice.roll(6)])
        return Officer(
            code: code, name: ("\(first.0) \(last.0)", "\(first.1) \(last.1)"),
            mobile: contacts.hasOfficeMobiles ? "office \(seat / 5)" : "mobile \(number)",
            email: contacts.hasPostEmails ? "post \(seat)" : "address \(number)")
    }

    private static func rows(_ officers: [Officer]) -> MasterRows {
        var rows = MasterRows()
        for officer in officers {
            for content in [
                (
                    RowKey(.person, officer.code),
                    Content([.nameEn: officer.name.english, .nameHi: officer.name.hindi])
                ),
                (
                    RowKey(.contact, officer.code),
                    Content(
                        [
                            .person: officer.code, .mobile: officer.mobile, .email: officer.email,
                        ].filter { !$0.value.isEmpty })
                ),
            ] {
                rows[content.0] = Timeline([
                    RowVersion(validity: Validity(from: Day(number: 0)), content: content.1)
                ])
            }
        }
        return rows
    }

    /// Of 2,000 officers some leave, some hand over, some are re-keyed with one thing changed.
    private static func year(
        _ contacts: Contacts, _ dice: inout Dice
    ) -> (before: [Officer], after: [Officer], truth: Set<[String]>) {
        var before: [Officer] = []
        var after: [Officer] = []
        var truth: Set<[String]> = []
        for number in 0..<2_000 {
            let officer = officer("O\(number)", number, seat: number, contacts, &dice)
            before.append(officer)
            switch dice.roll(100) {
            case 0..<2:
                var next = Self.officer(
                    "H\(number)", 10_000 + number, seat: number, contacts, &dice)
                // One in five who come next is a namesake.
                if dice.roll(5) == 0 { next.name = officer.name }
                after.append(next)
            case 2:
                break
            case 3..<6:
                var next = officer
                next.code = "N\(number)"
                switch dice.roll(8) {
                case 0: next.name.english += " Ji"
                case 1: next.name.hindi += " जी"
                case 2 where contacts == .own: next.mobile = "changed \(number)"
                case 3 where contacts == .own: next.email = "changed \(number)"
                default: break
                }
                after.append(next)
                truth.insert([officer.code, next.code])
            default: after.append(officer)
            }
        }
        return (before, after, truth)
    }

    @Test(
        "also where telephones are an office's or addresses a post's", arguments: Contacts.allCases)
    func found(contacts: Contacts) {
        var dice = Dice(state: 181)
        let (before, after, truth) = Self.year(contacts, &dice)
        let (base, target) = (Self.rows(before), Self.rows(after))
        let changeset = Changeset.diff(from: base, to: target, asOf: Day(number: 100))
        let proposals = IdentityMatching(changeset, base: base).proposals
        let found = Set(proposals.map { [$0.before.code, $0.after.code] })
        #expect(truth.count > 40)
        #expect(found.subtracting(truth).isEmpty, "precision")
        #expect(truth.subtracting(found).isEmpty || contacts == .both, "recall")
    }

    @Test("who takes over a post with its address from a namesake is another person")
    func namesake() {
        let name = ("Asha Meena", "आशा मीणा")
        let (before, after) = (
            Officer(code: "A", name: name, mobile: "1", email: "post"),
            Officer(code: "B", name: name, mobile: "2", email: "post")
        )
        func proposed(_ after: Officer, post: String?) -> Int {
            var (base, target) = (Self.rows([before]), Self.rows([after]))
            if let post {
                base[RowKey(.posting, "P1/A")] = Self.posting("P1", "A")
                target[RowKey(.posting, "\(post)/B")] = Self.posting(post, "B")
            }
            let changeset = Changeset.diff(from: base, to: target, asOf: Day(number: 100))
            return IdentityMatching(changeset, base: base).proposals.count
        }
        #expect(proposed(after, post: "P1") == 0)
        #expect(proposed(after, post: nil) == 0)
        // Without a mobile, only the post can tell: he who has another took his address along.
        var silent = after
        silent.mobile = ""
        #expect(proposed(silent, post: "P1") == 0)
        #expect(proposed(silent, post: "P2") == 1)
        // His own mobile tells.
        var same = after
        same.mobile = "1"
        #expect(proposed(same, post: "P1") == 1)
    }

    private static func posting(_ post: String, _ person: String) -> Timeline {
        Timeline([
            RowVersion(
                validity: Validity(from: Day(number: 0)),
                content: Content([.post: post, .person: person, .nature: "substantive"]))
        ])
    }

    @Test("things that a full list misses are described by the masters, their contacts too")
    func missing() {
        var dice = Dice(state: 7)
        let (before, after, truth) = Self.year(.own, &dice)
        let (base, target) = (Self.rows(before), Self.rows(after))
        let diff = Changeset.diff(from: base, to: target, asOf: Day(number: 100))
        let missing = diff.changes.compactMap { change -> Change? in
            guard change.kinds == [.retired] else { return change }
            return change.key.kind == .person
                ? Change(
                    key: change.key, kinds: [.missing], removed: [], added: [], reason: .absent)
                : nil
        }
        let proposals = IdentityMatching(
            Changeset(asOf: diff.asOf, changes: missing), base: base
        ).proposals
        #expect(Set(proposals.map { [$0.before.code, $0.after.code] }) == truth)
    }
}
