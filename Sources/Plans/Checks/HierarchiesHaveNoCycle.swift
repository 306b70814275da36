public import MasterData

/// No place, category or department stands above itself.
///
/// In a ring there is no top: a complaint would climb for ever.
///
/// Example: department `PHED` has the parent `WRD`, and `WRD` the parent `PHED`.
///
/// Repair: correct one of the parents.
public struct HierarchiesHaveNoCycle: Check {
    public static let code: FindingCode = "reference.cycle"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let links =
            MasterKind.places.flatMap { kind in Hierarchy.allCases.map { (kind, $0.parentField) } }
            + [(.category, .parent), (.department, .parent)]
        for (kind, field) in links {
            for key in candidate.keys(of: kind) {
                guard let ring = ring(from: key, by: field, in: candidate) else { continue }
                findings.error(
                    Self.code, at: candidate.origin(of: key), key: key, value: field.rawValue,
                    "\(key) stands above itself in \(field.rawValue): \(ring.map(\.description).joined(separator: " under ")). Correct one of these parents."
                )
            }
        }
    }

    /// The ring that the thing itself is in; nothing when it only leads into one.
    private func ring(from key: RowKey, by field: Field, in candidate: Candidate) -> [RowKey]? {
        var line = [key]
        var seen: Set<RowKey> = [key]
        var next = parent(of: key, by: field, in: candidate)
        while let above = next {
            line.append(above)
            if above == key { return line }
            if !seen.insert(above).inserted { return nil }
            next = parent(of: above, by: field, in: candidate)
        }
        return nil
    }

    private func parent(of key: RowKey, by field: Field, in candidate: Candidate) -> RowKey? {
        let content =
            candidate.rows.content(of: key, on: candidate.asOf)
            ?? candidate.rows[key]?.last?.content
        return content?.reference(field, in: key.kind)
    }
}
