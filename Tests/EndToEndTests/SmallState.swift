import Foundation

extension Workplace {
    /// A state with two tehsils, a department of four levels and one category, published as
    /// release 1 as of 2026-01-01.
    static func smallState() throws -> Workplace {
        let work = try Workplace()
        try work.rajmap("init")
        try work.publish(try work.smallStateFiles(), asOf: "2026-01-01")
        return work
    }

    private func smallStateFiles() throws -> [String] {
        func masters(_ name: String, _ heading: String, _ rows: [String]) throws -> String {
            try file(
                name,
                ([heading + ",valid_from"] + rows.map { $0 + ",2020-01-01" })
                    .joined(separator: "\n") + "\n")
        }
        let levels = [("JEN", "tehsil", 7), ("XEN", "district", 10), ("CE", "head_office", 15)]
        return [
            try masters(
                "places.csv", "kind,code,name_en,name_hi,parent_revenue",
                [
                    "state,8,Rajasthan,राजस्थान,", "division,JP,Jaipur,जयपुर,state:8",
                    "district,101,Kotputli,कोटपूतली,division:JP",
                    "tehsil,501,Paota,पावटा,district:101",
                    "tehsil,502,Viratnagar,विराटनगर,district:101",
                ]),
            try masters(
                "words.csv", "kind,code,name_en,name_hi,type",
                [
                    "department,PHED,Water,जल,department",
                    "designation,JEN,Junior Engineer,कनिष्ठ अभियंता,",
                    "designation,XEN,Executive Engineer,अधिशाषी अभियंता,",
                    "designation,CE,Chief Engineer,मुख्य अभियंता,", "designation,SECY,Secretary,सचिव,",
                    "chain,WATER,Water,जल,",
                ]),
            try masters(
                "categories.csv",
                "kind,code,name_en,name_hi,department,parent,hierarchy_rural,hierarchy_urban,audience",
                [
                    "category,WAT,Water,जल,PHED,,revenue,revenue,public",
                    "category,WAT-SUP,Supply,आपूर्ति,PHED,WAT,revenue,revenue,public",
                    "category,WAT-SUP-01,No water,पानी नहीं,PHED,WAT-SUP,revenue,revenue,public",
                ]),
            try masters(
                "levels.csv",
                "kind,chain,level,designation,office_level,days,calendar,escalation,send_back",
                (levels + [("SECY", "state", 30)]).enumerated().map {
                    "chain_level,WATER,\($0 + 1),\($1.0),\($1.1),\($1.2),calendar,automatic,no"
                }),
            try masters(
                "offices.csv", "kind,code,name_en,name_hi,department,level",
                [
                    "office,AE501,Paota,पावटा,PHED,tehsil",
                    "office,AE502,Viratnagar,विराटनगर,PHED,tehsil",
                    "office,XEN101,Kotputli,कोटपूतली,PHED,district",
                    "office,HO,Head Office,मुख्यालय,PHED,head_office",
                    "office,GOV,Secretariat,सचिवालय,PHED,state",
                ]),
            try masters(
                "seats.csv", "kind,code,office,place,mode,designation",
                [
                    "jurisdiction,,AE501,tehsil:501,include,",
                    "jurisdiction,,AE502,tehsil:502,include,",
                    "jurisdiction,,XEN101,district:101,include,",
                    "jurisdiction,,HO,state:8,include,",
                    "jurisdiction,,GOV,state:8,include,", "post,P1,AE501,,,JEN",
                    "post,P2,AE502,,,JEN",
                    "post,P3,XEN101,,,XEN", "post,P4,HO,,,CE", "post,P5,GOV,,,SECY",
                ]),
            try masters(
                "people.csv", "kind,code,name_en,name_hi,post,person,nature",
                (1...6).map { "person,E\($0),Officer \("ABCDEF".map(String.init)[$0 - 1]),अधिकारी,,," }
                    + (1...5).map { "posting,,,,P\($0),E\($0),substantive" }),
            try masters(
                "rules.csv", "kind,code,category,department,chain", ["rule,R1,WAT,PHED,WATER"]),
        ]
    }
}
