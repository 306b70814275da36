import Foundation
import MasterData
import SourceReading
import Staging
import Testing

@Suite("Hindi in the font Kruti Dev 010")
struct KrutiDevTests {
    @Test(
        "is read as Unicode",
        arguments: [
            ("jktLFkku", "राजस्थान"), ("t;iqj", "जयपुर"), ("tks/kiqj", "जोधपुर"), ("drZO;", "कर्तव्य"),
            ("d`f\"k foHkkx", "कृषि विभाग"), ("ea=ky;", "मंत्रालय"), ("ea=kky;", "मंत्रालय"), ("fgUnh", "हिन्दी"),
            ("iqfyl v/kh{kd", "पुलिस अधीक्षक"), ("Jhxaxkuxj", "श्रीगंगानगर"), ("okMZ la[;k 12", "वार्ड संख्या 12"),
            ("f'k{kk", "शिक्षा"), ("[ksrM+h", "खेतड़ी"), ("f=ikBh", "त्रिपाठी"), ("f=kikBh", "त्रिपाठी"),
            ("vkS|ksfxd", "औद्योगिक"), ("bZV", "ईट"), ("fØ;k", "क्रिया"), ("VªSDVj", "ट्रैक्टर"), (",oa", "एवं"),
            ("LFkkf;Ro", "स्थायित्व"), ("jktLo ¼lwjrx<+½", "राजस्व (सूरतगढ़)"), ("Á'kklu", "प्रशासन"),
        ])
    func unicode(legacy: String, hindi: String) {
        #expect(KrutiDev.unicode(legacy) == hindi)
    }

    @Test("there and back gives the same, for every Hindi name of the starter masters")
    func roundTrip() throws {
        let names = try Names.hindi()
        #expect(names.count > 2500)
        var converted = 0
        for name in names {
            guard let legacy = KrutiDev.legacy(name) else { continue }
            converted += 1
            let back = KrutiDev.unicode(legacy)?.precomposedStringWithCanonicalMapping
            #expect(back == name.precomposedStringWithCanonicalMapping, "\(legacy)")
        }
        // The rest hold Latin letters or signs that the font does not have.
        #expect(converted * 100 >= names.count * 98, "\(converted) of \(names.count)")
    }

    @Test("English and Unicode Hindi are not taken for it; what is in it is found")
    func detection() throws {
        let hindi = try Names.hindi()
        #expect(hindi.allSatisfy { !KrutiDev.seems($0) && !KrutiDev.seems($0, amongOthers: true) })
        let english = try Names.english()
        let wrong = english.filter { KrutiDev.seems($0) }
        #expect(
            wrong.count * 10_000 <= english.count * 2,
            "\(wrong.count) of \(english.count): \(wrong.prefix(9))")
        let legacy = hindi.compactMap { KrutiDev.legacy($0) }
        let found = legacy.count { KrutiDev.seems($0) }
        #expect(found * 100 >= legacy.count * 97, "\(found) of \(legacy.count)")
    }

    @Test("the registers of all India, from which nothing was learnt", .enabled(if: hasRegisters))
    func registers() throws {
        let (english, hindi) = try Names.registers()
        #expect(english.count > 15_000 && hindi.count > 1000)
        #expect(hindi.allSatisfy { !KrutiDev.seems($0) })
        let wrong = english.filter { KrutiDev.seems($0) }
        #expect(wrong.count <= 2, "\(wrong.count) of \(english.count): \(wrong)")
        let legacy = hindi.compactMap { KrutiDev.legacy($0) }
        let found = legacy.count { KrutiDev.seems($0) }
        #expect(found * 100 >= legacy.count * 88, "\(found) of \(legacy.count)")
        let inColumn = legacy.count { KrutiDev.seems($0, amongOthers: true) }
        #expect(inColumn * 100 >= legacy.count * 96, "\(inColumn) of \(legacy.count)")
        print(
            "Kruti Dev: \(wrong.count) of \(english.count) English values taken for it, \(found) of \(legacy.count) found alone, \(inColumn) in a column"
        )
    }

    @Test("holds its row, or is converted and shown where the profile allows it")
    func profile() throws {
        let text = "code,name,hindi\nP1,Asha,vk'kk 'kekZ\nP2,Bharat,भरत\nP3,t;iqj,जयपुर\n"
        func staged(_ extra: String) throws -> StagedMasters {
            let profile = try FeedProfile(
                yaml:
                    "name: x\ntitle: x\nformat: csv\n\(extra)records:\n  - kind: person\n    code: code\n    fields: { name_en: name, name_hi: hindi }\n",
                file: "x.yaml")
            let staged = try StagedMasters()
            try FeedReader(into: staged, seal: .sample).read(
                SourceFile(name: "feed.csv", bytes: Array(text.utf8)), as: profile)
            return staged
        }
        let refused = try staged("")
        #expect(refused.faulty == [RowKey(.person, "P1"), RowKey(.person, "P3")])
        #expect(
            refused.findings.listed.first?.description.hasPrefix(
                "feed.csv:2:9: error: cell.legacy-font: hindi is 'vk'kk 'kekZ'; expected 'आशा शर्मा'")
                == true)
        let converted = try staged("legacy_font: convert\n")
        #expect(try converted.row(.person, "P1")?.value(of: .nameHi) == "आशा शर्मा")
        #expect(converted.faulty == [RowKey(.person, "P3")])
        #expect(converted.findings.listed.first?.code == "cell.legacy-font-converted")
        #expect(converted.findings.listed.first?.severity == .warning)
    }

    @Test("UTF-8 that went through Windows-1252 is named with what was meant")
    func mojibake() throws {
        let staged = try StagedMasters.sample(
            "kind,code,name_en,name_hi\nperson,P1,Asha,à¤†à¤¶à¤¾\nperson,P2,Élan,भरत\n")
        #expect(staged.findings.listed.map(\.code) == ["cell.mojibake"])
        #expect(staged.findings.listed.first?.message.contains("'आशा'") == true)
    }
}

/// Names to try things on.
private enum Names {
    static func hindi() throws -> [String] { try starter().filter(isHindi) }

    static func english() throws -> [String] {
        try starter().filter { $0.utf8.allSatisfy { $0 < 0x80 } && $0.count > 1 }
    }

    static func registers() throws -> (english: [String], hindi: [String]) {
        var values: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: registersFolder.path)
        where name.hasSuffix(".csv") {
            try read(registersFolder.appendingPathComponent(name).path, columns: nil, into: &values)
        }
        let sorted = values.sorted()
        return (
            sorted.filter { value in
                value.utf8.count { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } > 1
                    && !isHindi(value)
            }, sorted.filter(isHindi)
        )
    }

    private static func isHindi(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x900...0x97F).contains($0.value) }
    }

    /// `name_en`, `name_hi` and `source` of every starter master.
    private static func starter() throws -> [String] {
        let folder = projectFolder.appendingPathComponent("mappings/rajasthan")
        var values: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasSuffix(".csv") {
            try read(
                folder.appendingPathComponent(name).path,
                columns: ["name_en", "name_hi", "source"], into: &values)
        }
        return values.sorted()
    }

    private static func read(
        _ path: String, columns: Set<String>?, into values: inout Set<String>
    ) throws {
        var wanted: [Int] = []
        try CSVReader().read(try SourceFile.open(path: path)) { headings in
            wanted = headings.filter { columns?.contains($0.name) ?? true }.map(\.index)
        } record: { record in
            for index in wanted { record.text(index).map { _ = values.insert($0) } }
        } finding: { _ in
        }
    }
}
