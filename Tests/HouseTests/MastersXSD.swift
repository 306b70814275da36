import MasterData

/// The XML Schema of the canonical XML layout, from the one table of what masters hold.
struct MastersXSD {
    private var lines: [String] = []

    static var text: String {
        var schema = MastersXSD()
        schema.write()
        return schema.lines.joined(separator: "\n") + "\n"
    }

    private mutating func add(_ indent: Int, _ line: String) {
        lines.append(String(repeating: "  ", count: indent) + line)
    }

    private mutating func note(_ indent: Int, _ text: String) {
        add(indent, "<xs:annotation><xs:documentation>\(text)</xs:documentation></xs:annotation>")
    }

    private mutating func write() {
        add(0, #"<?xml version="1.0" encoding="UTF-8"?>"#)
        add(0, "<!-- Generated from the kinds of Sources/MasterData; do not edit. -->")
        add(0, #"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema""#)
        add(2, #"xmlns="urn:rajmap:masters:1" targetNamespace="urn:rajmap:masters:1""#)
        add(2, #"elementFormDefault="qualified" version="1">"#)
        writeRoot()
        writeTypes()
        writeOfficer()
        for kind in MasterKind.allCases { write(kind) }
        add(0, "</xs:schema>")
    }

    private mutating func writeRoot() {
        add(1, #"<xs:element name="masters">"#)
        note(
            2,
            "Any number of rows, in any order. An attribute that is left out says nothing, so only what names a thing is required here; what a new thing must have is checked on import."
        )
        add(2, "<xs:complexType>")
        add(3, #"<xs:choice minOccurs="0" maxOccurs="unbounded">"#)
        add(4, #"<xs:element name="officer" type="officer"/>"#)
        for kind in MasterKind.allCases {
            add(4, #"<xs:element name="\#(kind.rawValue)" type="\#(kind.rawValue)"/>"#)
        }
        add(3, "</xs:choice>")
        add(2, "</xs:complexType>")
        add(1, "</xs:element>")
    }

    // MARK: - Types

    private mutating func writeTypes() {
        simple("code", of: "xs:string", pattern: Patterns.code, "Letters, digits, '.', '_', '-'.")
        simple(
            "place-ref", of: "xs:string", pattern: Patterns.place,
            "A place: kind:code, or kind@scheme:code where the scheme is not the kind's first.")
        simple(
            "thing-ref", of: "xs:string", pattern: Patterns.thing,
            "A thing of any kind: kind:code, or kind@scheme:code.")
        simple("day", of: "xs:date", pattern: Patterns.day, "YYYY-MM-DD, without a time zone.")
        simple(
            "name", of: "xs:normalizedString", pattern: #".*\S.*"#, "Text without line breaks.")
        simple("list", of: "xs:string", pattern: nil, "Values joined by '|'.")
        simple(
            "mobile", of: "xs:string", pattern: Patterns.mobile,
            "Ten digits, or the seal that an export left in their place.")
        simple(
            "email", of: "xs:string", pattern: Patterns.email,
            "One address, or the seal that an export left in its place.")
        choice("flag", ["yes", "no"], indent: 1)
        choice("action", StagedRow.Action.allCases.map(\.rawValue), indent: 1)
        add(1, #"<xs:attributeGroup name="validity">"#)
        note(2, "Half-open: valid_to is the first day on which the row no longer holds.")
        add(2, #"<xs:attribute name="valid_from" type="day"/>"#)
        add(2, #"<xs:attribute name="valid_to" type="day"/>"#)
        add(1, "</xs:attributeGroup>")
    }

    private mutating func simple(
        _ name: String, of base: String, pattern: String?, _ documentation: String
    ) {
        add(1, #"<xs:simpleType name="\#(name)">"#)
        note(2, documentation)
        guard let pattern else {
            add(2, #"<xs:restriction base="\#(base)"/>"#)
            return add(1, "</xs:simpleType>")
        }
        add(2, #"<xs:restriction base="\#(base)">"#)
        add(3, #"<xs:pattern value="\#(pattern)"/>"#)
        add(2, "</xs:restriction>")
        add(1, "</xs:simpleType>")
    }

    private mutating func choice(_ name: String?, _ words: [String], indent: Int) {
        add(indent, name.map { #"<xs:simpleType name="\#($0)">"# } ?? "<xs:simpleType>")
        add(indent + 1, #"<xs:restriction base="xs:string">"#)
        for word in words { add(indent + 2, #"<xs:enumeration value="\#(word)"/>"#) }
        add(indent + 1, "</xs:restriction>")
        add(indent, "</xs:simpleType>")
    }

    // MARK: - Elements

    private mutating func writeOfficer() {
        add(1, #"<xs:complexType name="officer">"#)
        note(2, "A person with contact and postings in one element.")
        add(2, "<xs:sequence>")
        add(3, #"<xs:element name="posting" minOccurs="0" maxOccurs="unbounded">"#)
        add(4, "<xs:complexType>")
        for spec in MasterKind.posting.schema.specs {
            switch spec.field {
            case .person, .source: break
            default: attribute(spec, isRequired: spec.isRequired, indent: 5)
            }
        }
        add(5, #"<xs:attributeGroup ref="validity"/>"#)
        add(4, "</xs:complexType>")
        add(3, "</xs:element>")
        add(2, "</xs:sequence>")
        add(2, #"<xs:attribute name="code" type="code" use="required"/>"#)
        let contact = MasterKind.contact.schema.specs.filter { $0.type.isSealed }
        for spec in MasterKind.person.schema.specs + contact {
            attribute(spec, isRequired: false, indent: 2)
        }
        add(2, #"<xs:attributeGroup ref="validity"/>"#)
        add(1, "</xs:complexType>")
    }

    private mutating func write(_ kind: MasterKind) {
        let schema = kind.schema
        add(1, #"<xs:complexType name="\#(kind.rawValue)">"#)
        if schema.keyFields.isEmpty {
            add(2, #"<xs:attribute name="code" type="code" use="required"/>"#)
        }
        for spec in schema.specs {
            attribute(spec, isRequired: schema.keyFields.contains(spec.field), indent: 2)
        }
        add(2, #"<xs:attributeGroup ref="validity"/>"#)
        add(2, #"<xs:attribute name="action" type="action"/>"#)
        add(1, "</xs:complexType>")
    }

    private mutating func attribute(_ spec: KindSchema.Spec, isRequired: Bool, indent: Int) {
        let name = #"name="\#(spec.field.rawValue)""#
        let use = isRequired ? #" use="required""# : ""
        if let type = Self.typeName(spec.type) {
            return add(indent, #"<xs:attribute \#(name) type="\#(type)"\#(use)/>"#)
        }
        add(indent, "<xs:attribute \(name)\(use)>")
        switch spec.type {
        case .integer(let range):
            add(indent + 1, "<xs:simpleType>")
            add(indent + 2, #"<xs:restriction base="xs:integer">"#)
            add(indent + 3, #"<xs:minInclusive value="\#(range.lowerBound)"/>"#)
            add(indent + 3, #"<xs:maxInclusive value="\#(range.upperBound)"/>"#)
            add(indent + 2, "</xs:restriction>")
            add(indent + 1, "</xs:simpleType>")
        case .choice(let words): choice(nil, words, indent: indent + 1)
        default: break
        }
        add(indent, "</xs:attribute>")
    }

    /// Nothing for types that are written out where they stand.
    private static func typeName(_ type: FieldType) -> String? {
        switch type {
        case .text: "xs:string"
        case .name: "name"
        case .list: "list"
        case .day: "day"
        case .flag: "flag"
        case .code: "code"
        case .place: "place-ref"
        case .thing: "thing-ref"
        case .mobile: "mobile"
        case .email: "email"
        case .integer, .choice: nil
        }
    }
}
