import MasterData

/// A rule as it was read; codes are numbers from 1, 0 stands for `*`.
struct FlatRow {
    var codes: (UInt32, UInt32, UInt32, UInt32)
    var from: Int32
    var to: Int32
    var priority: Int32
    var id: UInt32
    var target: UInt32
    var line: UInt32

    /// 8 for a category given, 4 for a district, 2 for a sub-district, 1 for a channel.
    var specificity: UInt32 {
        (codes.0 == 0 ? 0 : 8) | (codes.1 == 0 ? 0 : 4) | (codes.2 == 0 ? 0 : 2)
            | (codes.3 == 0 ? 0 : 1)
    }
}

/// Reading of small texts in a row.
enum FlatCell {
    /// A whole number without a sign, up to the limit; nothing else.
    @inline(__always)
    static func number(_ bytes: UnsafePointer<UInt8>, _ count: Int, upTo limit: UInt64) -> UInt64? {
        guard count > 0, count < 12 else { return nil }
        var value: UInt64 = 0
        for index in 0..<count {
            let digit = bytes[index] &- 0x30
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ UInt64(digit)
        }
        return value <= limit ? value : nil
    }

    /// A whole number, perhaps with a minus.
    @inline(__always)
    static func signed(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
        guard count > 0 else { return nil }
        if bytes[0] == 0x2D {
            return number(bytes + 1, count - 1, upTo: 1_000_000_000).map { -Int32($0) }
        }
        return number(bytes, count, upTo: 1_000_000_000).map { Int32($0) }
    }

    /// The number of a day written `YYYY-MM-DD`, or nothing.
    @inline(__always)
    static func day(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
        guard count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = number(bytes, 4, upTo: 9999), let month = number(bytes + 5, 2, upTo: 12),
            let day = number(bytes + 8, 2, upTo: 31)
        else { return nil }
        return Day(year: Int(year), month: Int(month), day: Int(day))?.number
    }
}
