/// A code as one word: codes of up to seven bytes are their word, longer ones are hashed.
enum FlatCodeWord {
    /// Set in the words of longer codes, whose texts must be compared as well.
    static let isLong: UInt64 = 1 << 63

    /// Reads eight bytes from the start, of which those beyond the count do not matter.
    @inline(__always)
    static func of(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        count < 8 ? short(bytes, count) : long(bytes, count)
    }

    /// The word of a code of up to seven bytes; 0 for none at all.
    @inline(__always)
    static func short(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian
        // A count of 0 to 7: shifts that look for more would cost a branch each.
        let length = UInt64(truncatingIfNeeded: count)
        return word & ~(.max &<< (length &* 8)) | length &<< 56
    }

    @inline(never)
    static func long(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var hash = UInt64(count)
        var at = 0
        while at < count {
            var word: UInt64 = 0
            for index in 0..<min(8, count - at) {
                word |= UInt64(bytes[at + index]) << UInt64(index * 8)
            }
            hash = FlatHash.spread(hash ^ word) &+ FlatHash.factor
            at += 8
        }
        return hash | isLong
    }
}
