internal import MasterData

extension TableProposal {
    mutating func propose(_ own: MasterKind) {
        let isPosting = own == .person && places[.code(.post)] != nil
        var record = self.record(of: own, takesDays: !isPosting)
        if own != .person || !record.fields.isEmpty { records.append(record) }
        if isPosting { records.append(self.record(of: .posting, takesDays: true)) }
        if own == .person { proposeContact() }
        if own == .post {
            for (role, field) in [
                (ColumnGuess.Role.phone, Field.phone), (.mobile, .phone), (.email, .email),
            ]
            where record.fields.allSatisfy({ $0.field != field }) {
                guard let source = source(role) else { continue }
                record.fields.append((field, source))
            }
            records[records.count - 1] = record
        }
        for kind in MasterKind.places
        where kind != own && kind < own || !own.isPlace && kind.isPlace && kind != own {
            proposeNamed(kind)
        }
        if own != .designation, !own.isPlace { proposeNamed(.designation) }
        proposeRules()
        for record in records where !record.isNamed {
            for spec in record.kind.schema.specs
            where spec.isRequired && !record.fields.contains(where: { $0.field == spec.field }) {
                notes.append(
                    "A \(record.kind.rawValue) needs '\(spec.field.rawValue)', for which no column was found; give it a column or a constant."
                )
            }
        }
    }

    private mutating func record(
        of kind: MasterKind, takesDays: Bool, isNamed: Bool = false
    ) -> ProfileProposal.Record {
        var record = ProfileProposal.Record(kind: kind, element: table.element, isNamed: isNamed)
        if kind.schema.keyFields.isEmpty { record.code = source(.code(kind)) }
        for spec in kind.schema.specs {
            guard let source = source(of: spec, in: kind) else { continue }
            record.fields.append((spec.field, source))
        }
        if takesDays {
            record.from = source(.from)
            record.to = source(.to)
        }
        return record
    }

    private mutating func source(
        of spec: KindSchema.Spec, in kind: MasterKind
    ) -> ProfileProposal.Source? {
        if var known = source(.field(kind, spec.field)) {
            if case .choice(let choices) = spec.type { known.words = words(known, choices) }
            return known
        }
        switch (spec.field, spec.type) {
        case (.nameEn, _): return source(.name(kind, isHindi: false))
        case (.nameHi, _): return source(.name(kind, isHindi: true))
        case (.parent, .code(let other)) where other == kind: return source(.parentCode(kind))
        case (_, .code(let other)) where spec.field.rawValue == other.rawValue && other != kind:
            return source(.code(other))
        case (.place, .place):
            for place in MasterKind.places.reversed() {
                if let source = reference(to: place) { return source }
            }
            return nil
        case (_, .place):
            for (parent, field) in Self.parents[kind] ?? [] where field == spec.field {
                if let source = reference(to: parent) { return source }
            }
            return nil
        case (.mobile, _): return source(.mobile)
        case (.email, _) where kind == .contact: return source(.email)
        case (.orderNo, _), (.nature, _):
            guard var source = source(.field(.posting, spec.field)) else { return nil }
            if case .choice(let choices) = spec.type { source.words = words(source, choices) }
            return source
        default: return nil
        }
    }

    /// What stands above each kind of place, the nearest first, and in which hierarchy.
    private static let parents: [MasterKind: [(MasterKind, Field)]] = [
        .division: [(.state, .parentRevenue)],
        .district: [(.division, .parentRevenue), (.state, .parentRevenue)],
        .subdivision: [(.district, .parentRevenue)],
        .tehsil: [(.subdivision, .parentRevenue), (.district, .parentRevenue)],
        .subTehsil: [(.tehsil, .parentRevenue)],
        .block: [(.district, .parentPanchayat)],
        .gramPanchayat: [(.block, .parentPanchayat)],
        .village: [
            (.subTehsil, .parentRevenue), (.tehsil, .parentRevenue),
            (.gramPanchayat, .parentPanchayat),
        ],
        .urbanBody: [(.district, .parentUrban), (.state, .parentUrban)],
        .ward: [(.urbanBody, .parentUrban)],
        .circle: [(.district, .parentDepartment)],
        .policeStation: [(.district, .parentDepartment)],
    ]

