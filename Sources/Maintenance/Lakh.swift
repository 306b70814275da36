/// Groups digits as India does: 12,34,567.
public enum Lakh {
    public static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var groups: [Substring] = [digits.suffix(3)]
        var rest = digits.dropLast(3)
        while !rest.isEmpty {
            groups.insert(rest.suffix(2), at: 0)
            rest = rest.dropLast(2)
        }
        return (number < 0 ? "-" : "") + groups.joined(separator: ",")
    }
}

extension String {
    /// Filled with spaces to a width in characters.
    func padded(to width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - count))
        return right ? space + self : self + space
    }
}
