/// Complaints as numbers, in columns: what a table compares.
///
/// Made by one table and good for that table alone, for the numbers are its own.
public struct FlatBatch: Sendable {
    /// The codes of the four fields side by side; all bits of a field when no rule names it.
    var keys: ContiguousArray<UInt64> = []
    /// Ranks of days.
    var days: ContiguousArray<UInt16> = []
    /// Places in the dense array, or ``outside``; empty when the table has none.
    var cells: ContiguousArray<UInt32> = []

    /// Stands for a complaint whose district and sub-district no rule names together.
    static let outside = UInt32.max

    public init() {}

    public var count: Int { keys.count }

    public mutating func reserveCapacity(_ count: Int) {
        keys.reserveCapacity(count)
        days.reserveCapacity(count)
        cells.reserveCapacity(count)
    }

    public mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        days.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
    }
}
