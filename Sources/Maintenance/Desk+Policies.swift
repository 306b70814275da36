internal import MappingStore
internal import MasterData
internal import Plans

extension Desk {
    /// The policies that a plan against a release is made under.
    ///
    /// They are those of the release, in force on the plan's as-of day or on the day of the
    /// release, whichever is later: an earlier as-of day is no way around a policy.
    func policies(
        in rows: MasterRows, of release: ReleaseIdentity, asOf day: Day
    ) throws -> Policies {
        if rows.count(of: .policy) == 0 { return Policies() }
        let published = try store.release(release.number).publishedAt.day
        return Policies(rows, on: max(day, published))
    }
}
