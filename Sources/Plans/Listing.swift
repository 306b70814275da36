internal import MasterData

/// Things of one kind in code order, each made into what a reader asks for.
///
/// Few things are a list in memory, which is made once and read often. Many are made anew each time
/// somebody goes through them, one after the other.
public struct Listing<Element: Sendable>: Sequence, Sendable {
    private enum Source: Sendable {
        case list([Element])
        case walk(MasterTable.InOrder, @Sendable (MasterTable.Element) -> Element?)
    }

    private let source: Source
    /// More things than these are not made into a list, also when they are at hand.
    private static var heldThings: Int { 32_768 }

    /// - Parameter make: what a thing becomes; nothing leaves it out.
    init(_ table: MasterTable, _ make: @escaping @Sendable (MasterTable.Element) -> Element?) {
        source =
            table.isPacked || table.count > Self.heldThings
            ? .walk(table.inOrder, make) : .list(table.inOrder.compactMap(make))
    }

    /// A few things that are at hand; none by default.
    init(_ list: [Element] = []) {
        source = .list(list)
    }

    /// Whether there is none; asking looks no further than the first.
    public var isEmpty: Bool {
        var iterator = makeIterator()
        return iterator.next() == nil
    }

    public func makeIterator() -> Iterator {
        switch source {
        case .list(let list): Iterator(list: list)
        case .walk(let things, let make): Iterator(walk: things.makeIterator(), make: make)
        }
    }

    public struct Iterator: IteratorProtocol {
        private let list: [Element]
        private var position = 0
        private var walk: MasterTable.Iterator?
        private let make: (MasterTable.Element) -> Element?

        fileprivate init(list: [Element]) {
            self.list = list
            make = { _ in nil }
        }

        fileprivate init(
            walk: MasterTable.Iterator, make: @escaping (MasterTable.Element) -> Element?
        ) {
            list = []
            self.walk = walk
            self.make = make
        }

        public mutating func next() -> Element? {
            if position < list.count {
                defer { position += 1 }
                return list[position]
            }
            while let thing = walk?.next() {
                if let element = make(thing) { return element }
            }
            return nil
        }
    }
}
