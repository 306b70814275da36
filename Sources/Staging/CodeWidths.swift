public import MasterData

/// How many digits the codes of each kind have, where leading zeros are part of them.
///
/// A spreadsheet that takes `00629` for a number writes `629`. Where the live masters have
/// codes of one width only, some of them with zeros in front, a shorter number is such a code.
public struct CodeWidths: Sendable {
    /// By the order of kinds; 0 for those without.
    private var widths = [Int](repeating: 0, count: MasterKind.allCases.count)

    /// Knows nothing of any kind.
    public init() {}

    /// What the live masters show.
    public init(of masters: MasterRows) {
        for kind in masters.presentKinds {
            let codes = masters.rows(of: kind).codeDigits
            if let width = codes.width, width > 1, codes.isPadded { self[kind] = width }
        }
    }

    public subscript(kind: MasterKind) -> Int? {
        get {
            let width = widths[kind.order]
            return width == 0 ? nil : width
        }
        set { widths[kind.order] = newValue ?? 0 }
    }

    /// The fault of a code that has lost its leading zeros.
    func fault(in code: String, of kind: MasterKind, stated: Int?) -> CellReader.Fault? {
        guard let width = stated ?? self[kind], code[...].isAllDigits, code.utf8.count < width
        else { return nil }
        let padded = String(repeating: "0", count: width - code.utf8.count) + code
        return CellReader.Fault(
            code: "cell.lost-zeros",
            expected: "a code of \(width) digits, such as '\(padded)'; format the column as text")
    }
}
