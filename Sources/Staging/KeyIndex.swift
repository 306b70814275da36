internal import CMachine
internal import Glibc

/// Where the last row of each key stands: five bytes for a key, which itself stays in the spool.
///
/// A slot holds the place of a row and eight bits of the key's hash. Whoever looks a key up
/// compares the key of the row there, and goes on to the next slot when it is another. Twelve
/// slots lie in one line of the cache, so that most keys are found, or missed, by one look at
/// memory.
struct KeyIndex {
    private let lines: ZeroedPages
    private let lineCount: Int
    private(set) var count = 0

    private static let lineBytes = 64
    private static let slotsOfLine = 12
    /// Where in a line the bits of the hashes stand, after the places.
    private static let marks = 48

    /// - Parameter capacity: how many slots there are at least; at most three quarters are used.
    init(capacity: Int) {
        lineCount = max(1, (capacity + Self.slotsOfLine - 1) / Self.slotsOfLine)
        lines = ZeroedPages(byteCount: lineCount * Self.lineBytes)
    }

    private var capacity: Int { lineCount * Self.slotsOfLine }

    var isFull: Bool { count * 4 >= capacity * 3 }

    /// The capacity that comes after this one.
    var nextCapacity: Int { capacity < 1 << 20 ? capacity * 4 : capacity / 2 * 3 }

    /// A slot, and the place of a row that it holds; none in a free slot.
    struct Slot {
        /// In bytes.
        fileprivate var line: Int
        fileprivate var index: Int
        fileprivate(set) var place: UInt32?
    }

    /// Whether looking at it means waiting for memory.
    var isLarge: Bool { lineCount >= 1 << 16 }

    /// Has the memory fetched in which a key is looked for first.
    func prefetch(_ hash: UInt64) {
        guard let start = lines.bytes.baseAddress else { return }
        machine_prefetch(start + line(of: hash) * Self.lineBytes)
    }

    private func line(of hash: UInt64) -> Int {
        Int(hash.multipliedFullWidth(by: UInt64(lineCount)).high)
    }

    /// The slot of a key: the first whose row is the one, or the free slot where it belongs.
    func slot(of hash: UInt64, _ isTheOne: (_ place: UInt32) throws -> Bool) rethrows -> Slot {
        var number = line(of: hash)
        let mark = UInt8(truncatingIfNeeded: hash)
        let first = Int(hash >> 8 & 0xFF) * Self.slotsOfLine >> 8
        while true {
            let line = number * Self.lineBytes
            var index = first
            repeat {
                let place = lines.bytes.load(fromByteOffset: line + index * 4, as: UInt32.self)
                if place == 0 { return Slot(line: line, index: index, place: nil) }
                if lines.bytes[line + Self.marks + index] == mark, try isTheOne(place) {
                    return Slot(line: line, index: index, place: place)
                }
                index += 1
                if index == Self.slotsOfLine { index = 0 }
            } while index != first
            number += 1
            if number == lineCount { number = 0 }
        }
    }

    /// Puts the place of a key's last row, which is not 0, into its slot.
    mutating func put(_ place: UInt32, into slot: Slot, hash: UInt64) {
        lines.bytes.storeBytes(
            of: place, toByteOffset: slot.line + slot.index * 4, as: UInt32.self)
        guard slot.place == nil else { return }
        lines.bytes[slot.line + Self.marks + slot.index] = UInt8(truncatingIfNeeded: hash)
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
        // It is read here and there, and would need an entry of the processor's for each page.
        if byteCount >= 4 << 20 { madvise(start, byteCount, MADV_HUGEPAGE) }
        bytes = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
    }

    deinit { munmap(bytes.baseAddress, bytes.count) }
}
