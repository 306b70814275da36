import Foundation
import Testing

@Suite("The page of a plan")
struct PlanPageTests {
    private func pages() throws -> (english: String, hindi: String) {
        let work = try Workplace.smallState()
        let district = try work.plan(
            [
                try work.file(
                    "new.csv",
                    "kind,code,name_en,name_hi,parent_revenue,valid_from\ndistrict,102,Neemrana,नीमराणा,division:JP,2026-02-01\n"
                )
            ], "--as-of", "2026-02-01", "--allow-churn", "1")
        try work.rajmap("approve", district, "--checker", "bharat")
        try work.rajmap("publish", district)
        let id = try work.plan(
            [
                try work.file(
                    "moves.csv",
                    "kind,code,name_en,name_hi,parent_revenue\ntehsil,501,<script>alert(1)</script>,\"पावटा & \"\"नगर\"\"\",district:102\n"
                )
            ], "--as-of", "2026-03-01")
        let page = work.folder.appendingPathComponent("plan.html")
        var texts: [String] = []
        for language in ["en", "hi"] {
            let result = try work.rajmap(
                "plan", "show", id, "--html", page.path, "--lang", language)
            #expect(result.status == 0, "\(result.errors)")
            texts.append(try String(contentsOf: page, encoding: .utf8))
        }
        #expect(
            try work.rajmap("plan", "show", id, "--html", page.path, "--lang", "fr").status == 64)
        return (texts[0], texts[1])
    }

    @Test("is escaped, loads nothing, runs nothing, and shows what moves where")
    func page() throws {
        let (english, hindi) = try pages()
        for page in [english, hindi] {
            #expect(!page.contains("<script"))
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            for outside in ["http:", "https:", "src=", "href=", "@import", "url("] {
                #expect(!page.contains(outside), "\(outside)")
            }
            #expect(page.contains("default-src 'none'"))
            #expect(page.components(separatedBy: "<path class=\"band").count == 2)
            for tag in ["table", "tr", "td", "ul", "svg", "text", "h2", "p"] {
                let opened =
                    page.components(separatedBy: "<\(tag)>").count
                    + page.components(separatedBy: "<\(tag) ").count - 2
                #expect(opened == page.components(separatedBy: "</\(tag)>").count - 1, "\(tag)")
            }
        }
        #expect(english.contains("<html lang=\"en\">"))
        #expect(english.contains("Kotputli → Neemrana: 1"))
        #expect(
            english.contains("parent_revenue: Kotputli (district:101) → Neemrana (district:102)"))
        #expect(hindi.contains("<html lang=\"hi\">"))
        #expect(hindi.contains("कोटपूतली → नीमराणा: 1"))
        #expect(hindi.contains("पावटा &amp; &quot;नगर&quot;"))
    }

    @Test("the Hindi page says in Hindi what to do about findings")
    func remedies() throws {
        let work = try Workplace.smallState()
        let id = try work.plan(
            [try work.file("people.csv", "kind,code,name_en,name_hi\nperson,E9,Gita,\n")],
            "--as-of", "2026-03-01")
        let page = work.folder.appendingPathComponent("plan.html")
        func text(_ language: String) throws -> String {
            try work.rajmap("plan", "show", id, "--html", page.path, "--lang", language)
            return try String(contentsOf: page, encoding: .utf8)
        }
        #expect(try text("hi").contains("<p>हिन्दी नाम लिखें।</p>"))
        #expect(try !text("en").contains("हिन्दी नाम लिखें।"))
    }

    @Test("the Hindi page has no English words of its own")
    func words() throws {
        let (english, hindi) = try pages()
        func headings(_ page: String) -> [String] {
            page.components(separatedBy: "<h2>").dropFirst().map {
                String($0.prefix { $0 != "<" })
            }
        }
        #expect(headings(english).count == headings(hindi).count)
        #expect(headings(english).count >= 6)
        for heading in headings(hindi) {
            #expect(
                !heading.unicodeScalars.contains {
                    ("A"..."Z").contains($0) || ("a"..."z").contains($0)
                }, "\(heading)")
        }
    }
}
