public import MasterData

/// An LGD code has no leading zero and no more digits than the directory gives its kind.
///
/// Codes of the census are padded with zeros and look alike; a row under a census code never
/// meets the same place under its LGD code.
///
/// Example: `district:00108`, or `tehsil:0029250`.
///
/// Repair: look the code up in the Local Government Directory; import census codes under
/// another scheme.
public struct LGDCodesLookLikeIt: RowCheck {
    public static let code: FindingCode = "row.lgd-code"
    public static let kinds = MasterKind.places.filter { $0.schema.schemes.contains(.lgd) }
    public static let gravest = Severity.warning

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        let key = subject.key
        guard key.scheme == .lgd else { return }
        let most = Self.digits[key.kind] ?? 7
        guard key.code.utf8.first == UInt8(ascii: "0") || key.code.utf8.count > most else { return }
        findings.warning(
            Self.code, at: subject.origin, key: key, value: key.code,
            "'\(key.code)' does not look like the LGD code of a \(key.kind.rawValue), which has no leading zero and at most \(most) digits. Look it up in the directory."
        )
    }

    private static let digits: [MasterKind: Int] = [
        .state: 2, .district: 4, .subdivision: 5, .tehsil: 5, .subTehsil: 5, .block: 5,
    ]
}
