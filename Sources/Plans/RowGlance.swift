public import MasterData

/// What one look at a row of a feed shows, before checks are asked about it.
///
/// Nearly all rows of an honest file are such that hardly a check can find anything. A check that
/// sees so in the glance is not asked, and where none is, the row's ``Subject`` is never made.
/// A glance only ever leaves out what finds nothing. It is taken of bytes, so that a row that is
/// in order needs no strings.
public struct RowGlance: Sendable {
    /// What checks look at.
    public struct Aspects: OptionSet, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Both names by themselves.
        public static let names = Aspects(rawValue: 1)
        /// Whether there is a Hindi name.
        public static let hindiName = Aspects(rawValue: 2)
        public static let code = Aspects(rawValue: 4)
        /// The first and the last day.
        public static let days = Aspects(rawValue: 8)
        /// All else; no glance tells.
        public static let anything = Aspects(rawValue: 16)
    }

    /// The days on which the row holds, from the as-of day on where it names none.
    public let validity: Validity
    /// In what a check may find something.
    public private(set) var doubtful: Aspects

    /// A row of which no field was looked at.
    ///
    /// - Parameters:
    ///   - code: the UTF-8 of its code.
    ///   - day: the plan's as-of day.
    public init(
        code: UnsafeRawBufferPointer, of scheme: CodeScheme, from first: Day?, to last: Day?,
        asOf day: Day
    ) {
        validity = Validity(from: first ?? day, to: last ?? .distantFuture)
        doubtful = [.anything, .hindiName]
        if !CodesAreWellFormed.isWellFormed(code, of: scheme) { doubtful.insert(.code) }
        if DatesAreSane.isFarOff(validity.from, asOf: day)
            || DatesAreSane.isFarOff(validity.to, asOf: day)
            || NothingStartsFarAhead.isFarAhead(validity.from, of: day)
        {
            doubtful.insert(.days)
        }
    }

    /// Looks at the UTF-8 of one field.
    public mutating func look(at value: UnsafeRawBufferPointer, of field: Field) {
        if value.isEmpty { return }
        if field == .nameHi {
            doubtful.remove(.hindiName)
            if !PlainName.isHindi(value) { doubtful.insert(.names) }
        } else if field == .nameEn, !PlainName.isEnglish(value) {
            doubtful.insert(.names)
        }
    }

    public init(_ row: StagedRow, asOf day: Day) {
        var code = row.key.code
        self = code.withUTF8 { code in
            RowGlance(
                code: UnsafeRawBufferPointer(code), of: row.key.scheme, from: row.validFrom,
                to: row.validTo, asOf: day)
        }
        for var entry in row.fields {
            entry.value.withUTF8 { look(at: UnsafeRawBufferPointer($0), of: entry.field) }
        }
    }
}
