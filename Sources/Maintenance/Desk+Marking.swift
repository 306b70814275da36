internal import MappingStore
internal import MasterData
internal import Plans
internal import RouteEngine
internal import Transfers

extension Desk {
    /// What a release says of complaints; compiled once.
    func marking(release: Int) throws -> Marking {
        try releases.marking(release) {
            let rows = try store.rows(ofRelease: release)
            return Marking(rows, table: try routeTable(release: release))
        }
    }

    /// What the live release says.
    func liveMarking() throws -> Marking {
        let head = try store.head()
        guard head.number > 0 else { throw NothingPublished() }
        return try marking(release: head.number)
    }

    /// Does something in the store; opens the releases it turns out to need, and does it again.
    func openingReleases<Value>(_ body: (OpenMarkings) throws -> Value) throws -> Value {
        var opened = OpenMarkings(
            policies: try store.complaintPolicies(), live: try liveMarking())
        while true {
            do { return try body(opened) } catch let needed as ReleaseNeeded {
                if needed.release > opened.live.release {
                    opened = OpenMarkings(
                        policies: try store.complaintPolicies(),
                        live: try marking(release: needed.release))
                } else {
                    opened.older[needed.release] = try marking(release: needed.release)
                }
            }
        }
    }
}

/// The releases at hand inside a transaction, and what each does to open complaints.
struct OpenMarkings {
    let policies: [Int: ComplaintPolicy]
    let live: Marking
    var older: [Int: Marking] = [:]

    init(policies: [Int: ComplaintPolicy], live: Marking) {
        self.policies = policies
        self.live = live
    }

    subscript(release: Int) -> Marking {
        get throws(ReleaseNeeded) {
            if release == live.release { return live }
            guard let marking = older[release] else { throw ReleaseNeeded(release: release) }
            return marking
        }
    }

    /// The release that names a complaint's next level: the newest since its own whose policy
    /// lets it, and that still has a chain for it.
    func forNextLevel(
        _ complaint: Complaint, _ standing: Standing, at instant: Instant
    ) throws -> Marking {
        let own = standing.assignment?.release ?? live.release
        for release in stride(from: live.release, to: own, by: -1)
        where policies[release] != .stay {
            let marking = try self[release]
            if marking.canRoute(complaint, standing, at: instant) { return marking }
        }
        return try self[own]
    }
}
