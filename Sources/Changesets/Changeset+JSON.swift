internal import MasterData

// Canonical JSON Lines: a header, then one change a line, then the counts. The bytes are
// RFC 8785, so that a digest over them names the changeset.

extension Changeset {
    /// Hands each line to the body, without its line feed.
    ///
    /// Origins are not written: they say where the changeset was read, not what it is.
    public func forEachLine(_ body: ([UInt8]) throws -> Void) rethrows {
        try body(
            JSONValue.object([
                "as_of": .string(asOf.description), "format_version": .integer(1),
                "type": .string("changeset"),
            ]).canonicalBytes)
        for change in changes {
            var writer = JSONWriter()
            writer.write(change)
            try body(writer.bytes)
        }
        try body(
            JSONValue.object(["changes": .integer(changes.count), "type": .string("end")])
                .canonicalBytes)
    }

    /// Reads what ``forEachLine(_:)`` wrote.
    public init(lines: some Sequence<ArraySlice<UInt8>>) throws(ChangesetFormatError) {
        var asOf: Day?
        var changes: [Change] = []
        var closed = false
        for (index, line) in lines.enumerated() {
            let json: JSONValue
            do { json = try JSONValue(parsing: line) } catch {
                throw ChangesetFormatError(line: index + 1, reason: "\(error)")
            }
            switch json["type"]?.string {
            case "changeset":
                asOf = json["as_of"]?.string.flatMap { Day($0) }
            case "end":
                closed = json["changes"]?.integer == changes.count
            default:
                guard let change = Change(json) else {
                    throw ChangesetFormatError(line: index + 1, reason: "no change")
                }
                changes.append(change)
            }
        }
        guard let asOf, closed else {
            throw ChangesetFormatError(line: 0, reason: "the header or the end is missing")
        }
        self.init(asOf: asOf, changes: changes)
    }
}

/// A stored changeset that cannot be read back.
public struct ChangesetFormatError: Error, Equatable, CustomStringConvertible {
    public var line: Int
    public var reason: String
    public var description: String { "changeset line \(line): \(reason)" }
}

extension JSONWriter {
    mutating func write(_ change: Change) {
        raw("{\"added\":")
        write(change.added)
        raw(",\"key\":")
        write(change.key.description)
        raw(",\"kinds\":[")
        for (index, kind) in change.kinds.enumerated() {
            if index > 0 { raw(",") }
            write(kind.rawValue)
        }
        raw("],\"reason\":")
        write(change.reason.rawValue)
        raw(",\"removed\":")
        write(change.removed)
        raw(",\"type\":\"change\"}")
    }

    private mutating func write(_ versions: [RowVersion]) {
        raw("[")
        for (index, version) in versions.enumerated() {
            if index > 0 { raw(",") }
            raw("{\"content\":")
            write(version.content)
            raw(",\"from\":")
            write(version.validity.from.description)
            raw(",\"to\":")
            write(version.validity.to.description)
            raw("}")
        }
        raw("]")
    }
}

extension Change {
    init?(_ json: JSONValue) {
        guard let key = json["key"]?.string.flatMap({ RowKey($0) }),
            let reason = json["reason"]?.string.flatMap({ Reason(rawValue: $0) }),
            let kinds = json["kinds"]?.array?.compactMap({
                $0.string.flatMap { ChangeKind(rawValue: $0) }
            }),
            let removed = json["removed"]?.array?.map(RowVersion.init(json:)),
            let added = json["added"]?.array?.map(RowVersion.init(json:)),
            !removed.contains(nil), !added.contains(nil)
        else { return nil }
        self.init(
            key: key, kinds: kinds, removed: removed.compactMap(\.self),
            added: added.compactMap(\.self), reason: reason)
    }
}

extension RowVersion {
    fileprivate init?(json: JSONValue) {
        guard let content = json["content"].flatMap({ Content($0) }),
            let from = json["from"]?.string.flatMap({ Day($0) }), let end = json["to"]?.string,
            let to = end.isEmpty ? Day.distantFuture : Day(end)
        else { return nil }
        self.init(validity: Validity(from: from, to: to), content: content)
    }
}
