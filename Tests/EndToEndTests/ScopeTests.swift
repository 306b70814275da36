import Testing

@Suite("A file speaks only for what its scope names")
struct ScopeTests {
    private static let heading = "kind,code,name_en,name_hi,parent_revenue,valid_from\n"

    /// Two districts of one state with a tehsil each.
    private func place() throws -> Workplace {
        let work = try Workplace()
        try work.rajmap("init")
        let rows = [
            "state,8,Rajasthan,राजस्थान,", "division,JP,Jaipur,जयपुर,state:8",
            "district,101,Kotputli,कोटपूतली,division:JP", "district,102,Dausa,दौसा,division:JP",
            "tehsil,501,Paota,पावटा,district:101", "tehsil,601,Lalsot,लालसोट,district:102",
        ]
        let text = rows.map { $0 + ",2020-01-01" }.joined(separator: "\n") + "\n"
        try work.publish([try work.file("places.csv", Self.heading + text)], asOf: "2026-01-01")
        return work
    }

    @Test(
        "a live thing is judged by where it is live, a new one by its row",
        arguments: [
            ("tehsil,601,Lalsot,लालसोट,district:101", "district:101", "it lies in district:102"),
            ("tehsil,777,New,नया,district:102", "district:101", "it lies in district:102"),
            ("district,101,Kotputli,कोटपूतली,division:JP", "tehsil:501", "it lies in division:JP"),
        ])
    func outside(row: String, scope: String, reason: String) throws {
        let work = try place()
        let file = try work.file("some.csv", Self.heading + row + ",2026-02-01\n")
        let result = try work.rajmap(
            "import", file, "--scope-place", scope, "--as-of", "2026-02-01")
        #expect(result.status == 65)
        #expect(
            result.errors.contains("some.csv:2:1: error: reference.out-of-scope: "),
            "\(result.errors)")
        #expect(result.errors.contains(reason), "\(result.errors)")
        #expect(result.errors.contains("--exclude-held 1"))
    }

    @Test("what lies in one of the places, moves out of it, or says nothing of a place is inside")
    func inside() throws {
        let work = try place()
        for (number, row) in [
            "tehsil,501,Paota,पावटा,district:102", "tehsil,777,New,नया,district:101",
            "tehsil,778,Below,नीचे,tehsil:501", "person,E1,Asha,आशा,",
        ].enumerated() {
            let file = try work.file("\(number).csv", Self.heading + row + ",2026-02-01\n")
            let result = try work.rajmap(
                "import", file, "--scope-place", "district:101", "--scope-place", "district:109",
                "--as-of", "2026-02-01", "--detailed-exitcode")
            #expect(!result.errors.contains("out-of-scope"), "\(row): \(result.errors)")
        }
    }

    /// Two departments and a designation.
    private func words(_ work: Workplace) throws -> String {
        try work.file(
            "words.csv",
            "kind,code,name_en,name_hi,type\ndepartment,PHED,Water,जल,department\ndepartment,PWD,Roads,सड़क,department\ndesignation,JEN,Engineer,अभियंता,\n"
        )
    }

    @Test("kinds and departments confine too, and a post belongs to its office's department")
    func departments() throws {
        let work = try place()
        let words = try words(work)
        let offices = try work.file(
            "offices.csv",
            "kind,code,name_en,name_hi,department,level,office,designation\noffice,W1,Water,जल,PHED,state,,\noffice,R1,Roads,सड़क,PWD,state,,\npost,PW,,,,,W1,JEN\npost,PR,,,,,R1,JEN\n"
        )
        let result = try work.start([
            "import", words, offices, "--scope-department", "PHED", "--json",
        ]).1()
        let found = try result.jsonLines().filter {
            $0["code"] as? String == "reference.out-of-scope"
        }
        #expect(
            Set(found.compactMap { $0["key"] as? String }) == [
                "department:PWD", "office:R1", "post:PR",
            ], "\(result.output)")
        let kinds = try work.rajmap(
            "import", words, "--scope-kind", "department", "--as-of", "2026-02-01")
        #expect(kinds.status == 65)
        #expect(
            kinds.errors.contains(
                "words.csv:4:1: error: reference.out-of-scope: designation:JEN is outside the scope of the file: that is of department."
            ), "\(kinds.errors)")
    }

    @Test("a list of all offices of a department misses none of another")
    func missing() throws {
        let work = try place()
        let words = try words(work)
        let offices = try work.file(
            "offices.csv",
            "kind,code,name_en,name_hi,department,level,place,office,designation\noffice,W1,Water,जल,PHED,tehsil,tehsil:501,,\noffice,W2,Wells,कुएँ,PHED,tehsil,tehsil:601,,\noffice,R1,Roads,सड़क,PWD,state,,,\npost,PW,,,,,,W1,JEN\npost,PX,,,,,,W2,JEN\npost,PR,,,,,,R1,JEN\n"
        )
        try work.publish([words, offices], asOf: "2026-01-01")
        let list = try work.file(
            "list.csv",
            "kind,code,name_en,name_hi,department,level\noffice,W1,Water,जल,PHED,tehsil\n")
        func missing(_ words: String...) throws -> [String] {
            let plan = try work.start(
                [
                    "import", list, "--scope", "full", "--scope-kind", "office", "--scope-kind",
                    "post", "--as-of", "2026-02-01", "--json",
                ] + words
            ).1().jsonLines().last
            return (plan?["changes"] as? [[String: Any]] ?? []).compactMap {
                ($0["key"] as? [String: String])?["code"]
            }.sorted()
        }
        #expect(try missing("--scope-department", "PHED") == ["PW", "PX", "W2"])
        #expect(
            try missing("--scope-department", "PHED", "--scope-place", "district:101") == ["PW"])
        #expect(try missing() == ["PR", "PW", "PX", "R1", "W2"])
    }

    @Test("a profile declares it, and a check without a database says so too")
    func check() throws {
        let work = try Workplace()
        let profile = try work.file(
            "sheet.yaml",
            """
            name: sheet
            title: Tehsils of one district
            format: csv
            scope: { kinds: [tehsil], place: "district:101" }
            records:
              - kind: tehsil
                code: code
                fields: { name_en: name, parent_revenue: { column: district, kind: district } }
              - { kind: district, role: named, code: district, fields: { name_en: named } }
            """)
        let sheet = try work.file(
            "sheet.csv", "code,name,district,named\n1,A,101,Kotputli\n2,B,102,Dausa\n")
        let result = try work.rajmap("check", sheet, "--profile", profile)
        #expect(result.status == 65)
        #expect(
            result.errors.contains("sheet.csv:3:1: error: reference.out-of-scope"),
            "\(result.errors)")
        #expect(!result.errors.contains("sheet.csv:2:1: error: reference.out-of-scope"))
    }
}
