internal import MasterData

/// The words that sheets have for the choices of a field.
enum ChoiceWords {
    /// The choice that a word means; nothing when it is none.
    static func meant(_ word: String, among choices: [String]) -> String? {
        if choices.contains(word) { return word }
        let key = MatchKey(word).text
        if let same = choices.first(where: { MatchKey($0).text == key }) { return same }
        return usual[key].flatMap { choices.contains($0) ? $0 : nil }
    }

    private static let usual: [String: String] = {
        let table = [
            ("substantive", "regular permanent नियमित स्थायी"),
            ("additional_charge", "additional addlcharge additionalcharge अतिरिक्त अतिरिक्तकार्यभार"),
            ("officiating", "acting कार्यवाहक स्थानापन्न"), ("look_after", "lookafter"),
            ("link_officer", "link linkofficer"), ("corporation", "municipalcorporation नगरनिगम"),
            ("council", "municipalcouncil नगरपरिषद"),
            ("municipality", "municipalboard nagarpalika नगरपालिका"),
            ("department", "vibhag विभाग"), ("board", "मंडल"),
        ]
        var words: [String: String] = [:]
        for (choice, others) in table {
            for other in others.split(separator: " ") {
                words[MatchKey(String(other)).text] = choice
            }
        }
        return words
    }()
}
