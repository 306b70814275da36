internal import MasterData

/// What one table of a file is proposed to yield.
struct TableProposal {
    var records: [ProfileProposal.Record] = []
    var rules: [ProfileProposal.Rule] = []
    var columns: [ProfileProposal.Column] = []
    var notes: [String] = []
    let table: SampledFile.Table
    var guesses: [ColumnGuess] = []
    /// The column of each role, the surest.
    var places: [ColumnGuess.Role: Int] = [:]
    var used: Set<Int> = []

    init(_ table: SampledFile.Table, of file: String, known: KnownMasters) {
        self.table = table
        var subject = Self.subject(of: table, file)
        guess(subject, known)
        let own = ownKind(subject)
        if own != subject {
            subject = own
            guess(subject, known)
        }
        if let own { propose(own) }
        for (index, column) in table.columns.enumerated() {
            let guess = guesses[index]
            let isUsed = used.contains(index)
            columns.append(
                ProfileProposal.Column(
                    name: column.name, element: table.element.joined(separator: "/"),
                    meaning: isUsed ? Self.meaning(guess.role) : nil,
                    confidence: guess.confidence,
                    reason: isUsed || guess.role == .none
                        ? guess.reason : unusedReason(index)))
        }
    }

    private mutating func guess(_ subject: MasterKind?, _ known: KnownMasters) {
        guesses = table.columns.map { ColumnGuess($0, subject: subject, known: known) }
        places = [:]
        for (index, guess) in guesses.enumerated() where guess.role != .none {
            guard let other = places[guess.role] else {
                places[guess.role] = index
                continue
            }
            let years = [other, index].map { HeadingWords(table.columns[$0].name).year ?? 0 }
            let isBetter =
                years[0] != years[1]
                ? years[1] > years[0] : guess.confidence > guesses[other].confidence
            if isBetter { places[guess.role] = index }
        }
    }

    /// The kind that the file or the element is named after, or that a column says.
    private static func subject(of table: SampledFile.Table, _ file: String) -> MasterKind? {
        if let kinds = table.columns.first(where: { $0.name == "kind" }), kinds.distinct.count == 1,
            let kind = kinds.distinct.first.flatMap(MasterKind.init(rawValue:))
        {
            return kind
        }
        if let last = table.element.last {
            return MasterKind(rawValue: ColumnGuess.label(last)) ?? HeadingWords(last).kind
        }
        let stem = file.split(separator: ".").first.map(String.init) ?? file
        return HeadingWords(stem).kind
    }

    /// The finest kind of which each row has another code.
    private func ownKind(_ subject: MasterKind?) -> MasterKind? {
        if let subject {
            if !subject.schema.keyFields.isEmpty, hasKey(of: subject) { return subject }
            if let place = places[.code(subject)], isIdentity(place) { return subject }
        }
        for kind in Self.fineFirst {
            if let place = places[.code(kind)], isIdentity(place) { return kind }
        }
        // A register may repeat its rows: then the column that tells most of them apart.
        let coded = Self.fineFirst.compactMap { kind in places[.code(kind)].map { (kind, $0) } }
        return coded.max {
            table.columns[$0.1].distinct.count < table.columns[$1.1].distinct.count
        }?
        .0
    }

    private func isIdentity(_ place: Int) -> Bool {
        let column = table.columns[place]
        return !column.isBlank
            && Double(column.distinct.count) >= 0.98 * Double(column.values.count)
            && column.values.count * 2 > column.rows
    }

    private func hasKey(of kind: MasterKind) -> Bool {
        kind.schema.keyFields.allSatisfy { field in
            if places[.field(kind, field)] != nil { return true }
            if case .code(let other) = kind.schema.spec(of: field)?.type {
                return places[.code(other)] != nil
            }
            return false
        }
    }

    private static let fineFirst: [MasterKind] = [
        .person, .post, .office, .service, .category, .village, .ward, .gramPanchayat, .urbanBody,
        .policeStation, .circle, .subTehsil, .block, .tehsil, .subdivision, .designation, .chain,
        .calendar, .department, .district, .division, .state,
    ]
}
