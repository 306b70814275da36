internal import Glibc

/// Where the last row of each key stands: five bytes for a key, which itself stays in the spool.
///
/// A slot holds the place of a row and eight bits of the key's hash. Whoever looks a key up
/// compares the key of the row there, and goes on to the next slot when it is another.
struct KeyIndex {
    private let places: ZeroedPages
    private let marks: ZeroedPages
    private let capacity: Int
    private(set) var count = 0

    /// - Parameter capacity: how many slots there are; at most three quarters are used.
    init(capacity: Int = 1 << 12) {
        self.capacity = capacity
        places = ZeroedPages(byteCount: capacity * 4)
        marks = ZeroedPages(byteCount: capacity)
    }

    var isFull: Bool { count * 4 >= capacity * 3 }

    /// The capacity that comes after this one.
    var nextCapacity: Int { capacity < 1 << 20 ? capacity * 4 : capacity / 2 * 3 }

    /// A slot, and the place of a row that it holds; none in a free slot.
    struct Slot {
        fileprivate var index: Int
        fileprivate(set) var place: UInt32?
    }

    /// The slot of a key: the first whose row is the one, or the free slot where it belongs.
    func slot(of hash: UInt64, _ isTheOne: (_ place: UInt32) throws -> Bool) rethrows -> Slot {
        var index = Int(hash.multipliedFullWidth(by: UInt64(capacity)).high)
        let mark = UInt8(truncatingIfNeeded: hash)
        while true {
            let place = places.bytes.load(fromByteOffset: index * 4, as: UInt32.self)
            if place == 0 { return Slot(index: index, place: nil) }
            if marks.bytes[index] == mark, try isTheOne(place) {
                return Slot(index: index, place: place)
            }
            index += 1
            if index == capacity { index = 0 }
        }
    }

    /// Puts the place of a key's last row, which is not 0, into its slot.
    mutating func put(_ place: UInt32, into slot: Slot, hash: UInt64) {
        places.bytes.storeBytes(of: place, toByteOffset: slot.index * 4, as: UInt32.self)
        guard slot.place == nil else { return }
        marks.bytes[slot.index] = UInt8(truncatingIfNeeded: hash)
        count += 1
    }
}

/// Memory of its own, all zeros, which goes back to the system when it is no longer used.
private final class ZeroedPages {
    let bytes: UnsafeMutableRawBufferPointer

    init(byteCount: Int) {
        // Not from the allocator, which would keep what a larger index has replaced.
        let start = mmap(
            nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != MAP_FAILED else {
            preconditionFailure("The system gives no memory for an index of \(byteCount) bytes.")
        }
        bytes = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
    }

    deinit { munmap(bytes.baseAddress, bytes.count) }
}
