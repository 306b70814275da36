public import MasterData

/// No officer is listed under two codes.
///
/// An officer with two codes seems to be two people: his old posting never ends, and he may be
/// asked to decide on an appeal against himself. Equal are those whose names fold to the same
/// and who share a mobile or an e-mail.
///
/// Example: `E1` `Ramesh Sharma` and `E7` `RAMESH SHARMA`, both with the mobile `9414000001`.
///
/// Repair: keep one code and move the postings of the other to it.
public struct PersonsAreNotListedTwice: Check {
    public static let code: FindingCode = "match.same-person"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        // Names are folded only for those who share a contact: nearly nobody.
        var holders: [String: RowKey] = [:]
        for (key, content) in candidate.sharedContacts {
            guard let person = content.reference(.person, in: .contact) else { continue }
            for seal in [content[.mobile], content[.email]] {
                guard let seal else { continue }
                guard let other = holders[seal] else {
                    holders[seal] = person
                    continue
                }
                guard other != person, let name = self.name(of: person, in: candidate),
                    let otherName = self.name(of: other, in: candidate),
                    MatchKey(name) == MatchKey(otherName)
                else { continue }
                findings.warning(
                    Self.code, at: candidate.origin(of: person) ?? candidate.origin(of: key),
                    key: person, value: other.code,
                    "\(person) and \(other) are both '\(name)' with one contact: probably one officer under two codes. Keep one."
                )
                break
            }
        }
    }

    private func name(of person: RowKey, in candidate: Candidate) -> String? {
        candidate.rows.content(of: person, on: candidate.asOf)?[.nameEn]
    }
}
