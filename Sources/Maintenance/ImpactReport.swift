internal import Changesets
internal import MasterData
internal import Plans
internal import RouteEngine

/// What a plan does to routes and offices, as it is kept in the plan and read back.
struct ImpactReport {
    /// How long ahead cells are compared, in days from the as-of day.
    static let days = 400

    let json: JSONValue

    /// Cells that had a post and have none with the plan.
    var lostCover: Int { json["routes"]?["counts"]?["lost_cover"]?.integer ?? 0 }

    init(
        base: MasterRows, checked: CheckedChangeset, following: OfficeFollowing,
        release: ReleaseIdentity
    ) {
        let day = checked.changeset.asOf
        let candidate = Desk.routeTable(of: checked.candidate, release: release)
        let findings = candidate.verify()
        var members: [String: JSONValue] = [
            "offices": Self.json(of: following),
            "rule_findings": .array(findings.listed.map(\.json)),
        ]
        // Against nothing, every cell would be new: the candidate's own cover says more.
        if base.isEmpty {
            members["cover"] = candidate.cover(from: day, days: Self.days).json
        } else {
            members["routes"] =
                RouteImpact.between(
                    base: Desk.routeTable(of: base, release: release), candidate: candidate,
                    from: day, days: Self.days
                ).json
        }
        json = .object(members)
    }

    /// By department: how many offices followed their places, and which kept them.
    private static func json(of following: OfficeFollowing) -> JSONValue {
        typealias Verdict = OfficeFollowing.Outcome.Verdict
        var departments: [String: [Verdict: [JSONValue]]] = [:]
        for outcome in following.outcomes {
            departments[outcome.department.code, default: [:]][outcome.verdict, default: []]
                .append(
                    .object([
                        "office": .string(outcome.office.code),
                        "place": .string(outcome.place.description),
                    ]))
        }
        return .object(
            departments.mapValues { verdicts in
                var members: [String: JSONValue] = [
                    "follows": .integer(verdicts[.follows]?.count ?? 0),
                    "stays": .array(verdicts[.stays] ?? []),
                ]
                // Only a reorganisation opens and closes offices.
                for verdict in [Verdict.opens, .closes] {
                    if let list = verdicts[verdict] { members[verdict.rawValue] = .array(list) }
                }
                return .object(members)
            })
    }

    /// The impact in words; nothing when there is none.
    static func lines(_ json: JSONValue) -> [String] {
        var lines: [String] = []
        if let routes = json["routes"],
            routes["compared"]?.integer != 0 || routes["new_cells"]?.integer != 0
        {
            lines += routeLines(routes)
        }
        let cells = json["cover"]?["cells"]?.object?.values.reduce(0) { $0 + ($1.integer ?? 0) }
        if let cover = json["cover"], cells != 0 { lines += coverLines(cover) }
        if let offices = json["offices"]?.object, !offices.isEmpty {
            let follows = offices.values.reduce(0) { $0 + ($1["follows"]?.integer ?? 0) }
            let stays = offices.filter { $0.value["stays"]?.array?.isEmpty == false }
            if follows > 0 || !stays.isEmpty {
                lines.append(
                    "  Moved places: \(Lakh.grouped(follows)) follow to an office of the new parent"
                        + (stays.isEmpty
                            ? "." : "; kept by their old office: \(listed("stays", offices))."))
            }
            for (verdict, words) in [
                ("opens", "go to a new office"), ("closes", "offices close"),
            ] where offices.contains(where: { $0.value[verdict] != nil }) {
                let count = offices.values.reduce(0) { $0 + ($1[verdict]?.array?.count ?? 0) }
                lines.append("  \(Lakh.grouped(count)) \(words): \(listed(verdict, offices)).")
            }
        }
        for finding in json["rule_findings"]?.array ?? []
        where finding["severity"]?.string == "error" {
            lines.append("  \(finding["code"]?.string ?? ""): \(finding["message"]?.string ?? "")")
        }
        return lines.isEmpty ? [] : ["", "Impact on routes, for \(days) days:"] + lines
    }

    /// `DEV 12, TOUR 3`
    private static func listed(_ verdict: String, _ departments: [String: JSONValue]) -> String {
        departments.filter { $0.value[verdict]?.array?.isEmpty == false }
            .sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value[verdict]?.array?.count ?? 0)" }
            .joined(separator: ", ")
    }

    private static func routeLines(_ routes: JSONValue) -> [String] {
        func number(_ key: String) -> Int { routes["counts"]?[key]?.integer ?? 0 }
        var lines = [
            "  \(Lakh.grouped(routes["compared"]?.integer ?? 0)) cells compared: \(Lakh.grouped(number("changed_post"))) change post, \(Lakh.grouped(number("lost_cover"))) lose cover, \(Lakh.grouped(number("gained_cover"))) gain it; \(Lakh.grouped(routes["new_cells"]?.integer ?? 0)) cells are new (\(Lakh.grouped(routes["new_holes"]?.integer ?? 0)) of them holes)"
        ]
        let changed = (routes["by_department"]?.object ?? [:])
            .compactMap { name, counts in
                counts["changed_post"]?.integer.map { (name.split(separator: ":").last ?? "", $0) }
            }
            .filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        if !changed.isEmpty {
            lines.append(
                "  Most changed: "
                    + changed.prefix(6).map { "\($0.0) \(Lakh.grouped($0.1))" }
                    .joined(separator: ", "))
        }
        return lines + holes(routes["lost"], "lost") + holes(routes["opened"], "new")
    }

    private static func coverLines(_ cover: JSONValue) -> [String] {
        let cells = (cover["cells"]?.object ?? [:]).sorted { $0.key < $1.key }.map {
            "\($0.key) \(Lakh.grouped($0.value.integer ?? 0))"
        }
        return ["  Cells: \(cells.joined(separator: ", "))"] + holes(cover["holes"], "hole")
    }

    private static func holes(_ json: JSONValue?, _ word: String) -> [String] {
        let holes = json?.array ?? []
        var lines = holes.prefix(5).map { hole in
            let categories = (hole["categories"]?.array ?? []).compactMap(\.string)
            return
                "  \(word): L\(hole["level"]?.integer ?? 0) \(hole["reason"]?.string ?? "") of \(hole["department"]?.string ?? "nobody"), \(categories.prefix(4).joined(separator: ", ")) at \(places(hole["places"])), \(days(hole["days"])): \(Lakh.grouped(hole["cells"]?.integer ?? 0)) cells"
        }
        if holes.count > 5 { lines.append("  … and \(holes.count - 5) more") }
        return lines
    }

    /// `12 tehsils in district:101`
    private static func places(_ json: JSONValue?) -> String {
        let kinds = (json?["kinds"]?.object ?? [:]).sorted { $0.key < $1.key }.map {
            let count = $0.value.integer ?? 0
            return "\(count) \(MasterKind(rawValue: $0.key)?.plural(count) ?? $0.key)"
        }
        let within = (json?["within"]?.array ?? []).compactMap(\.string)
        let more = within.count > 3 ? " and \(within.count - 3) more" : ""
        return kinds.joined(separator: " and ") + " in "
            + within.prefix(3).joined(separator: ", ") + more
    }

    private static func days(_ json: JSONValue?) -> String {
        let from = json?["from"]?.string ?? ""
        guard let to = json?["to"]?.string else { return "from \(from)" }
        return "\(from) until \(to)"
    }
}
