/// A half-open window of days `[from, to)` in which something holds.
public struct Validity: Hashable, Sendable {
    public var from: Day
    /// The first day on which it no longer holds; ``Day/distantFuture`` when open.
    public var to: Day

    public init(from: Day, to: Day = .distantFuture) {
        self.from = from
        self.to = to
    }

    public var isEmpty: Bool { to <= from }
    public var isOpen: Bool { to == .distantFuture }

    public func contains(_ day: Day) -> Bool { from <= day && day < to }

    public func overlaps(_ other: Validity) -> Bool { from < other.to && other.from < to }

    /// The days that both hold, or nothing.
    public func intersection(_ other: Validity) -> Validity? {
        let both = Validity(from: max(from, other.from), to: min(to, other.to))
        return both.isEmpty ? nil : both
    }
}

extension Validity: CustomStringConvertible {
    public var description: String { "[\(from), \(to))" }
}
