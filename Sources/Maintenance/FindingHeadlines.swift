/// What each code of a finding is about, in Hindi, as the heading on a plan's page.
///
/// The message of a finding names its row and value in English; the heading tells a reader of
/// Hindi what kind of thing it is.
enum FindingHeadlines {
    /// The heading of a code, or of its family, or nothing.
    static func hindi(_ code: String) -> String? {
        headlines[code] ?? families[code.split(separator: ".").first.map(String.init) ?? ""]
    }

    static let families: [String: String] = [
        "file": "फ़ाइल में दोष", "structure": "फ़ाइल की बनावट में दोष",
        "normalised": "मान को मानक रूप दिया गया", "cell": "मान में दोष", "row": "पंक्ति में दोष",
        "reference": "संदर्भ में दोष", "time": "दिनांक में दोष", "match": "मिलान का प्रश्न",
        "guard": "सुरक्षा-सीमा", "impact": "प्रभाव", "system": "प्रणाली की सूचना",
    ]

    static let headlines: [String: String] = [
        "cell.bad-code": "कोड सही नहीं", "cell.bad-email": "ई-मेल पता सही नहीं",
        "cell.bad-mobile": "मोबाइल नंबर सही नहीं", "cell.became-a-date": "कोड दिनांक में बदल गया",
        "cell.formula": "मान सूत्र जैसा है", "cell.legacy-font": "हिन्दी पुराने फ़ॉन्ट में है",
        "cell.legacy-font-converted": "पुराने फ़ॉन्ट की हिन्दी यूनिकोड में बदली गई",
        "cell.level-days": "स्तर के दिन असामान्य", "cell.lost-zeros": "आगे के शून्य खो गए",
        "cell.mojibake": "अक्षर बिगड़े हुए हैं", "cell.name-without-letters": "नाम में कोई अक्षर नहीं",
        "cell.no-hindi-name": "हिन्दी नाम नहीं है", "cell.not-a-choice": "मान सूची में नहीं",
        "cell.not-a-day": "दिनांक सही नहीं", "cell.not-a-number": "संख्या सही नहीं",
        "cell.out-of-range": "संख्या सीमा से बाहर", "cell.phone": "दूरभाष नंबर सही नहीं",
        "cell.placeholder-name": "नाम केवल भरने के लिए है", "cell.post-email": "पद का ई-मेल सही नहीं",
        "cell.required": "आवश्यक मान नहीं है", "cell.scientific-number": "संख्या घातांक रूप में बिगड़ गई",
        "cell.serial-day": "दिनांक क्रम-संख्या के रूप में है",
        "cell.service-days": "सेवा या अपील के दिन असामान्य",
        "cell.spreadsheet-error": "स्प्रेडशीट की त्रुटि मान में है",
        "time.posting-outlives-service": "पदस्थापन सेवा-निवृत्ति के बाद तक",
        "cell.title-in-name": "नाम के साथ उपाधि या अंक", "cell.turned-date": "दिन और माह उलट गए",
        "cell.untidy-name": "नाम की लिखावट अस्त-व्यस्त", "cell.vacant-as-name": "रिक्त पद को व्यक्ति का नाम दिया गया",
        "cell.weekly-off": "साप्ताहिक अवकाश का दिन सही नहीं",
        "cell.wrong-script": "नाम दूसरी लिपि में है", "guard.churn": "बहुत-से कोड मिटे या नए आए",
        "guard.cover": "शिकायतों का कोई पद नहीं रहेगा", "guard.shrink": "बहुत-सी पंक्तियाँ समाप्त होंगी",
        "impact.hole": "यहाँ किसी स्तर पर कोई पद नहीं",
        "impact.sample-membership": "सदस्यता केवल नमूना है, प्रमाण नहीं",
        "match.alias-clash": "पुराना नाम किसी और का नाम है",
        "match.duplicate-hindi-name": "एक ही हिन्दी नाम दो बार", "match.duplicate-name": "एक ही नाम दो बार",
        "match.duplicate-office": "एक ही कार्यालय दो बार", "match.duplicate-rule": "एक ही नियम दो बार",
        "match.masked-rule": "नियम कभी लागू नहीं होगा", "match.missing": "फ़ीड में नहीं मिले, उत्तर चाहिए",
        "match.near-duplicate": "लगभग एक ही नाम दो बार",
        "match.owned-field": "हाथ से सुधारा मान फ़ीड बदलना चाहती है",
        "match.rule-conflict": "दो नियम एक ही शिकायत को अलग भेजते हैं",
        "match.same-person": "एक ही कार्मिक दो कोड से", "match.shared-email": "दो कार्मिकों का एक ई-मेल",
        "match.shared-mobile": "दो कार्मिकों का एक मोबाइल",
        "match.successor": "समाप्ति पर खुली शिकायतों का उत्तराधिकारी नहीं बताया",
        "normalised.mobile": "मोबाइल नंबर मानक रूप में लिखा गया",
        "normalised.unseen": "अदृश्य अक्षर हटाए गए", "reference.cross-cycle": "पदानुक्रमों में चक्र",
        "reference.cycle": "अपने ही ऊपर स्थित", "reference.dangling-rule": "नियम का लक्ष्य नहीं मिला",
        "reference.foreign-post": "नियम का पद दूसरे विभाग का है",
        "reference.hierarchy-jump": "स्थान असामान्य स्तर के नीचे है",
        "reference.hierarchy-order": "स्थान छोटे या समान स्तर के नीचे है",
        "reference.jurisdiction-hierarchy": "क्षेत्राधिकार दूसरे पदानुक्रम का",
        "reference.orphan-place": "स्थान किसी के नीचे नहीं",
        "reference.out-of-scope": "पंक्ति फ़ीड के दायरे से बाहर",
        "reference.retired-in-use": "समाप्त वस्तु अब भी प्रयोग में",
        "reference.unknown": "संदर्भ ज्ञात नहीं", "reference.wrong-hierarchy": "नियम का स्थान दूसरे पदानुक्रम का",
        "row.ambiguous-post": "कई पदों में से प्राप्तकर्ता तय नहीं",
        "row.appeal-officer": "अपील अधिकारी नहीं बताया", "row.appeal-to-itself": "अपील उसी अधिकारी को",
        "row.bad-code": "कोड के अक्षर सही नहीं", "row.category-too-deep": "श्रेणी बहुत नीचे के स्तर पर",
        "row.category-without-owner": "श्रेणी का कोई विभाग नहीं",
        "row.category-without-rule": "श्रेणी का कोई नियम नहीं",
        "row.chain-end": "शृंखला राज्य सरकार तक नहीं जाती",
        "row.chain-levels": "शृंखला के स्तर पूरे नहीं", "row.chain-order": "शृंखला ऊपर की ओर नहीं चढ़ती",
        "row.chain-repeats": "शृंखला में एक ही पद दो बार", "row.chain-short": "शृंखला में चार स्तर नहीं",
        "row.charge-without-order": "प्रभार का आदेश नहीं",
        "row.charge-without-post": "अतिरिक्त प्रभारी का अपना पद नहीं",
        "row.coarse-post": "बड़े स्थान का पद अधूरा", "row.contradiction": "दो फ़ाइलें अलग-अलग कहती हैं",
        "row.department-without-office": "विभाग का कोई कार्यालय नहीं",
        "row.duplicate-key": "एक ही कोड दो पंक्तियों में", "row.idle-exclude": "निकाला गया स्थान क्षेत्र में था ही नहीं",
        "row.leave-uncovered": "अवकाश में कोई प्रभारी नहीं",
        "row.level-without-office": "स्तर का कोई कार्यालय नहीं",
        "row.lgd-code": "एलजीडी कोड जैसा नहीं", "row.lost-zeros": "कोड के आगे के शून्य खो गए",
        "row.office-without-jurisdiction": "कार्यालय का कोई क्षेत्र नहीं",
        "row.overlapping-dates": "एक ही कोड की अवधियाँ परस्पर टकराती हैं",
        "row.overlap-of-itself": "स्थान का अपने ही साथ परस्पर क्षेत्र",
        "row.place-served-twice": "एक स्थान पर दो कार्यालय", "row.policy": "नीति सही नहीं",
        "row.post-outside-chains": "पद किसी शृंखला में नहीं",
        "row.rule-never-matches": "नियम कभी लागू नहीं होता",
        "row.service-without-category": "सेवा की कोई श्रेणी नहीं",
        "row.unreachable-post": "पद तक सूचना नहीं पहुँच सकती", "row.unused-chain": "शृंखला प्रयोग में नहीं",
        "row.unused-designation": "पदनाम प्रयोग में नहीं",
        "system.waiver-expired": "छूट की अवधि समाप्त", "system.waiver-unused": "छूट किसी काम नहीं आई",
        "time.calendar-runs-out": "कैलेंडर में आगे की छुट्टियाँ नहीं", "time.far-off": "दिनांक बहुत दूर का",
        "time.gap": "दो अवधियों के बीच अंतराल", "time.holiday-on-weekly-off": "छुट्टी साप्ताहिक अवकाश पर",
        "time.open-leave": "अवकाश का अंत नहीं", "time.person-in-two-posts": "एक व्यक्ति दो पदों पर",
        "time.posting-outside-post": "पदस्थापन पद की अवधि से बाहर",
        "time.reference-ended": "संदर्भ की अवधि समाप्त", "time.starts-far-ahead": "आरंभ बहुत आगे का",
        "time.too-many-charges": "एक व्यक्ति पर बहुत-से प्रभार",
        "time.two-substantive-holders": "एक पद पर दो मूल पदधारी",
    ]
}

extension ReportLanguage {
    /// The heading of a group of findings: the code, in Hindi with what it is about.
    func heading(of code: String, severity: String) -> String {
        guard self == .hindi else { return "\(severity) \(code)" }
        let word = ["error": "त्रुटि", "warning": "चेतावनी", "note": "टिप्पणी"][severity] ?? severity
        return FindingHeadlines.hindi(code).map { "\(word): \($0) (\(code))" }
            ?? "\(word) \(code)"
    }
}
