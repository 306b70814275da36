public import MasterData

/// A file that cannot be read on; it carries the one finding that says why.
///
/// Faults that leave the rest of the file readable (a row with too many fields, an unknown
/// element) are not thrown: a reader hands them to its `finding` callback and goes on.
public struct SourceError: Error, Hashable, Sendable {
    /// Of family `file` or `structure`, always an error.
    public let finding: Finding

    public init(_ finding: Finding) {
        self.finding = finding
    }

    init(_ code: FindingCode, at origin: Origin, value: String? = nil, _ message: String) {
        finding = Finding(
            code: code, severity: .error, origin: origin, value: value, message: message)
    }
}

extension SourceError: CustomStringConvertible {
    public var description: String { finding.description }
}
