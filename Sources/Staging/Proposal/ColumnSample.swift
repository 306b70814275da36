internal import MasterData

/// What the first rows of a file have in one column.
struct ColumnSample {
    /// The heading, or the path seen from the element of the record.
    let name: String
    /// For XML: the element that bears the value, which an attribute called `code` is a code of.
    var bearer: String?
    /// The values that are not blank.
    private(set) var values: [String] = []
    private(set) var blanks = 0
    private(set) var distinct: Set<String> = []

    init(name: String, bearer: String? = nil) {
        self.name = name
        self.bearer = bearer
    }

    mutating func add(_ text: String?) {
        let value = text?.trimmingASCII ?? ""
        if value.isEmpty {
            blanks += 1
            return
        }
        values.append(value)
        distinct.insert(value)
    }

    var rows: Int { values.count + blanks }
    var isBlank: Bool { values.isEmpty }

    /// Every row has a value of its own.
    var isUnique: Bool { blanks == 0 && values.count > 1 && distinct.count == values.count }

    /// The part of the values that are so.
    func share(_ isSo: (String) -> Bool) -> Double {
        values.isEmpty ? 0 : Double(values.count(where: isSo)) / Double(values.count)
    }

    /// How many digits its codes have, where some start with a zero and all have as many.
    var width: Int? {
        guard let width = values.first?.utf8.count, width > 1,
            values.allSatisfy({ $0.utf8.count == width && $0[...].isAllDigits }),
            values.contains(where: { $0.hasPrefix("0") })
        else { return nil }
        return width
    }

    /// The order in which its days are written, when they are days.
    var days: (share: Double, order: DayOrder?) {
        let plain = share { Day($0) != nil }
        let first = share { (try? DayReader.canonical($0, order: .dayFirst)) != nil }
        let second = share { (try? DayReader.canonical($0, order: .monthFirst)) != nil }
        if plain >= max(first, second) { return (plain, nil) }
        return first >= second ? (first, .dayFirst) : (second, .monthFirst)
    }

    /// What its values look like, for a person.
    var look: String {
        guard let first = values.first else { return "always blank" }
        if distinct.count == 1 { return "always '\(Self.short(first))'" }
        let days = days
        if days.share > 0.9 { return "days\(days.order.map { " written \($0.rawValue)" } ?? "")" }
        if share(Self.isMobile) > 0.9 { return "mobile numbers" }
        if share(Self.isEmail) > 0.9 { return "e-mail addresses" }
        let numbers = values.compactMap { Int($0) }
        if numbers.count == values.count, let low = numbers.min(), let high = numbers.max() {
            return "numbers from \(low) to \(high)"
        }
        if distinct.count <= 6 {
            return "one of "
                + distinct.sorted().map { "'\(Self.short($0))'" }.joined(separator: ", ")
        }
        if share(Self.isDevanagari) > 0.5, let hindi = values.first(where: Self.isDevanagari) {
            return "text in Devanagari such as '\(Self.short(hindi))'"
        }
        return "text such as '\(Self.short(first))'"
    }

    private static func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 24 ? line.prefix(24) + "…" : line
    }

    static func isMobile(_ text: String) -> Bool {
        (try? CellReader.canonical(text, as: .mobile, from: ValueSource())) != nil
    }

    static func isEmail(_ text: String) -> Bool {
        (try? CellReader.canonical(text, as: .email, from: ValueSource())) != nil
    }

    static func isDevanagari(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x900...0x97F).contains($0.value) }
    }

    static func isLatin(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic && $0.value < 0x250 }
    }
}
