/// Work that only one may be at, of all processes that have the database open.
public enum LoneWork: String, CaseIterable, Sendable {
    case sweep, delivery
}

extension MappingStore {
    /// Does work that nobody else is at; nothing is done, and nothing returned, when somebody is.
    ///
    /// Whoever dies at it leaves it free.
    public func alone<Value>(at work: LoneWork, _ body: () throws -> Value) throws -> Value? {
        try driver.alone(work.rawValue, body)
    }
}
