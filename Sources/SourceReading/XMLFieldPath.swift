/// A field of an ``XMLRecordLayout``, taken apart.
struct XMLFieldPath: Equatable {
    /// How many elements up.
    var up = 0
    /// The names of the elements down.
    var down: [String] = []
    /// The attribute that is meant; without one the text is.
    var attribute: String?

    /// Nothing when the text is no path.
    init?(_ text: String) {
        if text == "." { return }
        var steps = text.split(separator: "/", omittingEmptySubsequences: false)
        while steps.first == ".." {
            up += 1
            steps.removeFirst()
        }
        if let last = steps.last, last.first == "@" {
            attribute = String(last.dropFirst())
            steps.removeLast()
        }
        down = steps.map(String.init)
        let names = down + (attribute.map { [$0] } ?? [])
        let plain = names.allSatisfy { name in
            !name.isEmpty && name != "." && name != ".." && !name.contains("@")
        }
        guard plain, !names.isEmpty, up == 0 || (attribute != nil && down.isEmpty) else {
            return nil
        }
    }
}
