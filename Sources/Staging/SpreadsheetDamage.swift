internal import MasterData

/// Recognises what spreadsheet programs do to values that they take for something else.
enum SpreadsheetDamage {
    /// The fault of a value that a spreadsheet wrote in place of the one that was meant.
    static func fault(in value: String, as type: FieldType) -> CellReader.Fault? {
        guard let first = value.utf8.first else { return nil }
        if first == UInt8(ascii: "=") || isFormulaSign(value) {
            return CellReader.Fault(
                code: "cell.formula",
                expected:
                    "the value itself; this is a formula, which only a spreadsheet can work out")
        }
        if first == UInt8(ascii: "#"), errorValues.contains(value) {
            return CellReader.Fault(
                code: "cell.spreadsheet-error",
                expected: "a value; a formula failed in the spreadsheet, so correct it there")
        }
        if type.holdsNumbers, isScientific(value) {
            return CellReader.Fault(
                code: "cell.scientific-number",
                expected:
                    "all the digits; the spreadsheet kept the first few only. Format the column as text and enter them again"
            )
        }
        if type != .day, isDayOfMonth(value) {
            return CellReader.Fault(
                code: "cell.became-a-date",
                expected:
                    "what was typed, such as '\(typed(value))'; the spreadsheet took it for a date")
        }
        if type == .day, let day = serialDay(value) {
            return CellReader.Fault(
                code: "cell.serial-day",
                expected:
                    "a day written YYYY-MM-DD; as a spreadsheet counts days, this is \(day)")
        }
        return nil
    }

    /// `="00629"`, by which a spreadsheet is made to keep text; the text without it.
    static func unwrapped(_ value: String) -> String? {
        guard value.hasPrefix("=\""), value.hasSuffix("\""), value.utf8.count > 3 else {
            return nil
        }
        let text = value.dropFirst(2).dropLast()
        return text.contains("\"") ? nil : String(text)
    }

    private static let errorValues: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#####", "########",
    ]

    /// `+SUM(A1)`, `@SUM(A1)`, `-A1`: other ways to begin a formula.
    private static func isFormulaSign(_ value: String) -> Bool {
        guard let first = value.first, "+-@".contains(first), value.hasSuffix(")") else {
            return false
        }
        let name = value.dropFirst().prefix { $0.isASCII && $0.isLetter }
        return !name.isEmpty && value.dropFirst(1 + name.count).first == "("
    }

    /// `9.41E+09`
    static func isScientific(_ value: String) -> Bool {
        let parts = value.uppercased().split(separator: "E", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let exponent = parts[1].first == "+" ? parts[1].dropFirst() : parts[1]
        return mantissa.count <= 2 && mantissa[0].utf8.count == 1
            && mantissa.allSatisfy { $0.isAllDigits } && exponent.utf8.count == 2
            && exponent.isAllDigits
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// `3-Jan` or `Jan-03`, which were `3-1`, `1-3` or `Jan 3`.
    static func isDayOfMonth(_ value: String) -> Bool { dayOfMonth(value) != nil }

    private static func dayOfMonth(_ value: String) -> (number: Int, month: Int)? {
        let parts = value.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, (3...6).contains(value.utf8.count) else { return nil }
        for (number, word) in [(parts[0], parts[1]), (parts[1], parts[0])] {
            guard (1...2).contains(number.utf8.count), number.isAllDigits,
                let month = months.firstIndex(of: word.lowercased())
            else { continue }
            return (Int(number) ?? 0, month + 1)
        }
        return nil
    }

    private static func typed(_ value: String) -> String {
        dayOfMonth(value).map { "\($0.number)-\($0.month)" } ?? value
    }

    /// The day of a number that counts days from 1899-12-30, from 1954 to 2119.
    static func serialDay(_ value: String) -> Day? {
        guard value.utf8.count == 5, value[...].isAllDigits, let count = Int32(value),
            (20_000...80_000).contains(count), let epoch = Day("1899-12-30")
        else { return nil }
        return Day(number: epoch.number + count)
    }
}

extension Substring {
    /// Not empty, and ASCII digits only.
    var isAllDigits: Bool { !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) } }
}

extension FieldType {
    /// Whether its values are codes or numbers, so that `9.41E+09` is none of them.
    fileprivate var holdsNumbers: Bool {
        switch self {
        case .integer, .code, .place, .mobile: true
        default: false
        }
    }
}
