internal import Maintenance
internal import MasterData
internal import Transfers

/// One thing that a complaint of a service may say beside its service.
struct Open311Attribute {
    var code: String
    var type = "string"
    var description: String
    var values: [(key: String, name: String)] = []

    /// The attributes of a category: those of the complaint, then one for each kind of place.
    ///
    /// None is required by itself: the place may also be given as `address_id`.
    static func all(
        of category: OpenCategory, in marking: Marking, on day: Day, _ language: Marking.Language
    ) -> [Open311Attribute] {
        let isHindi = language == .hindi
        func told(_ english: String, _ hindi: String) -> String { isHindi ? hindi : english }
        var all = [
            Open311Attribute(
                code: "complaint_id",
                description: told(
                    "The number your portal gave it; sent again, it is taken in once",
                    "आपके पोर्टल का परिवाद क्रमांक; दोबारा भेजने पर एक ही बार दर्ज होगा")),
            Open311Attribute(
                code: "registered_at", type: "datetime",
                description: told(
                    "When it was registered; now, when left out",
                    "पंजीकरण का समय; न दें तो अभी")),
        ]
        if category.service != nil {
            all.append(
                Open311Attribute(
                    code: "application_date", type: "datetime",
                    description: told(
                        "The day of the application for the guaranteed service",
                        "गारंटीशुदा सेवा हेतु आवेदन का दिनांक")))
        }
        all += [
            Open311Attribute(
                code: "setting", type: "singlevaluelist",
                description: told("Rural or urban", "ग्रामीण या शहरी"),
                values: [("rural", told("Rural", "ग्रामीण")), ("urban", told("Urban", "शहरी"))]),
            Open311Attribute(
                code: "channel", type: "singlevaluelist",
                description: told("How it came", "माध्यम"),
                values: ["portal", "app", "call181", "emitra", "counter"].map { ($0, $0) }),
        ]
        for kind in MasterKind.allCases where kind.isPlace {
            var attribute = Open311Attribute(
                code: kind.rawValue,
                description: told(
                    "The code of the place (\(kind.rawValue)); one place at least is needed",
                    "स्थान का कोड (\(kind.rawValue)); कम से कम एक स्थान आवश्यक है"))
            if kind == .district {
                attribute.type = "singlevaluelist"
                attribute.values = marking.listed(kind, on: day).map {
                    ($0.code, marking.name(of: $0, on: day, in: language))
                }
            }
            all.append(attribute)
        }
        return all
    }

    func node(order: Int) -> Open311Node {
        var members: [(name: String, value: Open311Node)] = [
            ("variable", .flag(true)), ("code", .text(code)), ("datatype", .text(type)),
            ("required", .flag(false)), ("datatype_description", .text("")),
            ("order", .number(order)), ("description", .text(description)),
        ]
        if !values.isEmpty {
            members.append(
                (
                    "values",
                    .list(
                        of: "value",
                        values.map { .record([("key", .text($0.key)), ("name", .text($0.name))]) })
                ))
        }
        return .record(members)
    }
}
