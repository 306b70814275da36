internal import MasterData

/// What the words of a heading say, in English and in Hindi.
///
/// A heading names a thing and a part of it: `Sub-district Code`, `जिले का नाम`, `deptNameHi`. Words
/// are compared by their ``MatchKey``, those that are written together are taken apart.
struct HeadingWords {
    enum Part: Hashable {
        case code, name, mobile, email, day, from, to, type, level, order, nature, phone, days
    }

    var kind: MasterKind?
    var parts: Set<Part> = []
    var isHindi = false
    var isEnglish = false
    /// It speaks of what is above the thing.
    var isParent = false
    /// Why the column means nothing to the masters.
    var idle: String?
    /// A year in the heading: of two columns alike the later one counts.
    var year: Int?
    /// Words that nothing is known of.
    var strangers = 0

    init(_ heading: String) {
        var words = Self.words(of: heading)[...]
        while let first = words.first {
            if let (kind, count) = Self.kind(at: words) {
                // `Parent Organization Name`, `Officer Designation`: the last thing counts.
                self.kind = kind
                words.removeFirst(count)
                continue
            }
            words.removeFirst()
            if let number = Int(first), (1900...2100).contains(number) {
                year = number
                continue
            }
            if first[...].isAllDigits { continue }
            if let meaning = Self.meanings[first] { take(meaning) } else { strangers += 1 }
        }
    }

    private enum Meaning {
        case part(Part)
        case hindi, english, parent, nothing
        case idle(String)
    }

    private mutating func take(_ meaning: Meaning) {
        switch meaning {
        case .part(let part): parts.insert(part)
        case .hindi: isHindi = true
        case .english: isEnglish = true
        case .parent: isParent = true
        case .nothing: break
        case .idle(let why): idle = why
        }
    }

    // MARK: Taking a heading apart

    /// The words as match keys: parted by signs and by capitals, and where two are one.
    static func words(of heading: String) -> [String] {
        var words: [String] = []
        var word = ""
        var last: Character?
        func close() {
            if !word.isEmpty { words += parted(MatchKey(word).text) }
            word = ""
        }
        for sign in heading {
            let isLetter =
                sign.isLetter
                || sign.unicodeScalars.contains {
                    $0.properties.generalCategory == .nonspacingMark
                        || $0.properties.generalCategory == .spacingMark
                }
            if !isLetter && !sign.isNumber {
                close()
            } else {
                let turns = last.map {
                    ($0.isLowercase && sign.isUppercase) || ($0.isNumber != sign.isNumber)
                }
                if turns == true { close() }
                word.append(sign)
            }
            last = isLetter || sign.isNumber ? sign : nil
        }
        close()
        return joined(words.filter { !$0.isEmpty })
    }

    /// `w.e.f.` is one word.
    private static func joined(_ words: [String]) -> [String] {
        var joined: [String] = []
        var run = ""
        for word in words + [""] {
            if word.unicodeScalars.count == 1, word.utf8.count == 1 {
                run += word
                continue
            }
            if isKnown(run) || run.count < 2 {
                if !run.isEmpty { joined.append(run) }
            } else {
                joined += run.map(String.init)
            }
            run = ""
            if !word.isEmpty { joined.append(word) }
        }
        return joined
    }

    /// `distcode` is `dist` and `code`.
    private static func parted(_ word: String) -> [String] {
        if isKnown(word) { return [word] }
        for singular in singulars(of: word) where isKnown(singular) { return [singular] }
        for index in word.indices.dropFirst(2).reversed() {
            let (first, second) = (String(word[..<index]), String(word[index...]))
            if second.count > 1, isKnown(first), isKnown(second) { return [first, second] }
        }
        return [word]
    }

    private static func singulars(of word: String) -> [String] {
        var singulars: [String] = []
        if word.hasSuffix("ies") { singulars.append(String(word.dropLast(3)) + "y") }
        if word.hasSuffix("s") { singulars.append(String(word.dropLast())) }
        return singulars
    }

    private static func isKnown(_ word: String) -> Bool {
        meanings[word] != nil || kinds.contains { $0.words == [word] }
    }

    private static func kind(at words: ArraySlice<String>) -> (MasterKind, Int)? {
        for phrase in kinds where words.starts(with: phrase.words) {
            return (phrase.kind, phrase.words.count)
        }
        return nil
    }

    // MARK: The words

