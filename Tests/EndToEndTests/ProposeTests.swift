import Foundation
import Testing

@Suite("rajmap profile propose")
struct ProposeTests {
    private static let sheet = """
        क्र.सं.;State Code;State Name;District Code;District Name;जिले का नाम;Population
        1;8;Rajasthan;101;Hanumangarh;हनुमानगढ़;17,74,692
        2;8;Rajasthan;102;Ganganagar;गंगानगर;19,69,168
        3;8;Rajasthan;103;Churu;चूरू;20,39,547
        """

    @Test("writes a profile that import takes")
    func proposed() throws {
        let work = try Workplace()
        try work.rajmap("init")
        let sheet = try work.file("districts-new.csv", Self.sheet)
        let result = try work.rajmap("profile", "propose", sheet)
        #expect(result.status == 0)
        #expect(result.errors.contains("5 of 7 columns mapped to district."))
        #expect(result.output.contains("- Population   # one of '17,74,692', '19,69,168'"))
        let profile = try work.file("new.yaml", result.output)
        let imported = try work.rajmap(
            "import", sheet, "--profile", profile, "--as-of", "2026-01-01")
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(imported.output.contains("districts: 3 added"), "\(imported.output)")
    }

    @Test("knows the codes of the live masters, and tells programs what it took for what")
    func live() throws {
        let work = try Workplace()
        try work.rajmap("init")
        let masters = try work.file(
            "d.csv",
            "kind,code,name_en,name_hi,parent_revenue,valid_from\nstate,8,Rajasthan,राजस्थान,,2022-01-01\ndistrict,101,Hanumangarh,हनुमानगढ़,state:8,2022-01-01\ndistrict,102,Ganganagar,गंगानगर,state:8,2022-01-01\ndistrict,103,Churu,चूरू,state:8,2022-01-01\n"
        )
        try work.publish([masters], asOf: "2022-01-01")
        let sheet = try work.file("x.csv", "unit,title\n101,a\n102,b\n103,c\n")
        let result = try work.rajmap("profile", "propose", sheet, "--json")
        let json = try result.json()
        #expect(json["format_version"] as? Int == 1)
        #expect(json["kinds"] as? [String] == ["district"])
        let columns = try #require(json["columns"] as? [[String: Any]])
        #expect(columns[0]["meaning"] as? String == "code of the district")
        #expect((columns[0]["reason"] as? String)?.contains("100 % are live codes") == true)
    }

    @Test("a file that cannot be read is refused as everywhere")
    func refused() throws {
        let work = try Workplace()
        try work.rajmap("init")
        let broken = try work.file("a.xml", "<!DOCTYPE a><a/>")
        #expect(try work.rajmap("profile", "propose", broken).status == 65)
        #expect(try work.rajmap("profile", "propose", "nowhere.csv").status == 66)
        let missing = try work.rajmap("profile", "propose", broken, "--db", "nowhere.db")
        #expect(missing.status == 66 || missing.status == 65)
    }
}
