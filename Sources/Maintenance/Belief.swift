public import MappingStore
public import MasterData
internal import Plans

/// What a release believed of one thing, and who brought each version.
public struct Belief: Sendable {
    public let key: RowKey
    /// The release whose belief it is.
    public let release: Int
    /// The day asked about; nothing for all days.
    public let day: Day?
    /// The versions believed, in the order of days, with the release and row that brought each.
    public let versions: [(version: RowVersion, entry: HistoryEntry)]
}

extension Desk {
    /// What was true of a thing on a day, as a release believed it: both clocks of history.
    ///
    /// A thing that was recoded is followed: each version says which code it had.
    ///
    /// - Parameters:
    ///   - day: the day in the world; all days when absent.
    ///   - release: the release that is asked; the live one when absent.
    public func belief(
        about key: RowKey, on day: Day? = nil, inRelease release: Int? = nil
    ) throws -> Belief {
        let number = try release.map { try store.release($0).number } ?? store.head().number
        var versions: [(version: RowVersion, entry: HistoryEntry)] = []
        for entry in try history(of: key, believedIn: number)
        where entry.release.number <= number {
            versions.removeAll {
                $0.entry.key == entry.key && entry.removed.contains($0.version)
            }
            versions += entry.added.map { ($0, entry) }
        }
        versions.sort { $0.version.validity.from < $1.version.validity.from }
        if let day { versions.removeAll { !$0.version.validity.contains(day) } }
        return Belief(key: key, release: number, day: day, versions: versions)
    }
}

extension Belief {
    public var text: String {
        let when = day.map { " on \($0)" } ?? ""
        if versions.isEmpty {
            return "Release \(release) believed nothing of \(key)\(when)."
        }
        var lines = ["Release \(release) believed of \(key)\(when):"]
        for (version, entry) in versions {
            let until = version.validity.isOpen ? "on" : "to \(version.validity.to)"
            let code = entry.key == key ? "" : ", as \(entry.key)"
            lines.append("  from \(version.validity.from) \(until)\(code)")
            lines += version.content.entries.map { "    \($0.field.rawValue) '\($0.value)'" }
            lines.append(
                "    since release \(entry.release.number)"
                    + (entry.origin.map { ", from \($0)" } ?? "")
                    + ", made by \(entry.release.makerName), \(entry.release.approvedBy)"
            )
        }
        return lines.joined(separator: "\n")
    }

    public var json: JSONValue {
        .object([
            "format_version": .integer(1), "key": key.json,
            "as_believed_in": .integer(release), "on": .optional(day?.description),
            "versions": .array(
                versions.map { version, entry in
                    .object([
                        "key": entry.key.json,
                        "from": .string(version.validity.from.description),
                        "to": .string(version.validity.to.description),
                        "content": version.content.json,
                        "since_release": .integer(entry.release.number),
                        "origin": .optional(entry.origin?.description),
                        "maker": .string(entry.release.makerName),
                        "checker": .string(entry.release.checkerName),
                    ])
                }),
        ])
    }
}
