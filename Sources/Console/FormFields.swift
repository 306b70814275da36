/// The names and values of a form, as `application/x-www-form-urlencoded` has them.
///
/// Nothing is guessed: what is no UTF-8, or has a percent sign without two digits, is refused.
struct FormFields {
    /// More fields than this are no form that anybody fills in.
    static let limit = 200

    let fields: [(name: String, value: String)]

    init(_ body: [UInt8]) throws(Problem) {
        var fields: [(name: String, value: String)] = []
        for part in body.split(separator: UInt8(ascii: "&")) {
            guard fields.count < Self.limit else {
                throw Problem(.badQuery, "The form has more than \(Self.limit) fields.")
            }
            let halves = part.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(halves[0]),
                let value = halves.count == 1 ? "" : Self.decoded(halves[1])
            else {
                throw Problem(
                    .badQuery,
                    "Field \(fields.count + 1) of the form is not UTF-8 in percent encoding.")
            }
            fields.append((name, value))
        }
        self.fields = fields
    }

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Plus is a space and `%41` a byte; nothing when that is broken, or no UTF-8.
    static func decoded(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool = true) -> String? {
        var plain: [UInt8] = []
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+") where plusIsSpace: plain.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit)
                else { return nil }
                plain.append(high << 4 | low)
            default: plain.append(byte)
            }
        }
        return String(validating: plain, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
