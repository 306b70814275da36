/// A place that offices serve.
struct Place {
    /// The word before the colon of a reference: `district`, `tehsil`, `block`, `urban_body`, `state`.
    var kind: String
    var code: String
    var nameEn: String
    /// Blank where the register gives none.
    var nameHi: String
    /// The code of its district; a district's own code; blank for the state.
    var district: String
    /// Corporation, council or municipality; blank for what is not an urban body.
    var bodyType = ""

    /// `tehsil:467`
    var reference: String { "\(kind):\(code)" }

    /// The name for use inside another name: `DUDU` of the register becomes `Dudu`.
    var titleName: String {
        guard nameEn == nameEn.uppercased() else { return nameEn }
        return nameEn.split(separator: " ").map { $0.prefix(1) + $0.dropFirst().lowercased() }
            .joined(separator: " ")
    }

    static let rajasthan = Place(
        kind: "state", code: "8", nameEn: "Rajasthan", nameHi: "राजस्थान", district: "")
}
