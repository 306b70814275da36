public import MasterData

/// The routes of exactly one release, ready to decide for any day of a window.
///
///     let table = RouteTable.compile(rows, release: label, days: Validity(from: day, to: end))
///     let decision = table.decide(request)
///
/// A value that never changes; any number of threads may ask it at once.
public struct RouteTable: Sendable {
    public let release: ReleaseLabel
    /// The days on which it can decide; a request of another day is unroutable.
    public let days: Validity
    let model: RouteModel

    /// Whether it knows where rows were said, so that explanations carry their sources.
    public var knowsSources: Bool { model.sources != nil }

    /// Compiles the masters of a release for a window of days.
    ///
    /// Rows that point at nothing compile to rules that never match and offices that serve
    /// no place; ``verify(during:)`` names them.
    ///
    /// - Parameters:
    ///   - rows: the masters of the release.
    ///   - release: its number and digest, which every answer carries.
    ///   - days: the days on which the table is to decide.
    ///   - sources: where the rows were said, for explanations.
    public static func compile(
        _ rows: MasterRows, release: ReleaseLabel, days: Validity, sources: RowSources? = nil
    ) -> RouteTable {
        RouteTable(
            release: release, days: days, model: RouteModel(rows, days: days, sources: sources))
    }
}
