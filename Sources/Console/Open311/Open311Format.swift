/// The forms in which Open311 GeoReport v2 is answered; the end of the path says which.
enum Open311Format: String {
    case xml, json

    /// Where all of it stands.
    static let prefix = "/open311/v2"

    var type: String {
        switch self {
        case .xml: "text/xml; charset=utf-8"
        case .json: "application/json; charset=utf-8"
        }
    }

    /// The form that a path asks for: XML, which every client knows, when it names none.
    init(ofPath path: String) {
        self = path.hasSuffix(".json") ? .json : .xml
    }

    /// The format in a parameter of the call.
    init(_ call: Call) throws(Problem) {
        guard let format = Open311Format(rawValue: call.parameters["format"] ?? "") else {
            throw Self.unknown
        }
        self = format
    }

    /// A parameter such as `WAT-SUP-01.json`, taken apart.
    static func named(_ parameter: String) throws(Problem) -> (name: String, format: Open311Format)
    {
        guard let plain = FormFields.decoded(parameter.utf8, plusIsSpace: false),
            let dot = plain.lastIndex(of: "."),
            let format = Open311Format(rawValue: String(plain[plain.index(after: dot)...]))
        else { throw unknown }
        return (String(plain[..<dot]), format)
    }

    private static var unknown: Problem {
        Problem(.notFound, "No endpoint has this path; it ends in .xml or .json.")
    }
}
