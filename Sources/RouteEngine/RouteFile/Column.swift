/// Numbers of one shape side by side, in memory or in a mapped route file.
///
/// The items never change. They lie in a block that lives as long as its last column, and
/// whoever reads one neither allocates nor copies.
struct Column<Item: BitwiseCopyable & Sendable>: Sendable {
    /// Keeps the bytes where they are.
    private let block: any ByteBlock
    /// A number, because a pointer says nothing about who may share it; these bytes anybody may.
    private let address: UInt
    let count: Int

    /// Takes items that lie in a block already.
    init(in block: any ByteBlock, at address: UInt, count: Int) {
        self.block = block
        self.address = address
        self.count = count
    }

    /// Copies items into a block of their own.
    init(_ items: [Item]) {
        let block = HeapBlock(byteCount: items.count * MemoryLayout<Item>.stride)
        items.withUnsafeBytes { block.fill(from: $0) }
        self.init(in: block, at: block.address, count: items.count)
    }

    /// The bytes, valid during the call.
    func withBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        try withExtendedLifetime(block) {
            try body(
                UnsafeRawBufferPointer(
                    start: UnsafeRawPointer(bitPattern: address),
                    count: count * MemoryLayout<Item>.stride))
        }
    }
}

extension Column: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(index: Int) -> Item {
        @inline(__always) get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the column")
            return withExtendedLifetime(block) {
                UnsafePointer<Item>(bitPattern: address).unsafelyUnwrapped[index]
            }
        }
    }
}

extension Column where Item == UInt8 {
    /// The text of some of the bytes.
    func text(_ range: Range<Int>) -> String {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "beyond the text")
        return withBytes {
            String(decoding: UnsafeRawBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
    }
}

/// Bytes that stay where they are, unchanged, until nobody holds them any more.
protocol ByteBlock: AnyObject, Sendable {
    var address: UInt { get }
    var byteCount: Int { get }
}

extension MappedFile: ByteBlock {}

/// A block of the heap, aligned for any item.
final class HeapBlock: ByteBlock {
    let address: UInt
    let byteCount: Int

    init(byteCount: Int) {
        self.byteCount = byteCount
        let bytes = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Swift.max(byteCount, 1), alignment: RouteImage.alignment)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        address = UInt(bitPattern: bytes.baseAddress.unsafelyUnwrapped)
    }

    deinit { UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }

    /// Sets the first bytes; only before anybody else has the block.
    fileprivate func fill(from bytes: UnsafeRawBufferPointer) {
        guard let target = UnsafeMutableRawPointer(bitPattern: address) else { return }
        UnsafeMutableRawBufferPointer(start: target, count: byteCount).copyMemory(from: bytes)
    }
}

extension HeapBlock {
    convenience init(copying bytes: UnsafeRawBufferPointer) {
        self.init(byteCount: bytes.count)
        fill(from: bytes)
    }
}
