public import MasterData

/// No code is another code of its kind without the leading zeros.
///
/// A spreadsheet takes the zeros off; the row then speaks of a thing that nobody else knows,
/// beside the one that was meant.
///
/// Example: `tehsil@raj:560` beside `tehsil@raj:00560`; or the one code of three digits among
/// five hundred of five, all with a leading zero.
///
/// Repair: write the code with its zeros, and keep the column as text.
public struct CodesKeepTheirZeros: Check {
    public static let code: FindingCode = "row.lost-zeros"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.allCases
        where kind.schema.keyFields.isEmpty && candidate.mayFindNews(of: kind, in: Self.isNumber) {
            let keys = candidate.rows.rows(of: kind).keysOfDigits
            let padded = keys.filter { $0.code.utf8.first == UInt8(ascii: "0") }
            guard !padded.isEmpty else { continue }
            let width = Self.commonWidth(of: padded, among: keys)
            let bare = Dictionary(
                padded.map { (Bare(scheme: $0.scheme, digits: Self.stripped($0.code)), $0) },
                uniquingKeysWith: { first, _ in first })
            for key in keys where key.code.utf8.first != UInt8(ascii: "0") {
                let twin = bare[Bare(scheme: key.scheme, digits: key.code)]
                guard twin != nil || width.map({ key.code.utf8.count < $0 }) == true else {
                    continue
                }
                let meant =
                    twin?.code
                    ?? String(repeating: "0", count: (width ?? 0) - key.code.utf8.count) + key.code
                findings.warning(
                    Self.code, at: candidate.origin(of: key), key: key, value: key.code,
                    "\(key) looks like '\(meant)' without its zeros. Write the code as text, with its zeros."
                )
            }
        }
    }

    private struct Bare: Hashable {
        var scheme: CodeScheme
        var digits: String
    }

    /// The width of nearly all codes of a kind that is coded in a fixed width.
    private static func commonWidth(of padded: [RowKey], among keys: [RowKey]) -> Int? {
        let width = padded[0].code.utf8.count
        guard padded.count >= 10, padded.allSatisfy({ $0.code.utf8.count == width }) else {
            return nil
        }
        let fitting = keys.count { $0.code.utf8.count == width }
        return fitting * 100 >= keys.count * 90 ? width : nil
    }

    private static func isNumber(_ key: RowKey) -> Bool {
        key.code.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    static func stripped(_ code: String) -> String { String(code.drop { $0 == "0" }) }
}
