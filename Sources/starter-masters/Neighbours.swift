/// Which held posts are near enough that their holder can take another: those of the same
/// department, level and designation in the same district, or else of the same department and
/// level there, as when an executive engineer has charge of the superintending engineer's post.
struct Neighbours {
    private var codes: [String: [String]] = [:]

    init(_ posts: [OfficeSet.Post]) {
        for post in posts {
            for key in Self.keys(post, post.district) { codes[key, default: []].append(post.code) }
        }
    }

    /// One of them, chosen by a draw for each pair, so that a new neighbour changes few choices.
    func nearest(to post: OfficeSet.Post, district: String, seed: UInt64) -> String? {
        for key in Self.keys(post, district) {
            let candidates = (codes[key] ?? []).filter { $0 != post.code }
            let drawn = candidates.map {
                (bits: Draw(seed: seed, code: post.code, purpose: "near \($0)").bits, code: $0)
            }
            if let nearest = drawn.min(by: <) { return nearest.code }
        }
        return nil
    }

    private static func keys(_ post: OfficeSet.Post, _ district: String) -> [String] {
        let wide = "\(post.department)/\(post.level.rawValue)/\(district)"
        return ["\(wide)/\(post.designation)", wide]
    }
}
