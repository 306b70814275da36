internal import MasterData

/// Recognises two headings that were written into one cell.
enum FusedHeading {
    /// The known headings that a heading is made of, when it is made of several.
    static func parts(of heading: String, known: [String]) -> [String]? {
        let key = MatchKey(heading).text
        let keys = known.map { ($0, MatchKey($0).text) }.filter { $0.1.utf8.count > 1 }
        guard !keys.contains(where: { $0.1 == key }), key.utf8.count <= 200 else { return nil }
        guard let parts = split(key[...], keys, depth: 4), parts.count > 1 else { return nil }
        return parts
    }

    private static func split(
        _ rest: Substring, _ keys: [(String, String)], depth: Int
    ) -> [String]? {
        if rest.isEmpty { return [] }
        if depth == 0 { return nil }
        for (name, key) in keys.sorted(by: { $0.1.utf8.count > $1.1.utf8.count })
        where rest.hasPrefix(key) {
            if let others = split(rest.dropFirst(key.count), keys, depth: depth - 1) {
                return [name] + others
            }
        }
        return nil
    }

    /// `'District Code' and 'District Name'`
    static func listed(_ parts: [String]) -> String {
        parts.map { "'\($0)'" }.joined(separator: " and ")
    }
}
