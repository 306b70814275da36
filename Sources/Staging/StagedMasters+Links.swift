public import MasterData

extension StagedMasters {
    /// Looks up what the rows say of other things, now that all files are read.
    ///
    /// A row whose code names nothing, or a place outside the one that it gives, is held.
    ///
    /// - Parameters:
    ///   - base: the live masters.
    ///   - day: the plan's as-of day.
    public func resolveLinks(in base: MasterRows, asOf day: Day) throws {
        var unknown: [Int32: String] = [:]
        var outside: [Int32: String] = [:]
        var codes: [MasterKind: [String]] = [:]
        for (index, claim) in links.claims.enumerated() {
            if try !holds(claim.target), base[claim.target] == nil {
                let kind = claim.target.kind
                let known = try codes[kind] ?? knownCodes(of: kind, in: base)
                codes[kind] = known
                unknown[Int32(index)] = Self.hint(for: claim.target, among: known)
            } else if let container = claim.container {
                let above = try ancestors(of: claim.target, in: base, asOf: day)
                if above.contains(container) { continue }
                outside[Int32(index)] =
                    above.first.map { "it lies in \($0)" } ?? "it lies in no place that is known"
            }
        }
        let wrong = Set(unknown.keys).union(outside.keys)
        brokenClaims = Set(wrong.map { links.claims[Int($0)] })
        try links.forEachPlace(of: wrong) { index, origin, keys in
            let claim = links.claims[index]
            let code = claim.target.code
            faulty.formUnion(keys)
            if let hint = unknown[Int32(index)] {
                findings.error(
                    "reference.unknown", at: origin, key: keys.first, value: code,
                    "\(claim.column) is '\(code)', and no \(claim.target.kind.rawValue) has that code: \(hint)"
                )
            } else if let container = claim.container, let place = outside[Int32(index)] {
                findings.error(
                    "reference.not-within", at: origin, key: keys.first, value: code,
                    "\(claim.column) is '\(code)', which does not lie in \(container): \(place). Correct one of the two."
                )
            }
        }
    }

    /// Takes what rows that are not staged say of other things, to be looked up with the rest.
    public func claim(_ claims: [LinkClaim]) {
        for claim in claims { _ = links.number(of: claim) }
    }

    /// What the rows say of other things that is true, once it was looked up.
    public var trueClaims: [LinkClaim] { links.claims.filter { !brokenClaims.contains($0) } }

    /// The codes that a misspelt one may have meant, in order.
    private func knownCodes(of kind: MasterKind, in base: MasterRows) throws -> [String] {
        let staged = try codes(of: kind, atMost: 2000)
        return Set(staged + base.rows(of: kind).lazy.map(\.key.code).prefix(2000)).sorted()
    }

    private static func hint(for key: RowKey, among codes: [String]) -> String {
        guard !codes.isEmpty else {
            return "neither this import nor the live masters list any. Import them with it."
        }
        return Nearest.hint(for: key.code, among: codes, naming: 5)
    }

    /// The places above a place in any hierarchy, as the import and the live masters have it.
    private func ancestors(
        of place: RowKey, in base: MasterRows, asOf day: Day
    ) throws -> [RowKey] {
        var found: [RowKey] = []
        var open = [place]
        while let next = open.popLast() {
            var parents: [RowKey] = []
            for field in Hierarchy.allCases.map(\.parentField) {
                let staged = try rows(of: next).compactMap { $0.value(of: field) }
                let live = base.content(of: next, on: day)?[field]
                parents += (staged + [live].compactMap { $0 }).compactMap { RowKey($0) }
            }
            for parent in parents where !found.contains(parent) {
                found.append(parent)
                open.append(parent)
            }
        }
        return found
    }
}
