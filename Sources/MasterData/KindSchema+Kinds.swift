// The one table of what each master holds. Canonical CSV headings, the JSON table schemas
// in `schemas/` and the XML layout follow from it.

extension KindSchema {
    static func make(_ kind: MasterKind) -> KindSchema {
        if kind.isPlace { return place(kind) }
        var table = Table(kind)
        switch kind {
        case .department:
            table.names()
            table.optional(.parent, .code(.department))
            table.required(
                .type,
                .choice(["department", "board", "corporation", "discom", "commission", "authority"])
            )
        case .designation:
            table.names()
        case .category:
            table.names()
            table.optional(.parent, .code(.category))
            table.optional(.department, .code(.department))
            table.required(.hierarchyRural, hierarchies)
            table.required(.hierarchyUrban, hierarchies)
            table.optional(.audience, .choice(["public", "internal"]))
            table.optional(.variant, .choice(["any", "rural", "urban"]))
        case .chain:
            table.names()
            table.optional(.department, .code(.department))
        case .chainLevel:
            table.keyed(by: [.chain, .level])
            table.required(.chain, .code(.chain))
            table.required(.level, .integer(1...4))
            table.optional(.department, .code(.department))
            table.required(.designation, .code(.designation))
            table.required(.officeLevel, officeLevels)
            table.required(.days, .integer(0...3650))
            table.required(.calendar, .choice(["calendar", "working"]))
            table.required(.escalation, .choice(["automatic", "manual"]))
            table.required(.sendBack, .flag)
            table.optional(.coarseDesignation, .code(.designation))
            table.optional(.coarseOfficeLevel, officeLevels)
        case .office:
            table.required(.department, .code(.department))
            table.required(.level, officeLevels)
            table.names()
            table.optional(.place, .place)
        case .jurisdiction:
            table.keyed(by: [.office, .place])
            table.required(.office, .code(.office))
            table.required(.place, .place)
            table.required(.mode, .choice(["include", "exclude"]))
        case .post:
            table.required(.designation, .code(.designation))
            table.required(.office, .code(.office))
            table.optional(.phone, .text)
            table.optional(.email, .text)
            table.optional(.receives, .flag)
            table.optional(.committee, .flag)
        case .person:
            table.names()
            table.optional(.retiresOn, .day)
        case .contact:
            table.keyed(by: [.person])
            table.required(.person, .code(.person))
            table.optional(.mobile, .mobile)
            table.optional(.email, .email)
        case .posting:
            table.keyed(by: [.post, .person])
            table.required(.post, .code(.post))
            table.required(.person, .code(.person))
            table.required(
                .nature,
                .choice([
                    "substantive", "officiating", "additional_charge", "look_after", "link_officer",
                ]))
            table.optional(.orderNo, .text)
        case .leave:
            table.keyed(by: [.person])
            table.required(.person, .code(.person))
            table.optional(.reason, .text)
        case .rule:
            table.optional(.category, .code(.category))
            table.optional(.place, .place)
            table.optional(.channel, .choice(["portal", "app", "call181", "emitra", "counter"]))
            table.optional(.setting, .choice(["rural", "urban"]))
            table.optional(.priority, .integer(-1000...1000))
            table.required(.department, .code(.department))
            table.required(.chain, .code(.chain))
            for field in [Field.l1Post, .l2Post, .l3Post, .l4Post] {
                table.optional(field, .code(.post))
            }
        case .service:
            table.names()
            table.required(.department, .code(.department))
            table.required(.designatedOfficer, .code(.designation))
            table.required(.days, .integer(1...3650))
            table.optional(.firstAppeal, .code(.designation))
            table.optional(.firstDays, .integer(1...3650))
            table.optional(.secondAppeal, .code(.designation))
            table.optional(.secondDays, .integer(1...3650))
            table.optional(.status, .choice(["sourced", "sample"]))
        case .serviceCategory:
            table.keyed(by: [.service, .category])
            table.required(.service, .code(.service))
            table.required(.category, .code(.category))
        case .calendar:
            table.names()
            table.optional(.department, .code(.department))
            table.optional(.place, .place)
            table.optional(.weeklyOff, .list)
        case .holiday:
            table.keyed(by: [.calendar, .date])
            table.required(.calendar, .code(.calendar))
            table.required(.date, .day)
            table.names()
            table.optional(.type, .choice(["gazetted", "local"]))
        case .overlap:
            table.keyed(by: [.place, .other])
            table.required(.place, .place)
            table.required(.other, .place)
        case .succession:
            table.required(.type, .choice(SuccessionEvent.allCases.map(\.rawValue)))
            table.optional(.predecessor, .thing)
            table.optional(.successor, .thing)
            table.optional(.orderNo, .text)
        case .policy:
            table.optional(
                .severity, .choice(["soft", "hard", "off", "note", "warning", "error"]))
            table.optional(.percent, .integer(0...100))
            table.optional(.rows, .integer(0...100_000_000))
            table.optional(.hours, .integer(1...720))
            table.optional(.persons, .list)
            table.optional(.orderNo, .text)
        default:
            break
        }
        table.optional(.source, .text)
        return table.schema
    }

    /// The levels at which offices stand, coarse to fine, for those that name a kind of place.
    public static let officeLevelNames = [
        "state", "head_office", "zone", "circle", "division", "district", "subdivision", "tehsil",
        "block", "urban_body", "local",
    ]

    private static let officeLevels = FieldType.choice(officeLevelNames)
    private static let hierarchies = FieldType.choice(Hierarchy.allCases.map(\.rawValue))

    private static func place(_ kind: MasterKind) -> KindSchema {
        var table = Table(kind)
        switch kind {
        case .state, .district, .subdivision, .tehsil, .subTehsil, .block, .gramPanchayat, .village,
            .urbanBody, .ward:
            table.schema.schemes = [.lgd, .raj, .own]
        default:
            break
        }
        table.names()
        table.optional(.aliases, .list)
        for hierarchy in Hierarchy.allCases { table.optional(hierarchy.parentField, .place) }
        if kind == .urbanBody {
            table.optional(.bodyType, .choice(["corporation", "council", "municipality"]))
        }
        table.optional(.source, .text)
        return table.schema
    }

    private struct Table {
        var schema: KindSchema

        init(_ kind: MasterKind) {
            schema = KindSchema(kind: kind, schemes: [.own, .raj], keyFields: [], specs: [])
        }

        mutating func keyed(by fields: [Field]) { schema.keyFields = fields }

        mutating func names() {
            required(.nameEn, .name)
            optional(.nameHi, .name)
        }

        mutating func required(_ field: Field, _ type: FieldType) {
            schema.specs.append(Spec(field: field, type: type, isRequired: true))
        }

        mutating func optional(_ field: Field, _ type: FieldType) {
            schema.specs.append(Spec(field: field, type: type, isRequired: false))
        }
    }
}
