/// Finds the known word that a misspelt one was probably meant to be.
public enum Nearest {
    /// `did you mean 'district'?`, or the words to choose from when none is near.
    ///
    /// - Parameter limit: how many words are named at most.
    public static func hint(
        for word: String, among known: [String], naming limit: Int = .max
    ) -> String {
        let near = known.map { (distance(word.lowercased(), $0.lowercased()), $0) }
            .min { $0.0 < $1.0 }
        if let near, near.0 <= max(1, word.count / 3) { return "did you mean '\(near.1)'?" }
        let more = known.count > limit ? " and \(known.count - limit) more" : ""
        return "known are \(known.prefix(limit).joined(separator: ", "))\(more)."
    }

    /// The Levenshtein distance: insertions, deletions and substitutions of characters.
    public static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = above
            }
        }
        return row[b.count]
    }
}
