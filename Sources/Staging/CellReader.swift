internal import MasterData

/// Reads one cell as the type of its field, in canonical form.
enum CellReader {
    /// What is wrong with a cell: the code, and what was expected.
    struct Fault: Error {
        var code: FindingCode
        var expected: String
    }

    /// The faults for which a profile may leave a value out and keep the row.
    static let codes: [FindingCode] = [
        "cell.bad-code", "cell.bad-email", "cell.bad-mobile", "cell.became-a-date", "cell.formula",
        "cell.legacy-font", "cell.lost-zeros", "cell.mojibake", "cell.not-a-choice",
        "cell.not-a-day", "cell.not-a-number", "cell.out-of-range", "cell.scientific-number",
        "cell.serial-day", "cell.spreadsheet-error", "cell.turned-date",
    ]

    static func canonical(
        _ value: String, as type: FieldType, from source: ValueSource,
        widths: CodeWidths = CodeWidths()
    ) throws(Fault) -> String {
        switch type {
        case .text, .name, .list:
            return value
        case .integer(let range):
            guard let number = Int(value) else {
                throw Fault(code: "cell.not-a-number", expected: "a whole number")
            }
            guard range.contains(number) else {
                throw Fault(
                    code: "cell.out-of-range",
                    expected: "a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return String(number)
        case .day:
            return try DayReader.canonical(value, order: source.dayOrder)
        case .flag:
            switch value.lowercased() {
            case "yes", "true", "1", "y": return "yes"
            case "no", "false", "0", "n": return "no"
            default: throw Fault(code: "cell.not-a-choice", expected: "yes or no")
            }
        case .choice(let choices):
            guard choices.contains(value) else {
                throw Fault(
                    code: "cell.not-a-choice", expected: "one of \(choices.joined(separator: ", "))"
                )
            }
            return value
        case .code(let kind):
            return try reference(value, source: source, fixed: kind, widths: widths)
        case .place:
            return try reference(value, source: source, fixed: nil, widths: widths)
        case .thing:
            guard let key = RowKey(value), isCode(key.code) else {
                throw Fault(code: "cell.bad-code", expected: "a thing such as post:PHED-D-101-XEN")
            }
            return key.description
        case .mobile:
            return try mobile(value)
        case .email:
            guard isEmail(value) else {
                throw Fault(code: "cell.bad-email", expected: "one e-mail address (name@domain)")
            }
            return value
        }
    }

    private static func reference(
        _ value: String, source: ValueSource, fixed: MasterKind?, widths: CodeWidths
    ) throws(Fault) -> String {
        if let kind = source.kind ?? fixed,
            let fault = widths.fault(in: value, of: kind, stated: source.width)
        {
            throw fault
        }
        if let kind = source.kind {
            guard isCode(value) else {
                throw Fault(code: "cell.bad-code", expected: "a code of a \(kind.rawValue)")
            }
            return RowKey(kind, value, scheme: source.scheme).description
        }
        if let fixed {
            guard isCode(value) else {
                throw Fault(code: "cell.bad-code", expected: "a code of a \(fixed.rawValue)")
            }
            return value
        }
        guard let key = RowKey(value), key.kind.isPlace, isCode(key.code) else {
            throw Fault(code: "cell.bad-code", expected: "a place such as district:101")
        }
        return key.description
    }

    /// Letters, digits, dot, underscore and hyphen; `/`, `:` and `@` have meanings of their own.
    static func isCode(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A)
                    || ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D
            }
    }

    /// Ten digits that begin with 6 to 9, as the national numbering plan gives mobiles; a
    /// country code, spaces and hyphens are taken off.
    private static func mobile(_ value: String) throws(Fault) -> String {
        var digits = value.utf8.filter { $0 != 0x20 && $0 != 0x2D }
        if digits.starts(with: Array("+91".utf8)) { digits.removeFirst(3) }
        if digits.count == 12, digits.starts(with: Array("91".utf8)) { digits.removeFirst(2) }
        if digits.count == 11, digits.first == 0x30 { digits.removeFirst() }
        guard digits.count == 10, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            digits[0] >= 0x36
        else {
            throw Fault(
                code: "cell.bad-mobile",
                expected: "one mobile number of ten digits that begins with 6, 7, 8 or 9")
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func isEmail(_ value: String) -> Bool {
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].utf8.contains(UInt8(ascii: ".")),
            !parts[1].hasPrefix("."), !parts[1].hasSuffix(".")
        else { return false }
        return value.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && ![UInt8(ascii: ","), UInt8(ascii: ";")].contains($0)
        }
    }
}
