public import MasterData

/// Who officiates, looks after a post or holds it in additional charge does so by an order.
///
/// Without its number nobody can look up whether the charge still holds, and the later of two
/// charges cannot be told.
///
/// Example: `E3` holds `P1` in additional charge with an empty `order_no`.
///
/// Repair: fill the number of the order.
public struct ChargesHaveAnOrder: RowCheck {
    public static let code: FindingCode = "row.charge-without-order"
    public static let kinds: [MasterKind] = [.posting]
    public static let gravest = Severity.note

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.ahead {
            guard version.content[.orderNo] == nil, let nature = version.content[.nature],
                nature != "substantive"
            else { continue }
            findings.note(
                Self.code, at: subject.origin, key: subject.key, value: nature,
                "\(subject.key) is \(nature.split(separator: "_").joined(separator: " ")) without the number of an order. Fill order_no."
            )
        }
    }
}
