internal import MasterData

/// What a column is taken for, how surely, and why.
struct ColumnGuess {
    enum Role: Hashable {
        case code(MasterKind)
        case name(MasterKind, isHindi: Bool)
        /// The code of the thing of the same kind above it.
        case parentCode(MasterKind)
        case mobile, email, phone, from, to
        case field(MasterKind, Field)
        /// It means nothing to the masters, or nobody knows what.
        case none
    }

    var role: Role
    /// From 0 to 1.
    var confidence: Double
    var reason: String

    /// - Parameters:
    ///   - subject: the kind that a heading speaks of when it names none.
    init(_ column: ColumnSample, subject: MasterKind?, known: KnownMasters) {
        let guess = Self.guess(column, subject: subject, known: known)
        (role, confidence, reason) = guess
    }

    private typealias Guess = (Role, Double, String)

    private static func guess(
        _ column: ColumnSample, subject given: MasterKind?, known: KnownMasters
    ) -> Guess {
        let label = Self.label(column.name)
        let look = column.look
        let bearer = column.bearer.flatMap { HeadingWords($0).kind }
        let subject = bearer ?? given
        if HeadingWords.isRunningNumber(label) { return (.none, 0.95, "a running number") }
        if label == "kind", column.share({ MasterKind(rawValue: $0) != nil }) == 1 {
            return (.none, 0.99, "the kind, \(look)")
        }
        if let own = fieldOfItsOwn(label, subject) { return (own, 0.95, "named as the field is") }
        let words = HeadingWords(label)
        if let idle = words.idle { return (.none, 0.9, "\(idle); \(look)") }
        let kind = words.kind ?? subject
        let doubt = 0.1 * Double(min(3, words.strangers))
        let base = (words.kind != nil ? 0.9 : 0.8) - doubt
        if let contact = contact(column, words, base, subject) { return contact }
        if !words.parts.isDisjoint(with: [.from, .to]), !words.parts.contains(.order) {
            let days = column.days
            if column.isBlank || days.share >= 0.8 {
                let role = words.parts.contains(.to) ? Role.to : .from
                return (role, column.isBlank ? 0.6 : base, "its heading; \(look)")
            }
        }
        if let field = typed(words, kind, subject) {
            guard let spec = field.0.schema.spec(of: field.1), fits(column, spec.type) else {
                return (.none, 0.5, "looks like '\(field.1.rawValue)', with other words: \(look)")
            }
            return (.field(field.0, field.1), base, "its heading; \(look)")
        }
        guard let kind, kind.schema.keyFields.isEmpty || words.parts.contains(.code) else {
            return byValues(column, known)
        }
        let says = words.kind != nil ? "heading" : "place in the file"
        if words.parts.contains(.name) || words.isHindi || words.isEnglish {
            if words.isParent {
                return (.none, 0.8, "the name of what is above, which a code names")
            }
            return name(column, of: kind, words, base, says, known)
        }
        if words.parts.contains(.code) {
            return code(column, of: kind, words, base, says, known)
        }
        guard words.kind != nil, words.parts.isEmpty else { return byValues(column, known) }
        // `District`, `पद`: its values tell whether codes or names stand there.
        return column.share(isCodeLike) > 0.9
            ? code(column, of: kind, words, base - 0.1, says, known)
            : name(column, of: kind, words, base - 0.15, says, known)
    }

    // MARK: Parts

