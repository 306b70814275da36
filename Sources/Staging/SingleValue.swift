public import MasterData

/// Reads one value that no file brought, by the rules for cells.
public enum SingleValue {
    /// What was expected instead of a value.
    public struct Fault: Error, Hashable, Sendable {
        public var code: FindingCode
        public var expected: String
    }

    /// The canonical form of a value, trimmed and in NFC; an empty one stays empty.
    public static func canonical(
        _ text: String, as type: FieldType
    ) -> Result<String, Fault> {
        var normaliser = Normaliser()
        let value = normaliser.canonical(text)
        if value.isEmpty { return .success("") }
        do {
            return .success(try CellReader.canonical(value, as: type, from: ValueSource()))
        } catch {
            return .failure(Fault(code: error.code, expected: error.expected))
        }
    }
}
