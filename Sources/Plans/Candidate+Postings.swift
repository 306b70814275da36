internal import MasterData

extension Candidate {
    /// One posting, as the checks on holders see it.
    struct Posting {
        var key: RowKey
        var post: RowKey
        var person: RowKey
        var validity: Validity
    }

    /// The substantive postings by post or by person, both in key order.
    func substantivePostings(by field: Field) -> [(key: RowKey, postings: [Posting])] {
        var groups: [RowKey: [Posting]] = [:]
        forEachVersion(of: .posting) { key, version in
            guard version.content[.nature] == "substantive",
                let post = version.content.reference(.post, in: .posting),
                let person = version.content.reference(.person, in: .posting)
            else { return }
            groups[field == .post ? post : person, default: []].append(
                Posting(key: key, post: post, person: person, validity: version.validity))
        }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Each pair of neighbours in time that share a day; the earlier first.
    static func overlaps(in postings: [Posting]) -> [(Posting, Posting)] {
        guard postings.count > 1 else { return [] }
        let sorted = postings.sorted {
            ($0.validity.from, $0.key) < ($1.validity.from, $1.key)
        }
        return zip(sorted, sorted.dropFirst()).filter { $0.validity.overlaps($1.validity) }
    }
}
