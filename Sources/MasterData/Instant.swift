/// A moment, in whole seconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable {
    public var seconds: Int64

    public init(seconds: Int64) {
        self.seconds = seconds
    }

    public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }

    /// Asia/Kolkata is five and a half hours ahead of UTC, without summer time.
    public static let kolkataOffset: Int64 = 19_800

    /// The day it is in Asia/Kolkata.
    public var day: Day {
        let local = seconds + Self.kolkataOffset
        return Day(number: Int32((local - (local % 86_400 + 86_400) % 86_400) / 86_400))
    }
}

extension Instant: CustomStringConvertible, LosslessStringConvertible {
    /// ISO 8601 in Asia/Kolkata: `2026-05-25T10:30:00+05:30`.
    public var description: String {
        let local = ((seconds + Self.kolkataOffset) % 86_400 + 86_400) % 86_400
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(day)T\(two(local / 3600)):\(two(local / 60 % 60)):\(two(local % 60))+05:30"
    }

    /// Reads `YYYY-MM-DDThh:mm:ss` followed by `Z` or `±hh:mm` (RFC 3339, whole seconds).
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":")
        else { return nil }
        func two(_ at: Int, below limit: Int64) -> Int64? {
            let (high, low) = (bytes[at], bytes[at + 1])
            guard (0x30...0x39).contains(high), (0x30...0x39).contains(low) else { return nil }
            let value = Int64(high - 0x30) * 10 + Int64(low - 0x30)
            return value < limit ? value : nil
        }
        guard let hour = two(11, below: 24), let minute = two(14, below: 60),
            let second = two(17, below: 60)
        else { return nil }
        var offset: Int64 = 0
        if bytes.count == 25, bytes[22] == UInt8(ascii: ":"), let hours = two(20, below: 15),
            let minutes = two(23, below: 60)
        {
            switch bytes[19] {
            case UInt8(ascii: "+"): offset = hours * 3600 + minutes * 60
            case UInt8(ascii: "-"): offset = -(hours * 3600 + minutes * 60)
            default: return nil
            }
        } else if bytes.count != 20 || bytes[19] != UInt8(ascii: "Z") {
            return nil
        }
        seconds = Int64(day.number) * 86_400 + hour * 3600 + minute * 60 + second - offset
    }
}
