public import MasterData

/// What one look at a row of a feed shows, before checks are asked about it.
///
/// Nearly all rows of an honest file are such that hardly a check can find anything. A check that
/// sees so in the glance is not asked, and where none is, the row's ``Subject`` is never made.
/// A glance only ever leaves out what finds nothing.
public struct RowGlance: Sendable {
    public let key: RowKey
    /// The days on which the row holds, from the as-of day on where it names none.
    public let validity: Validity
    /// The plan's as-of day.
    public let asOf: Day
    public let hasHindiName: Bool
    /// No check that looks at names alone can find anything in these: see ``PlainName``.
    public let namesArePlain: Bool

    public init(_ row: StagedRow, asOf day: Day) {
        key = row.key
        asOf = day
        validity = Validity(from: row.validFrom ?? day, to: row.validTo ?? .distantFuture)
        var hasHindiName = false
        var arePlain = true
        for entry in row.fields {
            if entry.field == .nameHi {
                if entry.value.isEmpty { continue }
                hasHindiName = true
                arePlain = arePlain && PlainName.isHindi(entry.value)
            } else if entry.field == .nameEn {
                arePlain = arePlain && (entry.value.isEmpty || PlainName.isEnglish(entry.value))
            }
        }
        self.hasHindiName = hasHindiName
        namesArePlain = arePlain
    }
}
