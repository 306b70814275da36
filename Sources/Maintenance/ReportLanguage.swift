internal import Changesets
internal import MasterData

/// The languages of a report.
public enum ReportLanguage: String, CaseIterable, Hashable, Sendable {
    case english = "en"
    case hindi = "hi"

    /// The words of a report in this language; a test asks for every one.
    func callAsFunction(_ word: ReportWord) -> String {
        self == .hindi ? word.hindi : word.rawValue
    }

    func name(of kind: ChangeKind) -> String {
        guard self == .hindi else { return kind.rawValue }
        switch kind {
        case .added: return "जोड़ा गया"
        case .moved: return "स्थानांतरित"
        case .renamed: return "नाम बदला"
        case .recased: return "अक्षर-रूप बदला"
        case .recoded: return "कोड बदला"
        case .changed: return "परिवर्तित"
        case .retired: return "समाप्त"
        case .reactivated: return "पुनः सक्रिय"
        case .missing: return "अनुपस्थित"
        }
    }

    func name(of kind: MasterKind) -> String {
        guard self == .hindi else {
            return kind.rawValue.split(separator: "_").joined(separator: " ")
        }
        return Self.hindiKinds[kind] ?? kind.rawValue
    }

    private static let hindiKinds: [MasterKind: String] = [
        .state: "राज्य", .division: "संभाग", .district: "जिला", .subdivision: "उपखंड",
        .tehsil: "तहसील", .subTehsil: "उप-तहसील", .block: "पंचायत समिति",
        .gramPanchayat: "ग्राम पंचायत", .village: "ग्राम", .urbanBody: "नगरीय निकाय",
        .ward: "वार्ड", .circle: "वृत्त", .policeStation: "थाना", .department: "विभाग",
        .designation: "पदनाम", .category: "श्रेणी", .chain: "स्तर-शृंखला",
        .chainLevel: "शृंखला का स्तर", .office: "कार्यालय", .jurisdiction: "क्षेत्राधिकार",
        .post: "पद", .person: "कार्मिक", .contact: "संपर्क", .posting: "पदस्थापन",
        .leave: "अवकाश", .rule: "मार्ग-नियम", .service: "सेवा",
        .serviceCategory: "सेवा की श्रेणी", .calendar: "कैलेंडर", .holiday: "छुट्टी",
        .overlap: "परस्पर क्षेत्र", .succession: "उत्तराधिकार", .policy: "नीति",
    ]
}

/// The words of a report; the raw value is the English.
enum ReportWord: String, CaseIterable {
    case plan = "Plan of a change to the routing masters"
    case summary = "Summary"
    case state = "State"
    case base = "Against release"
    case asOf = "As of"
    case maker = "Made by"
    case files = "Files"
    case holds = "Held until answered"
    case acts = "By hand"
    case impact = "Impact on routes, for 400 days"
    case cellsCompared = "Cells compared"
    case changePost = "Change post"
    case loseCover = "Lose cover"
    case gainCover = "Gain cover"
    case newCells = "New cells"
    case moves = "What moves where"
    case byDepartment = "Changes by department"
    case byDistrict = "Changes by district"
    case changes = "Changes"
    case kind = "Kind"
    case code = "Code"
    case name = "Name"
    case what = "What changes"
    case source = "Read from"
    case rows = "Rows"
    case findings = "Findings"
    case none = "none"
    case more = "more"
    case nothing = "nothing"
    case decisions = "Decisions"
    case noDepartment = "no department"
    case noDistrict = "no district"

    var hindi: String {
        switch self {
        case .plan: "मार्ग-निर्धारण मास्टर में परिवर्तन की योजना"
        case .summary: "सारांश"
        case .state: "स्थिति"
        case .base: "आधार संस्करण"
        case .asOf: "प्रभावी दिनांक"
        case .maker: "तैयारकर्ता"
        case .files: "फ़ाइलें"
        case .holds: "उत्तर मिलने तक रुकी हुई"
        case .acts: "हस्तचालित"
        case .impact: "मार्गों पर प्रभाव, 400 दिन"
        case .cellsCompared: "तुलना की गई कोष्ठिकाएँ"
        case .changePost: "पद बदलता है"
        case .loseCover: "कोई पद नहीं रहता"
        case .gainCover: "पद मिलता है"
        case .newCells: "नई कोष्ठिकाएँ"
        case .moves: "क्या कहाँ जाता है"
        case .byDepartment: "विभागवार परिवर्तन"
        case .byDistrict: "जिलावार परिवर्तन"
        case .changes: "परिवर्तन"
        case .kind: "प्रकार"
        case .code: "कोड"
        case .name: "नाम"
        case .what: "क्या बदलता है"
        case .source: "स्रोत"
        case .rows: "पंक्तियाँ"
        case .findings: "जाँच के निष्कर्ष"
        case .none: "कोई नहीं"
        case .more: "और"
        case .nothing: "रिक्त"
        case .decisions: "निर्णय"
        case .noDepartment: "कोई विभाग नहीं"
        case .noDistrict: "कोई जिला नहीं"
        }
    }
}

extension ReportLanguage {
    func name(of state: String) -> String {
        guard self == .hindi else { return state }
        switch state {
        case "open": return "विचाराधीन"
        case "approved": return "अनुमोदित"
        case "rejected": return "अस्वीकृत"
        case "published": return "प्रकाशित"
        default: return state
        }
    }
}
