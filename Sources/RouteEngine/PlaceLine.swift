/// A thing and its ancestors, nearest first: of a place, or of a category.
///
/// Held in place without allocating; deeper nesting than ``capacity`` is cut off, which
/// also ends the cycles that an unchecked set of masters may hold.
struct PlaceLine: Sendable {
    static let capacity = 16

    private var items = InlineArray<16, Int32>(repeating: -1)
    private(set) var count = 0

    var isFull: Bool { count == Self.capacity }

    mutating func append(_ item: Int32) {
        items[count] = item
        count &+= 1
    }

    /// Counted from the nearest.
    subscript(position: Int) -> Int32 { items[position] }

    /// The item at a depth, counted from 1 at the root; -1 beyond the line.
    func item(atDepth depth: Int) -> Int32 { depth > count ? -1 : items[count - depth] }

    /// The position of an item, or -1.
    func position(of item: Int32) -> Int {
        for position in 0..<count where items[position] == item { return position }
        return -1
    }

    func contains(_ item: Int32) -> Bool { position(of: item) >= 0 }

    var array: [Int32] { (0..<count).map { items[$0] } }
}
