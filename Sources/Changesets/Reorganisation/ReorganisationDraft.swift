internal import MasterData

/// The masters while a reorganisation is worked out on them, and what was written.
struct ReorganisationDraft {
    let event: Reorganisation
    /// The effective day.
    let day: Day
    let base: MasterRows
    private(set) var rows: MasterRows
    private(set) var index: ReorganisationIndex
    private var origins: [RowKey: Origin] = [:]
    /// The ids of the events that wrote each row.
    private(set) var writers: [RowKey: Set<String>] = [:]
    var findings = Findings()
    var outcomes: [OfficeFollowing.Outcome] = []
    /// What a new office, post or rule was modelled on.
    var originals: [RowKey: RowKey] = [:]
    /// What takes the place of each post that closed; nothing where none does.
    var closedPosts: [RowKey: RowKey?] = [:]
    /// New codes, and the days on which they replace their old ones.
    var recoded: Set<RowKey> = []
    var samples = 0
    /// The event that is being worked out.
    var step: ReorganisationStep
    private var successions = 0

    init(_ event: Reorganisation, onto base: MasterRows) {
        self.event = event
        day = event.effective
        self.base = base
        rows = base
        index = ReorganisationIndex(base)
        step =
            event.steps.first
            ?? ReorganisationStep(.create, id: "", origin: Origin(file: "", line: 0))
    }

    /// All that was written, as changes of the base.
    var changeset: Changeset {
        var changes: [Change] = []
        for key in origins.keys {
            guard
                var change = Change(
                    of: key, from: base[key] ?? Timeline(), to: rows[key] ?? Timeline(),
                    asOf: day, reason: .reorganised)
            else { continue }
            if recoded.contains(key) { change.kinds = [.recoded] }
            changes.append(change)
        }
        let written = Set(changes.map(\.key))
        return Changeset(
            asOf: day, changes: changes, origins: origins.filter { written.contains($0.key) })
    }

    // MARK: - Reading

    func live(_ key: RowKey) -> Content? { rows.content(of: key, on: day) }

    /// What a thing says from the effective day on.
    func tail(_ key: RowKey) -> [RowVersion] {
        (rows[key]?.versions ?? []).compactMap { version in
            version.validity.intersection(Validity(from: day)).map {
                RowVersion(validity: $0, content: version.content)
            }
        }
    }

    // MARK: - Writing

    mutating func fail(
        _ code: FindingCode, _ origin: Origin, _ key: RowKey, _ message: String
    ) {
        findings.error(code, at: origin, key: key, value: key.code, message)
    }

    mutating func put(_ content: Content, as key: RowKey, over days: Validity, at origin: Origin) {
        var timeline = rows[key] ?? Timeline()
        timeline.put(content, over: days)
        write(timeline, of: key, at: origin)
    }

    /// Says nothing of the thing from a day on.
    mutating func end(_ key: RowKey, on end: Day, at origin: Origin) {
        guard var timeline = rows[key] else { return }
        timeline.clear(Validity(from: end))
        write(timeline, of: key, at: origin)
    }

    /// Alters whatever the thing says from the effective day on.
    mutating func alter(_ key: RowKey, at origin: Origin, _ edit: (inout Content) -> Void) {
        guard var timeline = rows[key] else { return }
        for version in tail(key) {
            var content = version.content
            edit(&content)
            timeline.put(content, over: version.validity)
        }
        write(timeline, of: key, at: origin)
    }

    private mutating func write(_ timeline: Timeline, of key: RowKey, at origin: Origin) {
        rows[key] = timeline
        if origins[key] == nil { origins[key] = origin }
        writers[key, default: []].insert(step.id)
        index.add(key, timeline)
    }

    /// Records that one thing takes the place of another; nothing stands for none.
    mutating func succeed(
        _ predecessor: RowKey?, _ successor: RowKey?, by event: SuccessionEvent, on day: Day? = nil,
        at origin: Origin
    ) {
        successions += 1
        let number = String(successions)
        let code =
            event.rawValue + "." + String(repeating: "0", count: max(0, 4 - number.utf8.count))
            + number
        var content = Content([.type: event.rawValue, .orderNo: self.event.order])
        content[.predecessor] = predecessor?.description
        content[.successor] = successor?.description
        put(
            content, as: RowKey(.succession, "\(self.event.id).\(code)"),
            over: Validity(from: day ?? self.day), at: origin)
    }
}
