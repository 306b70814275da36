internal import MasterData

// What a place that ends takes with it.

extension ReorganisationDraft {
    /// Ends a place: rules and jurisdictions that name it, and the offices left with nothing.
    mutating func close(_ place: RowKey, successors: [RowKey], at origin: Origin) {
        let stranded = index.children(of: place).filter { child in
            Hierarchy.allCases.contains { rows.parent(of: child, in: $0, on: day) == place }
        }
        guard stranded.isEmpty else {
            let named = stranded.prefix(5).map(\.description).joined(separator: ", ")
            fail(
                "reference.stranded", origin, place,
                "\(place) ends on \(day), and \(stranded.count) places still lie in it: \(named). Move them in an event before this one."
            )
            return
        }
        for rule in index.rules(at: place)
        where tail(rule).contains(where: { $0.content.reference(.place, in: .rule) == place }) {
            end(rule, on: day, at: origin)
        }
        var offices = Set(index.offices(seatedAt: place))
        for key in index.jurisdictions(at: place) {
            guard let content = tail(key).first?.content,
                content.reference(.place, in: .jurisdiction) == place,
                let office = content.reference(.office, in: .jurisdiction)
            else { continue }
            offices.insert(office)
            end(key, on: day, at: origin)
        }
        end(place, on: day, at: origin)
        for office in offices.sorted() { settle(office, at: place, successors, origin) }
        for key in rows.keys(of: .overlap) {
            guard let content = live(key),
                [Field.place, .other].contains(where: {
                    content.reference($0, in: .overlap) == place
                })
            else { continue }
            end(key, on: day, at: origin)
        }
        if successors.isEmpty { succeed(place, nil, by: step.event, at: origin) }
    }

    /// Closes an office of a place that ended when its last jurisdiction has, else seats it anew.
    private mutating func settle(
        _ office: RowKey, at place: RowKey, _ successors: [RowKey], _ origin: Origin
    ) {
        guard let content = tail(office).first?.content else { return }
        let last = index.jurisdictions(of: office).flatMap { tail($0) }
            .filter { $0.content[.mode] == "include" }.map(\.validity.to).max()
        if last != .distantFuture {
            closeOffice(office, on: last ?? day, successors: successors, at: origin)
        } else if content.reference(.place, in: .office) == place {
            alter(office, at: origin) { $0[.place] = successors.first?.description }
        }
    }

    /// Closes an office with its posts and postings.
    mutating func closeOffice(
        _ office: RowKey, on end: Day, successors: [RowKey], at origin: Origin
    ) {
        let desk = desk(of: office)
        let heirs = successors.flatMap { offices(at: $0, like: office) }
        for post in index.posts(of: office) where !tail(post).isEmpty {
            let heir = originals[post].flatMap { tail($0).isEmpty ? nil : $0 }
            closePost(post, on: end, heir: heir ?? self.heir(of: post, among: heirs), at: origin)
        }
        for key in index.jurisdictions(of: office) where !tail(key).isEmpty {
            self.end(key, on: end, at: origin)
        }
        if let desk {
            outcomes.append(
                OfficeFollowing.Outcome(
                    department: desk.department, level: desk.level,
                    place: tail(office).first?.content.reference(.place, in: .office)
                        ?? successors.first ?? office, office: office, verdict: .closes))
        }
        self.end(office, on: end, at: origin)
    }

    /// The offices of the same department and level at a place.
    private func offices(at place: RowKey, like office: RowKey) -> [RowKey] {
        let desk = desk(of: office)
        return index.jurisdictions(at: place).compactMap { key in
            tail(key).last?.content.reference(.office, in: .jurisdiction)
        }.filter { $0 != office && self.desk(of: $0) == desk }
    }

    private func heir(of post: RowKey, among offices: [RowKey]) -> RowKey? {
        let designation = tail(post).first?.content[.designation]
        return offices.flatMap { index.posts(of: $0) }.first {
            tail($0).last?.content[.designation] == designation
        }
    }

    /// Ends a post and who holds it, and says which post takes its open complaints.
    mutating func closePost(_ post: RowKey, on end: Day, heir: RowKey?, at origin: Origin) {
        for posting in index.postings(to: post) where !tail(posting).isEmpty {
            self.end(posting, on: end, at: origin)
        }
        self.end(post, on: end, at: origin)
        closedPosts[post] = .some(heir)
        succeed(post, heir, by: heir == nil ? .abolish : step.event, on: end, at: origin)
    }

    /// Rules that name a closed post name its heir, or leave the level to their chain.
    mutating func replaceClosedPosts() {
        guard !closedPosts.isEmpty else { return }
        let fields: [Field] = [.l1Post, .l2Post, .l3Post, .l4Post]
        for rule in rows.keys(of: .rule) {
            let named = Set(
                tail(rule).flatMap { version in
                    fields.compactMap { version.content.reference($0, in: .rule) }
                })
            guard named.contains(where: { closedPosts[$0] != nil }) else { continue }
            let heirs = closedPosts
            alter(rule, at: step.origin) { content in
                for field in fields {
                    guard let post = content.reference(field, in: .rule), let heir = heirs[post]
                    else { continue }
                    content[field] = heir?.code
                }
            }
        }
    }
}
