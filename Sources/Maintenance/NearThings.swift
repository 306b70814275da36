internal import MasterData
internal import Staging

/// The things whose code or name is most like what somebody wrote.
struct NearThings {
    /// At most three, as `538 (Kotputli)`.
    let descriptions: [String]

    init(to word: String, of kind: MasterKind, in rows: MasterRows, on day: Day) {
        let wanted = word.lowercased()
        var near: [(distance: Int, key: RowKey, name: String)] = []
        for (key, timeline) in rows.rows(of: kind) {
            guard let content = timeline.content(on: day) else { continue }
            let name = content[.nameEn] ?? ""
            let code = key.code.lowercased()
            var distance = Nearest.distance(wanted, code)
            if !name.isEmpty {
                distance = min(distance, Nearest.distance(wanted, name.lowercased()))
            }
            if wanted.utf8.count > 2, code.contains(wanted) { distance = min(distance, 1) }
            if distance <= max(1, word.count / 3) { near.append((distance, key, name)) }
        }
        near.sort { ($0.distance, $0.key) < ($1.distance, $1.key) }
        descriptions = near.prefix(3).map {
            $0.name.isEmpty ? $0.key.code : "\($0.key.code) (\($0.name))"
        }
    }

    /// The known word nearest to a misspelt one, or all of them.
    static func hint(for word: String, among known: [String]) -> String {
        Nearest.hint(for: word, among: known)
    }
}
