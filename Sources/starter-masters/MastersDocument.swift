/// An XML document of masters, written row by row: an element a row, its fields as attributes.
struct MastersDocument {
    private(set) var text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <masters xmlns="urn:rajmap:masters:1">

        """

    /// Writes an element. Blank attributes are left out.
    mutating func add(_ element: String, _ attributes: KeyValuePairs<String, String>) {
        open("  ", element, attributes)
        text += "/>\n"
    }

    /// Writes each officer with postings.
    mutating func add(_ roster: Roster) {
        for person in roster.people {
            open(
                "  ", "officer",
                [
                    "code": person.code, "name_en": person.nameEn, "name_hi": person.nameHi,
                    "mobile": person.mobile, "email": person.email,
                    "retires_on": person.retiresOn.iso,
                    "valid_from": person.since.iso, "source": "sample (invented)",
                ])
            text += ">\n"
            for posting in roster.postings(of: person) {
                open(
                    "    ", "posting",
                    [
                        "post": posting.post, "nature": posting.nature.rawValue,
                        "valid_from": posting.from.iso, "valid_to": posting.to?.iso ?? "",
                        "order_no": posting.orderNo,
                    ])
                text += "/>\n"
            }
            text += "  </officer>\n"
        }
    }

    mutating func finish() { text += "</masters>\n" }

    private mutating func open(
        _ indent: String, _ element: String, _ attributes: KeyValuePairs<String, String>
    ) {
        text += indent + "<" + element
        for (name, value) in attributes where !value.isEmpty {
            text += " " + name + "=\"" + Self.escaped(value) + "\""
        }
    }

    private static func escaped(_ value: String) -> String {
        guard value.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return value }
        return value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
