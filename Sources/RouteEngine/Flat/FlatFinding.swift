public import MasterData

/// What reading and checking a flat table can find.
public enum FlatFinding {
    /// The sheet has no column of a name that is needed.
    public static let heading: FindingCode = "structure.missing-heading"
    /// A row has more or fewer fields than the headings.
    public static let ragged: FindingCode = "structure.ragged-row"
    /// A quote stands inside a field that does not start with one, or is not closed.
    public static let quote: FindingCode = "structure.stray-quote"
    /// A row is longer than any row of a sheet is.
    public static let longRow: FindingCode = "structure.row-too-long"
    /// A rule lacks a field; `*` stands for any.
    public static let required: FindingCode = "cell.required"
    /// A date is not written `YYYY-MM-DD`, or there is no such day.
    public static let date: FindingCode = "cell.date"
    /// An id or a priority is no whole number in bounds.
    public static let number: FindingCode = "cell.number"
    /// Two rules have one id.
    public static let repeatedID: FindingCode = "row.duplicate-id"
    /// A rule ends before it starts.
    public static let emptyWindow: FindingCode = "time.empty-window"
    /// The sheet is beyond what one table holds.
    public static let tooLarge: FindingCode = "file.too-large"
    /// Two rules of equal rank send the same complaints to different targets.
    public static let conflict: FindingCode = "match.rule-conflict"
    /// Two rules of equal rank send the same complaints to the same target.
    public static let duplicate: FindingCode = "match.duplicate-rule"
    /// A rule wins on no day, for no complaint.
    public static let masked: FindingCode = "match.masked-rule"
    /// Complaints with codes that the rules know match no rule.
    public static let hole: FindingCode = "impact.hole"
}
