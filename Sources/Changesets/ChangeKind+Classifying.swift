internal import MasterData

extension ChangeKind {
    /// What turning one timeline into another amounts to for a reader on the as-of day.
    static func kinds(
        from before: Timeline, to after: Timeline, asOf day: Day, of kind: MasterKind
    ) -> [ChangeKind] {
        if before.isEmpty { return [.added] }
        if after.isEmpty { return [.retired] }
        switch (before.content(on: day), after.content(on: day)) {
        case (_?, nil):
            return [.retired]
        case (nil, _?):
            let wasOver = before.last.map { $0.validity.to <= day } ?? false
            return [wasOver ? .reactivated : .changed]
        case (let old?, let new?):
            let kinds = kinds(from: old, to: new, of: kind)
            return kinds.isEmpty ? [.changed] : kinds
        case (nil, nil):
            return [.changed]
        }
    }

    static func kinds(from old: Content, to new: Content, of kind: MasterKind)
        -> [ChangeKind]
    {
        var found: Set<ChangeKind> = []
        for spec in kind.schema.specs {
            let before = old[spec.field]
            let after = new[spec.field]
            switch (before, after) {
            case (nil, nil):
                break
            case (let before?, let after?) where before.utf8.elementsEqual(after.utf8):
                break
            case (let before?, let after?) where spec.type == .name:
                found.insert(isRecasing(before, after) ? .recased : .renamed)
            case (_?, _?) where spec.field.isParent:
                found.insert(.moved)
            default:
                found.insert(.changed)
            }
        }
        if found.contains(.renamed) { found.remove(.recased) }
        return allCases.filter(found.contains)
    }

    /// Equal after trimming the edges and folding case; both are NFC already.
    static func isRecasing(_ a: String, _ b: String) -> Bool {
        folded(a).utf8.elementsEqual(folded(b).utf8)
    }

    private static func folded(_ text: String) -> String {
        var scalars = Substring(text)
        while let first = scalars.first, first.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.isWhitespace { scalars.removeLast() }
        // Upper before lower folds what has no lower case of its own, such as a sharp s.
        return scalars.uppercased().lowercased()
    }
}

extension Field {
    /// Whether the field links a thing to the one above it.
    var isParent: Bool {
        self == .parent || Hierarchy.allCases.contains { $0.parentField == self }
    }
}