    private mutating func reference(to kind: MasterKind) -> ProfileProposal.Source? {
        guard var source = source(.code(kind)), let index = places[.code(kind)] else { return nil }
        let spelt = table.columns[index].share { RowKey($0)?.kind.isPlace == true }
        if spelt < 0.9 { source.kind = kind }
        return source
    }

    private mutating func proposeContact() {
        let channels = [ColumnGuess.Role.mobile, .email].filter { places[$0] != nil }
        guard !channels.isEmpty, let person = source(.code(.person)) else { return }
        var record = ProfileProposal.Record(kind: .contact, element: table.element)
        record.fields.append((.person, person))
        for channel in channels {
            guard let source = source(channel) else { continue }
            record.fields.append((channel == .mobile ? .mobile : .email, source))
            record.whenAny.append(source.column)
        }
        records.append(record)
    }

    /// A thing that the rows merely name.
    private mutating func proposeNamed(_ kind: MasterKind) {
        guard places[.code(kind)] != nil, places[.name(kind, isHindi: false)] != nil else { return }
        records.append(record(of: kind, takesDays: false, isNamed: true))
    }

    /// Codes that no record takes are checked all the same.
    private mutating func proposeRules() {
        for (index, guess) in guesses.enumerated() where !used.contains(index) {
            guard case .code(let kind) = guess.role, places[guess.role] == index,
                let source = source(guess.role)
            else { continue }
            rules.append(ProfileProposal.Rule(element: table.element, source: source, kind: kind))
        }
    }

    private mutating func source(_ role: ColumnGuess.Role) -> ProfileProposal.Source? {
        guard let index = places[role], guesses[index].confidence >= 0.3 else { return nil }
        used.insert(index)
        let (column, guess) = (table.columns[index], guesses[index])
        var source = ProfileProposal.Source(
            column: column.name, note: "\(Self.figure(guess.confidence)) \(guess.reason)")
        switch role {
        case .code, .parentCode: source.width = column.width
        case .from, .to: source.order = column.days.order
        default: break
        }
        return source
    }

    /// The words of a column that mean a choice and are not written as it is.
    private func words(
        _ source: ProfileProposal.Source, _ choices: [String]
    ) -> [String: String] {
        var words: [String: String] = [:]
        let values = table.columns.first { $0.name == source.column }?.distinct ?? []
        for value in values where !choices.contains(value) {
            if let meant = ChoiceWords.meant(value, among: choices) { words[value] = meant }
        }
        return words
    }

    /// Only the rows of the state that is live, where the file has others too.
    func stateFilter(_ state: String) -> (column: String, value: String)? {
        guard let index = places[.code(.state)], guesses[index].role == .code(.state) else {
            return nil
        }
        let column = table.columns[index]
        guard column.distinct.count > 1, column.distinct.contains(state) else { return nil }
        return (column.name, state)
    }

    // MARK: Words for people

    func unusedReason(_ index: Int) -> String {
        let (guess, look) = (guesses[index], table.columns[index].look)
        let meaning = Self.meaning(guess.role)
        if let other = places[guess.role], other != index {
            return
                "looks like '\(table.columns[other].name)', the \(meaning), which was taken; \(look)"
        }
        return "looks like the \(meaning), for which the records have no place; \(look)"
    }

    static func figure(_ confidence: Double) -> String {
        let hundredths = min(100, Int((confidence * 100).rounded()))
        return "\(hundredths) %"
    }

    static func meaning(_ role: ColumnGuess.Role) -> String {
        switch role {
        case .code(let kind): "code of the \(kind.rawValue)"
        case .name(let kind, let isHindi):
            "\(isHindi ? "Hindi" : "English") name of the \(kind.rawValue)"
        case .parentCode(let kind): "code of the \(kind.rawValue) above"
        case .mobile: "mobile number"
        case .email: "e-mail address"
        case .phone: "telephone of the post"
        case .from: "first day"
        case .to: "last day"
        case .field(let kind, let field): "\(field.rawValue) of the \(kind.rawValue)"
        case .none: "unknown"
        }
    }
}
