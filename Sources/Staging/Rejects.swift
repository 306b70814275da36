/// Rows at fault, written out to be corrected and imported again.
public enum Rejects {
    /// The heading of the column of findings, which every profile knows and none reads.
    public static let heading = "rajmap_findings"
}
