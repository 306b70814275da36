import MasterData
import Testing

@Suite("Match keys")
struct MatchKeyTests {
    @Test(
        "names that a person calls the same have equal keys",
        arguments: [
            ("Jaipur (Rural)", "JAIPUR-RURAL"), ("Kotputli - Behror", "Kotputli\u{2013}Behror"),
            ("Medical & Health", "medical and health"), ("S. D. O.", "SDO"), ("Āmer", "Amer"),
            ("A\u{304}mer", "amer"), ("Ḍīḍwāṇā", "DIDWANA"), ("Ward 12", "Ward\u{A0}१२"),
            ("खेजड़ी", "खेजडी"), ("खेज\u{95C}ी", "खेजड\u{93C}ी"), ("ज़िला", "जिला"),
            ("हिन्दी", "हिंदी"), ("हिन्\u{200D}दी", "हिंदी"), ("सम्बन्ध", "संबंध"),
            ("अभियन्ता", "अभियंता"), ("गाँव", "गांव"), ("पञ्चायत", "पंचायत"),
            ("सेण्टर", "सेन्टर"), ("गङ्गानगर", "गंगानगर"), ("श्रीगंगा नगर", "श्रीगंगा\u{200B}नगर"),
            ("राज.", "राज"), ("ख़ान\u{200C}", "खान"), ("\u{FEFF}दूदू", "दूदू"),
        ])
    func same(a: String, b: String) {
        #expect(MatchKey(a) == MatchKey(b), "\(MatchKey(a)) and \(MatchKey(b))")
        #expect(MatchKey(a).text.utf8.elementsEqual(MatchKey(b).text.utf8))
    }

    @Test(
        "names that differ keep different keys",
        arguments: [
            ("Dholpur", "Dhaulpur"), ("उन्नत", "उंनत"), ("कन्या", "कंया"), ("Ward 1", "Ward 2"),
            ("बांसी", "बासी"), ("मण्डल", "मडल"), ("", "a"), ("पाली", "पालि"),
        ])
    func different(a: String, b: String) {
        #expect(MatchKey(a) != MatchKey(b))
    }

    @Test("a key holds letters and digits only, and is its own key")
    func laws() {
        let pieces = [
            "न", "\u{94D}", "द", "ङ", "म", "प", "\u{901}", "\u{902}", "\u{93C}", "\u{958}",
            "\u{200D}", "\u{A0}", "-", "Ā", "a", "Z", "\u{301}", "&", "७", "٣", "ि", "é", "İ",
        ]
        var state: UInt64 = 7
        func lot(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        for _ in 0..<3000 {
            let name = (0..<lot(9)).map { _ in pieces[lot(pieces.count)] }.joined()
            let key = MatchKey(name)
            #expect(MatchKey(key.text) == key, "\(name)")
            #expect(!key.text.unicodeScalars.contains { $0.properties.isWhitespace })
        }
    }

    @Test("nothing but signs has no key")
    func empty() {
        #expect(MatchKey(" -- ").isEmpty)
        #expect(MatchKey("\u{200D}।").isEmpty)
    }
}