    /// The last step of a path, without what chooses it; of `field[@name='EMP']` what it says.
    static func label(_ name: String) -> String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        let bare = last.hasPrefix("@") ? String(last.dropFirst()) : last
        let local = bare.split(separator: ":").last.map(String.init) ?? bare
        guard let bracket = local.firstIndex(of: "[") else { return local }
        return String(local[..<bracket])
    }

    private static func fieldOfItsOwn(_ label: String, _ subject: MasterKind?) -> Role? {
        switch label {
        case "valid_from": return .from
        case "valid_to": return .to
        case "code":
            guard let subject, subject.schema.keyFields.isEmpty else { return nil }
            return .code(subject)
        case "mobile" where subject == .person: return .mobile
        case "email" where subject == .person: return .email
        default: break
        }
        let name = label.lowercased().replacing(" ", with: "_")
        guard let subject, let field = Field(rawValue: name),
            subject.schema.spec(of: field) != nil
        else { return nil }
        switch field {
        case .nameEn: return .name(subject, isHindi: false)
        case .nameHi: return .name(subject, isHindi: true)
        default: return .field(subject, field)
        }
    }

    private static func contact(
        _ column: ColumnSample, _ words: HeadingWords, _ base: Double, _ subject: MasterKind?
    ) -> Guess? {
        if words.parts.contains(.email) {
            let share = column.isBlank ? 0.8 : column.share(ColumnSample.isEmail)
            return share > 0.5
                ? (.email, base * share, "its heading; \(column.look)")
                : (.none, 0.5, "headed as e-mail; \(column.look)")
        }
        guard !words.parts.isDisjoint(with: [.mobile, .phone]) else { return nil }
        if subject == .post || column.isBlank && !words.parts.contains(.mobile) {
            return (.phone, base * 0.8, "its heading; \(column.look)")
        }
        let share = column.isBlank ? 0.8 : column.share(ColumnSample.isMobile)
        if share > 0.5 { return (.mobile, base * share, "its heading; \(column.look)") }
        return words.parts.contains(.phone)
            ? (.phone, base * 0.8, "its heading; \(column.look)")
            : (.none, 0.5, "headed as mobile; \(column.look)")
    }

    private static func typed(
        _ words: HeadingWords, _ kind: MasterKind?, _ subject: MasterKind?
    ) -> (MasterKind, Field)? {
        if words.parts.contains(.order) { return (.posting, .orderNo) }
        if words.parts.contains(.nature) { return (.posting, .nature) }
        guard let kind else { return nil }
        if words.parts.contains(.level),
            let owner = [kind, subject].compactMap({ $0 }).first(where: {
                $0.schema.spec(of: .level) != nil
            })
        {
            return (owner, .level)
        }
        guard words.parts.contains(.type), !words.isParent else { return nil }
        for field in [Field.bodyType, .type] where kind.schema.spec(of: field) != nil {
            return (kind, field)
        }
        return nil
    }

    /// Whether the values are those of a field, as they stand or once their words are told apart.
    private static func fits(_ column: ColumnSample, _ type: FieldType) -> Bool {
        guard case .choice(let choices) = type, !column.isBlank else { return true }
        return column.share { choices.contains(ChoiceWords.meant($0, among: choices) ?? "") } > 0.9
    }

    private static func name(
        _ column: ColumnSample, of kind: MasterKind, _ words: HeadingWords, _ base: Double,
        _ says: String, _ known: KnownMasters
    ) -> Guess {
        let hindi = column.share(ColumnSample.isDevanagari)
        let latin = column.share(ColumnSample.isLatin)
        // Where there are no values the heading's own letters tell.
        let isInHindi = column.isBlank ? ColumnSample.isDevanagari(column.name) : hindi > 0.5
        let isHindi = words.isHindi || (!words.isEnglish && isInHindi)
        var confidence = base
        var reason = "its \(says); \(column.look)"
        if column.isBlank {
            confidence *= 0.7
        } else if isHindi {
            // The Hindi column of a sheet is often partly in English.
            confidence *= max(0.5, hindi)
        } else {
            confidence *= max(0.3, latin)
        }
        if let share = known.nameShare(column.distinct, of: kind), share > 0.5 {
            confidence = max(confidence, 0.95)
            reason += "; \(percent(share)) are live names of it"
        }
        return (.name(kind, isHindi: isHindi), confidence, reason)
    }

    private static func code(
        _ column: ColumnSample, of kind: MasterKind, _ words: HeadingWords, _ base: Double,
        _ says: String, _ known: KnownMasters
    ) -> Guess {
        let role = words.isParent ? Role.parentCode(kind) : .code(kind)
        var confidence = base * (column.isBlank ? 0.6 : column.share(isCode))
        var reason = "its \(says); \(column.look)"
        if let share = known.codeShare(column.distinct, of: kind) {
            reason += "; \(percent(share)) are live codes of it"
            if share > 0.9 {
                confidence = max(confidence, 0.97)
            } else if share < 0.05 {
                confidence *= 0.8
            }
        }
        if confidence < 0.3 {
            return (.none, 1 - confidence, "headed as a code, with other values: \(column.look)")
        }
        return (role, confidence, reason)
    }

    /// For a heading that says nothing.
    private static func byValues(_ column: ColumnSample, _ known: KnownMasters) -> Guess {
        if column.share(ColumnSample.isEmail) > 0.9 {
            return (.email, 0.75, "its values: \(column.look)")
        }
        if column.share(ColumnSample.isMobile) > 0.9, column.distinct.count > 1 {
            return (.mobile, 0.7, "its values: \(column.look)")
        }
        if column.distinct.count > 2 {
            let codes = known.kinds.map { ($0, known.codeShare(column.distinct, of: $0) ?? 0) }
                .filter { $0.1 > 0.9 }
            // Numbers may be codes of many kinds: only where one kind fits is it said.
            if codes.count == 1, let (kind, share) = codes.first {
                return (
                    .code(kind), 0.65,
                    "its values: \(percent(share)) are live codes of a \(kind.rawValue)"
                )
            }
            let names = known.kinds.map { ($0, known.nameShare(column.distinct, of: $0) ?? 0) }
                .filter { $0.1 > 0.8 }
            if names.count == 1, let (kind, share) = names.first {
                let isHindi = column.share(ColumnSample.isDevanagari) > 0.5
                return (
                    .name(kind, isHindi: isHindi), 0.65,
                    "its values: \(percent(share)) are live names of a \(kind.rawValue)"
                )
            }
        }
        return (.none, 0.5, column.look)
    }

    private static func isCode(_ text: String) -> Bool {
        CellReader.isCode(text) || RowKey(text) != nil
    }

    private static func isCodeLike(_ text: String) -> Bool {
        RowKey(text) != nil || isCode(text) && !text.contains { $0.isLowercase }
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
