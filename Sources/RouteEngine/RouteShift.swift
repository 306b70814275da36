public import MasterData

/// Cells whose route differs in the same way between two tables.
///
/// They lie at one level and in one direction: another post, cover lost, cover gained, or
/// cells that only one side has; and are described by the largest categories and places.
public struct RouteShift: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Both sides have a post, and not the same.
        case changed
        /// There was a post and there is none.
        case lost
        /// There was none and there is one.
        case gained
        /// Only the candidate has the cells.
        case new
        /// Only the base has the cells.
        case removed
    }

    /// A post on either side; nothing for a hole.
    public struct Pair: Hashable, Sendable {
        public var from: RowKey?
        public var to: RowKey?
        public var cells: Int
    }

    public var kind: Kind
    public var level: Int
    /// Why there is no post: on the candidate's side for cover lost, on the base's for cover
    /// gained.
    public var reason: UnroutableReason?
    /// The department that answers, or whose office was looked for.
    public var department: RowKey?
    /// The department that answered before, where it was another.
    public var formerDepartment: RowKey?
    public var categories: [RowKey]
    /// How many leaf categories those are.
    public var categoryCount: Int
    public var places: HolePlaces
    public var settings: [String]
    public var channels: [String?]
    /// From the first day that differs to the last.
    public var days: Validity
    public var cells: Int
    /// The posts on either side, those with most cells first.
    public var pairs: [Pair]
}

extension RouteShift: CustomStringConvertible {
    /// `L2 of PHED: WAT (24 categories) at tehsil:538: PHED-D-87-XEN → PHED-D-782-XEN: 72 cells`
    public var description: String {
        var text = "L\(level)"
        if let reason { text += " \(reason.rawValue)" }
        if let department { text += " of \(department.code)" }
        if let formerDepartment { text += " (was \(formerDepartment.code))" }
        text += ": \(Hole.list(categories.map(\.code)))"
        if categoryCount > categories.count { text += " (\(categoryCount) categories)" }
        text += " at \(places)"
        if settings.count < 3 { text += ", \(settings.joined(separator: " or "))" }
        text += days.isOpen ? ", from \(days.from)" : ", \(days.from) until \(days.to)"
        let posts = pairs.map { pair in
            switch kind {
            case .new: pair.to?.code ?? "nobody"
            case .removed: pair.from?.code ?? "nobody"
            case .changed, .lost, .gained:
                "\(pair.from?.code ?? "nobody") → \(pair.to?.code ?? "nobody")"
            }
        }
        if !posts.isEmpty { text += ": \(Hole.list(posts, atMost: 3))" }
        return text + ": \(cells) \(cells == 1 ? "cell" : "cells")"
    }
}

extension RouteShift {
    public var json: JSONValue {
        .object([
            "categories": .array(categories.map { .string($0.code) }),
            "category_count": .integer(categoryCount),
            "cells": .integer(cells),
            "channels": .array(channels.map { .optional($0) }),
            "days": .days(days),
            "department": .optional(department?.code),
            "former_department": .optional(formerDepartment?.code),
            "kind": .string(kind.rawValue),
            "level": .integer(level),
            "pairs": .array(
                pairs.map {
                    .object([
                        "cells": .integer($0.cells), "from": .optional($0.from?.code),
                        "to": .optional($0.to?.code),
                    ])
                }),
            "places": places.json,
            "reason": .optional(reason?.rawValue),
            "settings": .array(settings.map { .string($0) }),
        ])
    }
}
