internal import MasterData

/// Which rows point at a place, an office or a post.
///
/// A row stays listed under what it once pointed at; readers look at what it says on their day.
struct ReorganisationIndex {
    private var jurisdictionsByPlace: [RowKey: Set<RowKey>] = [:]
    private var jurisdictionsByOffice: [RowKey: Set<RowKey>] = [:]
    private var rulesByPlace: [RowKey: Set<RowKey>] = [:]
    private var postsByOffice: [RowKey: Set<RowKey>] = [:]
    private var postingsByPost: [RowKey: Set<RowKey>] = [:]
    private var officesBySeat: [RowKey: Set<RowKey>] = [:]
    private var childrenByParent: [RowKey: Set<RowKey>] = [:]

    init(_ rows: MasterRows) {
        for kind in [MasterKind.jurisdiction, .rule, .post, .posting, .office] + MasterKind.places {
            for (key, timeline) in rows.rows(of: kind) { add(key, timeline) }
        }
    }

    func jurisdictions(at place: RowKey) -> [RowKey] {
        (jurisdictionsByPlace[place] ?? []).sorted()
    }
    func jurisdictions(of office: RowKey) -> [RowKey] {
        (jurisdictionsByOffice[office] ?? []).sorted()
    }
    func rules(at place: RowKey) -> [RowKey] { (rulesByPlace[place] ?? []).sorted() }
    func posts(of office: RowKey) -> [RowKey] { (postsByOffice[office] ?? []).sorted() }
    func postings(to post: RowKey) -> [RowKey] { (postingsByPost[post] ?? []).sorted() }
    func offices(seatedAt place: RowKey) -> [RowKey] { (officesBySeat[place] ?? []).sorted() }
    func children(of place: RowKey) -> [RowKey] { (childrenByParent[place] ?? []).sorted() }

    mutating func add(_ key: RowKey, _ timeline: Timeline) {
        for version in timeline.versions {
            func target(_ field: Field) -> RowKey? {
                version.content.reference(field, in: key.kind)
            }
            switch key.kind {
            case .jurisdiction:
                if let place = target(.place) {
                    jurisdictionsByPlace[place, default: []].insert(key)
                }
                if let office = target(.office) {
                    jurisdictionsByOffice[office, default: []].insert(key)
                }
            case .rule:
                if let place = target(.place) { rulesByPlace[place, default: []].insert(key) }
            case .post:
                if let office = target(.office) { postsByOffice[office, default: []].insert(key) }
            case .posting:
                if let post = target(.post) { postingsByPost[post, default: []].insert(key) }
            case .office:
                if let seat = target(.place) { officesBySeat[seat, default: []].insert(key) }
            default:
                guard key.kind.isPlace else { return }
                for hierarchy in Hierarchy.allCases {
                    if let parent = target(hierarchy.parentField) {
                        childrenByParent[parent, default: []].insert(key)
                    }
                }
            }
        }
    }
}
