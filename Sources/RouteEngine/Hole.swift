public import MasterData

/// Cells that share a lack: the same level without a post for the same reason on the same days.
public struct Hole: Hashable, Sendable {
    /// 1 when no rule matches at all.
    public var level: Int
    public var reason: UnroutableReason
    /// The department whose office was looked for; nothing when no rule matches.
    public var department: RowKey?
    public var chain: RowKey?
    /// The largest subtrees of categories that lie wholly in the hole.
    public var categories: [RowKey]
    /// How many leaf categories those are.
    public var categoryCount: Int
    public var places: HolePlaces
    /// `rural`, `urban` and `unknown`, as far as they apply.
    public var settings: [String]
    /// The channels that some rule tells apart; nothing stands for all others.
    public var channels: [String?]
    public var days: Validity
    public var cells: Int
}

/// The places of a hole.
public struct HolePlaces: Hashable, Sendable {
    public var count: Int
    /// How many of each kind.
    public var kinds: [MasterKind: Int]
    /// The largest places all of whose places of these kinds lie in the hole.
    public var within: [RowKey]
}

extension Hole: CustomStringConvertible {
    /// `L1 no-office of PHED: WAT (2 categories) at 12 tehsils in district:101, …: 24 cells`
    public var description: String {
        var text = "L\(level) \(reason.rawValue)"
        if let department { text += " of \(department.code)" }
        text += ": \(Self.list(categories.map(\.code)))"
        if categoryCount > categories.count { text += " (\(categoryCount) categories)" }
        text += " at \(places)"
        if settings.count < 3 { text += ", \(settings.joined(separator: " or "))" }
        text += days.isOpen ? ", from \(days.from)" : ", \(days.from) until \(days.to)"
        return text + ": \(cells) \(cells == 1 ? "cell" : "cells")"
    }

    static func list(_ codes: [String], atMost limit: Int = 5) -> String {
        let listed = codes.prefix(limit).joined(separator: ", ")
        return codes.count > limit ? "\(listed) and \(codes.count - limit) more" : listed
    }
}

extension HolePlaces: CustomStringConvertible {
    public var description: String {
        let isListed = within.count == count && within.allSatisfy { kinds[$0.kind] != nil }
        if isListed { return Hole.list(within.map(\.description)) }
        let counts = kinds.sorted { $0.key < $1.key }.map { $0.key.words(counting: $0.value) }
        return "\(counts.joined(separator: " and ")) in \(Hole.list(within.map(\.description)))"
    }
}

extension MasterKind {
    /// `1 tehsil`, `3 urban bodies`
    fileprivate func words(counting count: Int) -> String {
        let word = String(rawValue.map { $0 == "_" ? " " : $0 })
        if count == 1 { return "1 \(word)" }
        return word.hasSuffix("y") ? "\(count) \(word.dropLast())ies" : "\(count) \(word)s"
    }
}

extension Hole {
    public var json: JSONValue {
        .object([
            "categories": .array(categories.map { .string($0.code) }),
            "category_count": .integer(categoryCount),
            "cells": .integer(cells),
            "chain": .optional(chain?.code),
            "channels": .array(channels.map { .optional($0) }),
            "days": .days(days),
            "department": .optional(department?.code),
            "level": .integer(level),
            "places": places.json,
            "reason": .string(reason.rawValue),
            "settings": .array(settings.map { .string($0) }),
        ])
    }
}

extension HolePlaces {
    var json: JSONValue {
        .object([
            "count": .integer(count),
            "kinds": .object(
                Dictionary(
                    uniqueKeysWithValues: kinds.map { ($0.key.rawValue, .integer($0.value)) })),
            "within": .keys(within),
        ])
    }
}

extension Cover {
    public var json: JSONValue {
        .object([
            "cells": .object(
                Dictionary(
                    uniqueKeysWithValues: cells.map { ($0.key.rawValue, .integer($0.value)) })),
            "days": .days(days),
            "holes": .array(holes.map(\.json)),
        ])
    }
}
