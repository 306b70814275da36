/// Which held posts are near enough that their holder can take another: those of the same
/// department, level and designation in the same district.
struct Neighbours {
    private var codes: [String: [String]] = [:]

    init(_ posts: [OfficeSet.Post]) {
        for post in posts { codes[Self.key(post, post.district), default: []].append(post.code) }
    }

    /// One of them, chosen by a draw for each pair, so that a new neighbour changes few choices.
    func nearest(to post: OfficeSet.Post, district: String, seed: UInt64) -> String? {
        codes[Self.key(post, district)]?.filter { $0 != post.code }.min { a, b in
            let drawA = Draw(seed: seed, code: post.code, purpose: "near \(a)").bits
            let drawB = Draw(seed: seed, code: post.code, purpose: "near \(b)").bits
            return drawA != drawB ? drawA < drawB : a < b
        }
    }

    private static func key(_ post: OfficeSet.Post, _ district: String) -> String {
        "\(post.department)/\(post.level.rawValue)/\(post.designation)/\(district)"
    }
}
