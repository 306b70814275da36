/// How much a reader takes before it refuses a file.
///
/// A feed arrives from outside, so everything that could grow without end has a bound that
/// no honest master comes near. What is beyond one is refused with a finding that names
/// the bound, and memory does not grow with the file.
public struct ReadingLimits: Hashable, Sendable {
    /// The bytes of one file.
    public var fileBytes = 2 << 30
    /// The rows of a CSV file, or the records of an XML one.
    public var rows = 5_000_000
    /// The bytes of one field as it is written.
    public var fieldBytes = 64 << 10
    /// The bytes of one CSV row, its line ends included.
    public var rowBytes = 1 << 20
    /// The columns of a CSV file.
    public var columns = 512
    /// How deep XML elements may stand inside one another.
    public var depth = 32
    /// The bytes from `<` to `>` of one XML tag, comment or processing instruction.
    public var tagBytes = 64 << 10
    /// The attributes of one XML element, namespace declarations included.
    public var attributes = 64

    public init() {}

    /// What every command uses unless it is told otherwise.
    public static let standard = ReadingLimits()
}
