/// What to do about the findings that feeds have most often, in Hindi, for the page of a plan.
///
/// A message names its row and value in English; this says under the heading, once for all of a
/// code, what a steward who reads Hindi is to do.
enum FindingRemedies {
    static let hindi: [String: String] = [
        "cell.bad-code": "कोड को वैसा ही लिखें जैसा पंजी में है: अक्षर, अंक, बिंदु और हाइफ़न, बीच में कोई रिक्त स्थान नहीं।",
        "cell.bad-email": "पूरा ई-मेल पता लिखें, जैसे name@example.in, या ख़ाना ख़ाली छोड़ें।",
        "cell.bad-mobile": "6, 7, 8 या 9 से शुरू होने वाला दस अंकों का नंबर लिखें; दो नंबर हों तो एक ही रखें।",
        "cell.became-a-date": "स्प्रेडशीट ने कोड को दिनांक बना दिया; स्तंभ को 'टेक्स्ट' बनाकर कोड दुबारा लिखें।",
        "cell.formula": "'=', '+', '-' या '@' से शुरू होने वाला मान हटाएँ; केवल पाठ लिखें।",
        "cell.legacy-font": "नाम यूनिकोड में लिखें, या प्रोफ़ाइल में पुराने फ़ॉन्ट का नाम बताएँ।",
        "cell.lost-zeros": "कोड के आगे के शून्य फिर से लिखें; स्तंभ को 'टेक्स्ट' बनाएँ।",
        "cell.mojibake": "फ़ाइल को UTF-8 में सहेजकर दुबारा भेजें; बिगड़े अक्षर ठीक करें।",
        "cell.no-hindi-name": "हिन्दी नाम लिखें।",
        "cell.not-a-choice": "संदेश में दिए मानों में से एक लिखें।",
        "cell.not-a-day": "दिनांक को वर्ष-माह-दिन में लिखें, जैसे 2026-04-01।",
        "cell.not-a-number": "केवल अंक लिखें।",
        "cell.required": "आवश्यक ख़ाना भरें।",
        "cell.scientific-number": "स्प्रेडशीट ने नंबर को घातांक में बदल दिया; स्तंभ को 'टेक्स्ट' बनाकर पूरा नंबर लिखें।",
        "cell.serial-day": "दिनांक को वर्ष-माह-दिन में लिखें; यह स्प्रेडशीट की क्रम-संख्या है।",
        "cell.title-in-name": "नाम से श्री, डॉ. जैसी उपाधि और अंक हटाएँ।",
        "cell.turned-date": "दिन और माह की जाँच करें; दिनांक को वर्ष-माह-दिन में लिखें।",
        "cell.untidy-name": "नाम के बीच या किनारों के फ़ालतू रिक्त स्थान और चिह्न हटाएँ।",
        "cell.vacant-as-name": "रिक्त पद पर किसी व्यक्ति की पंक्ति न दें; पद को ख़ाली रहने दें।",
        "cell.wrong-script": "अंग्रेज़ी नाम रोमन में और हिन्दी नाम देवनागरी में लिखें।",
        "guard.churn": "देखें कि फ़ाइल सही है; यदि सब सही है तो --allow-churn के साथ ठीक वही संख्या दें।",
        "guard.cover": "देखें कि कहाँ कोई पद नहीं रहेगा; यदि यही चाहिए तो --accept-lost-cover के साथ वही संख्या दें।",
        "guard.shrink": "देखें कि फ़ाइल पूरी है; यदि सब सही है तो --allow-shrink के साथ ठीक वही संख्या दें।",
        "match.duplicate-name": "जाँचें कि ये दो अलग वस्तुएँ हैं; एक ही हों तो एक पंक्ति हटाएँ।",
        "match.missing": "हर एक के लिए बताएँ: समाप्त (--retire), बनी रहे (--keep) या दूसरे स्थान में गई (--moved)।",
        "match.owned-field": "सुधार रखना हो तो --keep-field, फ़ीड का मान लेना हो तो --release-field दें।",
        "match.shared-mobile": "हर कार्मिक का अपना मोबाइल लिखें; कार्यालय का नंबर पद की पंक्ति में दें।",
        "match.successor": "बताएँ कि खुली शिकायतें किसे मिलें (--successor), या कि किसी को नहीं।",
        "reference.retired-in-use": "जो इसे अब भी नाम से बताते हैं उन्हें बदलें, या इसे समाप्त न करें।",
        "reference.unknown": "कोड की जाँच करें; जिसका नाम है उसकी पंक्ति भी साथ भेजें।",
        "row.contradiction": "दोनों फ़ाइलों में से एक को ठीक करें।",
        "row.duplicate-key": "दोनों पंक्तियों में से एक ही रखें।",
        "row.lost-zeros": "कोड के आगे के शून्य फिर से लिखें; स्तंभ को 'टेक्स्ट' बनाएँ।",
        "time.reference-ended": "दिनांक मिलाएँ: जिसका नाम है वह उन सब दिनों में होना चाहिए।",
        "time.two-substantive-holders": "एक ही मूल पदधारी रखें; दूसरे को प्रभार के रूप में लिखें।",
    ]
}

extension ReportLanguage {
    /// What to do about findings of a code; nothing in English, where each message says it.
    func remedy(of code: String) -> String? {
        self == .hindi ? FindingRemedies.hindi[code] : nil
    }
}
