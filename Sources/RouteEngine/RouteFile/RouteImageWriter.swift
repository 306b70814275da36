import CMachine

/// Puts sections together to the bytes of a route file.
struct RouteImageWriter {
    private struct Piece {
        var section: RouteSection
        var count: Int
        var write: (UnsafeMutableRawBufferPointer) -> Void
    }

    private var pieces: [Piece] = []

    /// Adds items as they lie in memory; rajmap runs on little-endian machines only.
    mutating func add<Item>(_ section: RouteSection, _ items: ContiguousArray<Item>) {
        precondition(MemoryLayout<Item>.stride == section.itemByteCount, "items of another section")
        pieces.append(
            Piece(section: section, count: items.count) { target in
                items.withUnsafeBytes { target.copyMemory(from: $0) }
            })
    }

    /// Adds the bytes of whole items.
    mutating func add(_ section: RouteSection, bytes: ContiguousArray<UInt8>) {
        precondition(bytes.count % section.itemByteCount == 0, "a part of an item")
        pieces.append(
            Piece(section: section, count: bytes.count / section.itemByteCount) { target in
                bytes.withUnsafeBytes { target.copyMemory(from: $0) }
            })
    }

    /// The whole file, with its checksums.
    func image(_ kind: RouteFileKind) -> RouteImage {
        let tableEnd = RouteImage.headerByteCount + pieces.count * RouteImage.entryByteCount
        let headerEnd = RouteImage.rounded(tableEnd)
        let total = pieces.reduce(headerEnd) { $0 + Self.byteCount($1) }
        var parts = Array(repeating: RouteImage.Part(), count: 65)
        let words = [UInt64](unsafeUninitializedCapacity: total / 8) { buffer, count in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            bytes.zero(0..<headerEnd)
            var end = headerEnd
            for (number, piece) in pieces.enumerated() {
                let length = Self.byteCount(piece)
                let body = UnsafeMutableRawBufferPointer(rebasing: bytes[end..<end + length])
                let filled = piece.count * piece.section.itemByteCount
                body.zero(filled..<length)
                piece.write(UnsafeMutableRawBufferPointer(rebasing: body[..<filled]))
                let entry = RouteImage.headerByteCount + number * RouteImage.entryByteCount
                bytes.store(piece.section.rawValue, at: entry)
                bytes.store(machine_crc32c(0, body.baseAddress, length), at: entry + 4)
                bytes.store(UInt64(end), at: entry + 8)
                bytes.store(UInt64(length), at: entry + 16)
                bytes.store(UInt64(piece.count), at: entry + 24)
                parts[Int(piece.section.rawValue)] = .init(start: end, count: piece.count)
                end += length
            }
            bytes.store(RouteImage.magic, at: 0)
            bytes.store(kind.formatVersion, at: 8)
            bytes.store(kind.rawValue, at: 12)
            bytes.store(UInt64(total), at: 16)
            bytes.store(UInt32(pieces.count), at: 24)
            bytes.store(machine_crc32c(0, bytes.baseAddress, headerEnd), at: 28)
            count = total / 8
        }
        return RouteImage(trusted: words, parts: parts)
    }

    private static func byteCount(_ piece: Piece) -> Int {
        RouteImage.rounded(piece.count * piece.section.itemByteCount)
    }
}

extension UnsafeMutableRawBufferPointer {
    fileprivate func zero(_ range: Range<Int>) {
        UnsafeMutableRawBufferPointer(rebasing: self[range])
            .initializeMemory(as: UInt8.self, repeating: 0)
    }

    fileprivate func store<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        storeBytes(of: number.littleEndian, toByteOffset: offset, as: Number.self)
    }
}
