import MasterData

/// The cells of one table over days on which no category or place changes.
struct CoverDay {
    /// Categories that no rule tells apart.
    struct Group: Hashable {
        var rural: UInt8
        var urban: UInt8
        var variant: UInt8
        /// The category and its ancestors, as far as some rule names them.
        var named: [Int32]
    }

    let span: Span
    /// The group of each active public leaf category; -1 for the others.
    let groupOf: [Int32]
    let groups: [Group]
    /// Some category of each group, and its ancestors.
    let categoryLines: [PlaceLine]
    /// For each hierarchy, whether a place is a leaf of it; shared places are not.
    private let leaves: [[Bool]]
    private let lies: [[Bool]]
    private let isDistrict: [Bool]
    private let lines: [[PlaceLine]]

    init(_ model: RouteModel, over span: Span) {
        let day = span.from
        self.span = span
        (groups, groupOf, categoryLines) = Self.group(model, on: day)
        let places = model.places
        let all = 0..<Int32(places.book.count)
        let used = Set(groups.flatMap { [$0.rural, $0.urban] })
        isDistrict = all.map {
            places.book[$0].kind == .district && places.exists($0, on: day)
        }
        let lies = (0..<4).map { hierarchy in
            used.contains(UInt8(hierarchy))
                ? all.map { places.lies($0, in: hierarchy, on: day) } : []
        }
        let leaves = (0..<4).map { hierarchy in
            lies[hierarchy].isEmpty
                ? []
                : all.map {
                    lies[hierarchy][Int($0)] && !places.isShared($0)
                        && !places.isParent($0, in: hierarchy, on: day)
                }
        }
        lines = (0..<4).map { hierarchy in
            lies[hierarchy].isEmpty
                ? [] : all.map { places.line(from: $0, in: hierarchy, on: day) }
        }
        self.lies = lies
        self.leaves = leaves
    }

    private static func group(
        _ model: RouteModel, on day: Int32
    ) -> (groups: [Group], groupOf: [Int32], lines: [PlaceLine]) {
        let tree = model.categories
        let named = Set(model.rules.records.map(\.category))
        var hasChild = Array(repeating: false, count: tree.book.count)
        for category in 0..<Int32(tree.book.count) {
            guard let version = tree.version(category, on: day), version.parent >= 0 else {
                continue
            }
            hasChild[Int(version.parent)] = true
        }
        var groups: [Group] = []
        var lines: [PlaceLine] = []
        var numbers: [Group: Int32] = [:]
        let groupOf = (0..<Int32(tree.book.count)).map { category -> Int32 in
            guard !hasChild[Int(category)], let version = tree.version(category, on: day),
                version.isPublic
            else { return -1 }
            let line = tree.line(from: category, on: day)
            let group = Group(
                rural: version.rural, urban: version.urban, variant: version.variant,
                named: line.array.filter(named.contains))
            if let number = numbers[group] { return number }
            let number = Int32(groups.count)
            numbers[group] = number
            groups.append(group)
            lines.append(line)
            return number
        }
        return (groups, groupOf, lines)
    }

    /// The hierarchy in which a group's complaints of a setting are routed at a place; -1
    /// when that is no cell.
    func hierarchy(of group: Group, at place: Int32, setting: UInt8) -> Int {
        if group.variant != SettingCode.any && setting != SettingCode.any
            && setting != group.variant
        {
            return -1
        }
        let rural = Int(group.rural)
        let urban = Int(group.urban)
        let place = Int(place)
        switch setting {
        case SettingCode.rural: return isDistrict[place] || leaves[rural][place] ? rural : -1
        case SettingCode.urban: return isDistrict[place] || leaves[urban][place] ? urban : -1
        default:
            if isDistrict[place] { return rural }
            return leaves[rural][place] && lies[urban][place] ? rural : -1
        }
    }

    func line(of place: Int32, in hierarchy: Int) -> PlaceLine { lines[hierarchy][Int(place)] }

    /// Whether a place makes a cell in some hierarchy.
    func isCell(_ place: Int32) -> Bool {
        isDistrict[Int(place)] || leaves.contains { !$0.isEmpty && $0[Int(place)] }
    }
}
