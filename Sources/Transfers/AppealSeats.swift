internal import MasterData
internal import RouteEngine

/// Finds the posts of appeal officers, whose designations services name without an office.
///
/// The officer is the one of the designation in the nearest office of the department that has
/// the complaint's place: first by the place itself, then up its ancestors.
struct AppealSeats: Sendable {
    private struct Seat: Sendable {
        var post: RowKey
        var office: RowKey
        var receives: Bool
    }

    private let rows: MasterRows
    /// Posts by designation, for designations that some service names.
    private let seats: [String: [Seat]]
    /// Jurisdiction rows by place, with the office of each.
    private let served: [RowKey: [(office: String, timeline: Timeline)]]
    private let postings: [String: [RowKey]]
    private let leaves: [String: [Timeline]]

    init(_ rows: MasterRows) {
        self.rows = rows
        var wanted: Set<String> = []
        for (_, timeline) in rows.rows(of: .service) {
            for version in timeline.versions {
                wanted.formUnion(
                    [version.content[.firstAppeal], version.content[.secondAppeal]].compactMap(
                        \.self))
            }
        }
        var seats: [String: [Seat]] = [:]
        var posts: Set<String> = []
        for key in rows.keys(of: .post) where !wanted.isEmpty {
            guard let content = rows[key]?.last?.content,
                let designation = content[.designation], wanted.contains(designation),
                let office = content.reference(.office, in: .post)
            else { continue }
            posts.insert(key.code)
            seats[designation, default: []].append(
                Seat(post: key, office: office, receives: content.flag(.receives)))
        }
        let offices = Set(seats.values.joined().map(\.office.code))
        var served: [RowKey: [(office: String, timeline: Timeline)]] = [:]
        for (_, timeline) in rows.rows(of: .jurisdiction) where !offices.isEmpty {
            guard let content = timeline.last?.content, let office = content[.office],
                offices.contains(office), let place = content.reference(.place, in: .jurisdiction)
            else { continue }
            served[place, default: []].append((office, timeline))
        }
        var postings: [String: [RowKey]] = [:]
        for (key, timeline) in rows.rows(of: .posting) where !posts.isEmpty {
            guard let post = timeline.last?.content[.post], posts.contains(post) else { continue }
            postings[post, default: []].append(key)
        }
        var leaves: [String: [Timeline]] = [:]
        for (_, timeline) in rows.rows(of: .leave) where !posts.isEmpty {
            if let person = timeline.last?.content[.person] {
                leaves[person, default: []].append(timeline)
            }
        }
        self.seats = seats
        self.served = served
        self.postings = postings
        self.leaves = leaves
    }

    /// The one post of a designation nearest to a place; nothing for none, or for several alike.
    func post(
        of designation: String, department: String, place: RowKey, in hierarchy: Hierarchy,
        on day: Day
    ) -> RowKey? {
        guard let candidates = seats[designation] else { return nil }
        let offices = Set(candidates.map(\.office.code))
        var excluded: Set<String> = []
        for place in [place] + rows.ancestors(of: place, in: hierarchy, on: day) {
            var serving: Set<String> = []
            for row in served[place] ?? [] where offices.contains(row.office) {
                guard let content = row.timeline.content(on: day) else { continue }
                if content[.mode] == "exclude" {
                    excluded.insert(row.office)
                } else {
                    serving.insert(row.office)
                }
            }
            serving.subtract(excluded)
            if serving.isEmpty { continue }
            let found = candidates.filter { seat in
                serving.contains(seat.office.code)
                    && rows.content(of: seat.office, on: day)?[.department] == department
                    && rows.content(of: seat.post, on: day) != nil
            }
            if found.count == 1 { return found.first?.post }
            if found.count > 1 {
                let receiving = found.filter(\.receives)
                return receiving.count == 1 ? receiving.first?.post : nil
            }
        }
        return nil
    }

    /// Who answers for such a post on a day.
    func holder(of post: RowKey, on day: Day) -> (person: String, nature: PostingNature)? {
        var best: (person: String, nature: PostingNature, from: Day)?
        for key in (postings[post.code] ?? []).sorted() {
            guard let version = rows[key]?.version(on: day),
                let person = version.content[.person],
                let nature = version.content[.nature].flatMap(PostingNature.init),
                !(leaves[person] ?? []).contains(where: { $0.content(on: day) != nil })
            else { continue }
            let from = version.validity.from
            if let known = best {
                let isBetter =
                    nature.rank != known.nature.rank
                    ? nature.rank < known.nature.rank : from > known.from
                if !isBetter { continue }
            }
            best = (person, nature, from)
        }
        return best.map { ($0.person, $0.nature) }
    }
}

extension PostingNature {
    /// The order in which postings answer.
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