    /// The longest first.
    private static let kinds: [(words: [String], kind: MasterKind)] = {
        let phrases: [(MasterKind, [String])] = [
            (.state, ["state", "राज्य", "प्रदेश"]),
            (.division, ["division", "divn", "sambhag", "संभाग"]),
            (
                .district,
                ["district", "dist", "distt", "zila", "zilla", "jila", "जिला", "जिले", "जनपद"]
            ),
            (.subdivision, ["subdivision", "sub division", "upkhand", "उपखंड", "उपखण्ड"]),
            (
                .tehsil,
                [
                    "tehsil", "tahsil", "tahseel", "taluka", "taluk", "subdistrict", "sub district",
                    "तहसील", "उप जिला", "उपजिला",
                ]
            ),
            (.subTehsil, ["sub tehsil", "subtehsil", "sub tahsil", "उप तहसील", "उपतहसील"]),
            (
                .block,
                ["block", "panchayat samiti", "पंचायत समिति", "ब्लॉक", "ब्लाक", "खंड", "विकास खंड"]
            ),
            (.gramPanchayat, ["gram panchayat", "gp", "panchayat", "ग्राम पंचायत", "पंचायत"]),
            (.village, ["village", "vill", "गाँव", "गांव", "ग्राम", "राजस्व ग्राम"]),
            (
                .urbanBody,
                [
                    "urban body", "urban local body", "local body", "localbody", "ulb",
                    "municipality",
                    "municipal body", "nikay", "निकाय", "नगर निकाय", "नगरीय निकाय", "स्थानीय निकाय", "नगरपालिका",
                ]
            ),
            (.ward, ["ward", "वार्ड"]), (.circle, ["circle", "वृत्त"]),
            (.policeStation, ["police station", "thana", "थाना", "पुलिस थाना"]),
            (
                .department,
                [
                    "department", "dept", "deptt", "organisation", "organization", "org", "vibhag",
                    "विभाग",
                ]
            ),
            (
                .designation,
                ["designation", "desig", "desgn", "post name", "पदनाम", "पद नाम", "पद का नाम"]
            ),
            (
                .category,
                ["category", "categ", "subject", "grievance", "complaint", "श्रेणी", "विषय", "शिकायत"]
            ),
            (.office, ["office", "karyalaya", "कार्यालय", "दफ्तर"]),
            (.post, ["post", "seat", "पद"]),
            (
                .person,
                [
                    "officer", "official", "employee", "emp", "person", "staff", "karmik", "holder",
                    "sso", "अधिकारी", "कर्मचारी", "कार्मिक",
                ]
            ),
            (.posting, ["posting", "पदस्थापन"]), (.service, ["service", "seva", "सेवा"]),
            (.chain, ["chain"]), (.rule, ["rule"]), (.calendar, ["calendar"]),
            (.holiday, ["holiday", "अवकाश"]), (.jurisdiction, ["jurisdiction"]),
        ]
        return phrases.flatMap { kind, texts in
            texts.map { text in (text.split(separator: " ").map { MatchKey(String($0)).text }, kind)
            }
        }.sorted { $0.0.count > $1.0.count }
    }()

    private static let meanings: [String: Meaning] = {
        let table: [(Meaning, String)] = [
            (.part(.code), "code cd id no number num lgd कोड आईडी नंबर नम्बर"),
            (.part(.name), "name nm title नाम शीर्षक"),
            (.part(.mobile), "mobile mob cell whatsapp मोबाइल मोबाईल"),
            (.part(.phone), "phone tel telephone landline contact दूरभाष फोन संपर्क"),
            (.part(.email), "email mail ईमेल मेल"),
            (.part(.day), "date dt doj तिथि दिनांक तारीख"),
            (
                .part(.from),
                "from joined joining join since start effective wef प्रारंभ कार्यग्रहण doj"
            ),
            (.part(.to), "to until upto till end relieved relieving expiry तक समाप्ति कार्यमुक्त"),
            (.part(.type), "type प्रकार"), (.part(.level), "level स्तर"),
            (.part(.order), "order आदेश"), (.part(.nature), "nature charge प्रभार प्रकृति"),
            (.part(.days), "days दिवस"),
            (.hindi, "hindi hin hi local vernacular regional हिंदी हिन्दी"),
            (.english, "english eng en अंग्रेजी"),
            (.parent, "parent superior reporting under पैतृक"),
            (.nothing, "of the in for and a e ई valid का की के में से व एवं"),
            (.idle("a running number"), "serial sno sl sr slno srno क्रम क्रमांक क्र"),
            (.idle("a version of the register's own"), "version ver संस्करण"),
            (.idle("a code of the census"), "census जनगणना"),
            (.idle("a count"), "count total कुल"),
            (.idle("remarks"), "remark remarks note notes comment comments टिप्पणी विवरण description"),
            (.idle("a PIN code"), "pin pincode पिन"),
            (.idle("a position on the map"), "latitude longitude lat long lng"),
        ]
        var meanings: [String: Meaning] = [:]
        for (meaning, words) in table {
            for word in words.split(separator: " ") {
                let key = MatchKey(String(word)).text
                // `doj` is both a day and a beginning; the later line holds.
                meanings[key] = meaning
            }
        }
        return meanings
    }()
}

extension HeadingWords {
    /// `S.No.`, `Sr. No.`
    static func isRunningNumber(_ heading: String) -> Bool {
        ["sno", "srno", "slno", "serialno", "क्रसं", "क्रमसंख्या", "क्रमांक", "no", "sn"].map {
            MatchKey($0).text
        }
        .contains(MatchKey(heading).text)
    }
}
