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
        var reader = ChangesetReader()
        for line in lines { try reader.read(line) }
        self = try reader.finished()
    }
}

/// Reads a stored changeset line by line, so that its bytes need not be held all at once.
public struct ChangesetReader {
    private var asOf: Day?
    private var changes: [Change] = []
    private var line = 0
    private var isClosed = false

    public init() {}

    /// Reads the next line, without its line feed.
    public mutating func read(_ bytes: ArraySlice<UInt8>) throws(ChangesetFormatError) {
        line += 1
        let json: JSONValue
        do { json = try JSONValue(parsing: bytes) } catch {
            throw ChangesetFormatError(line: line, reason: "\(error)")
        }
        switch json["type"]?.string {
        case "changeset":
            asOf = json["as_of"]?.string.flatMap { Day($0) }
        case "end":
            isClosed = json["changes"]?.integer == changes.count
        default:
            guard let change = Change(json) else {
                throw ChangesetFormatError(line: line, reason: "no change")
            }
            changes.append(change)
        }
    }

    /// The changeset, once its last line was read.
    public consuming func finished() throws(ChangesetFormatError) -> Changeset {
        guard let asOf, isClosed else {
            throw ChangesetFormatError(line: 0, reason: "the header or the end is missing")
        }
        return Changeset(asOf: asOf, changes: changes)
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
    /// One list for the many things that are new.
    private static let justAdded: [ChangeKind] = [.added]

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
            key: key, kinds: kinds == Self.justAdded ? Self.justAdded : kinds,
            removed: removed.compactMap(\.self),
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
