import MasterData
import Testing

@testable import RouteEngine

@Suite("The page of an explanation")
struct ExplanationPageTests {
    @Test("escapes every value and loads nothing")
    func escaped() {
        var world = World.sample()
        let hostile = "<script>alert('x')</script> & \"co\""
        world.put(.category, "WAT-SUP", .category(under: "WAT").merging([.nameEn: hostile]) { $1 })
        world.put(.person, "asha", [.nameEn: hostile, .nameHi: "<b>आशा</b>"])
        let page = world.table().explain(
            RouteRequest(
                id: hostile, category: "WAT-SUP", channel: hostile, setting: hostile,
                day: World.start, places: [RowKey(.tehsil, "501"), RowKey(.tehsil, hostile)]),
            whyNot: hostile
        ).html
        #expect(!page.contains("<script"))
        #expect(!page.contains("<b>आशा"))
        #expect(
            page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;"))
        for loading in ["src=", "href=", "url(", "@import", "<link", "<img"] {
            #expect(!page.contains(loading), "\(loading)")
        }
    }

    @Test("opens and closes its elements in order", arguments: 3000..<3010)
    func wellFormed(seed: Int) {
        var random = RandomWorld(seed: seed)
        let table = random.world.table(days: RandomWorld.days)
        for _ in 0..<10 {
            let page = table.explain(random.request(), whyNot: "R1").html
            #expect(unbalanced(page) == nil)
        }
    }

    @Test("says what is only a plan")
    func plan() {
        var world = World.sample()
        world.put(
            .district, "101", [.nameEn: "Bikaner", .nameHi: "बीकानेर", .parentRevenue: "state:8"])
        let table = RouteTable.compile(
            world.rows, release: ReleaseLabel(number: 7, digest: "c0ffee", plan: "3f2a91c04d7e99"),
            days: Validity(from: World.start, to: World.day(10)))
        let explanation = table.explain(.sample())
        #expect(explanation.html.contains("this plan is not published"))
        #expect(explanation.html.contains("<span class=\"hi\" lang=\"hi\">बीकानेर</span>"))
        #expect(
            explanation.text.contains(
                "What if: read from release 7 with the changes of plan 3f2a91c04d7e, which is not published."
            ))
        #expect(explanation.json["decision"]?["plan"] == .string("3f2a91c04d7e99"))
        #expect(table.release.description == "7+3f2a91c04d7e")
    }

    /// The first element that closes what is not open, or stays open.
    private func unbalanced(_ page: String) -> String? {
        let empty: Set = ["meta", "!doctype"]
        var open: [String] = []
        for piece in page.split(separator: "<").dropFirst(page.hasPrefix("<") ? 0 : 1) {
            guard let end = piece.firstIndex(of: ">") else { return String(piece) }
            let name = piece[..<end].split(separator: " ").first.map(String.init) ?? ""
            if name.hasPrefix("/") {
                guard open.popLast() == String(name.dropFirst()) else { return name }
            } else if !empty.contains(name) {
                open.append(name)
            }
        }
        return open.first
    }
}
