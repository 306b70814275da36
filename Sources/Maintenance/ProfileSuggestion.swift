internal import MappingStore
internal import MasterData
internal import Plans
public import SourceReading
public import Staging

/// Proposes a profile for a file that none fits.
public enum ProfileSuggestion {
    /// Looks at the first rows of a file, with nothing but their words and values to go by.
    ///
    /// - Parameter desk: where the live masters are, by whose codes and names columns are
    ///   recognised.
    public static func propose(
        for path: String, dialect: CSVDialect.Stated = .init(), source: RecordSource,
        desk: Desk? = nil
    ) throws -> ProfileProposal {
        let file = try SourceFile.open(path: path)
        let sample = try SampledFile(file, stated: dialect, source: source)
        guard let desk else { return ProfileProposal(sample) }
        let live = try desk.store.rows(ofRelease: desk.store.head().number)
        return ProfileProposal(sample, known: KnownMasters(live))
    }
}
