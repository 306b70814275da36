/// One thing of a packed table as bytes: its key, then its timeline. Valid while it is handed
/// over.
///
/// The numbers are little-endian. The length of the code (4 bytes), the place of the scheme in
/// key order (1), the code; the length of the timeline (4), the number of its versions (4), and
/// for each the first day (4), the end (4), the number of fields (4), and for each of these, in
/// field order, its number (1), the length of the value (4) and the value. Equal timelines have
/// equal bytes.
struct PackedRow {
    private let bytes: UnsafeRawBufferPointer
    private let codeCount: Int

    private static let keyHead = 5

    /// The row that begins where the bytes begin.
    init(startOf bytes: UnsafeRawBufferPointer) {
        codeCount = Int(bytes.loadUnaligned(as: UInt32.self))
        self.bytes = bytes
    }

    var byteCount: Int { timelineStart + timelineCount }

    var code: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[Self.keyHead..<Self.keyHead + codeCount])
    }

    /// The place of the scheme in key order.
    var rank: UInt8 { bytes[4] }

    /// The bytes of the timeline.
    var timelineBytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[timelineStart..<timelineStart + timelineCount])
    }

    private var timelineStart: Int { Self.keyHead + codeCount + 4 }

    private var timelineCount: Int {
        Int(bytes.loadUnaligned(fromByteOffset: Self.keyHead + codeCount, as: UInt32.self))
    }

    /// The key; the kind is the table's.
    func key(of kind: MasterKind) -> RowKey {
        RowKey(kind, String(decoding: code, as: UTF8.self), scheme: CodeScheme.byRank[Int(rank)])
    }

    var timeline: Timeline { PackedTimeline(bytes: timelineBytes).decoded }

    /// Whether a field of any version has a value with one of the hashes.
    func hasValue(among hashes: Set<UInt64>, of fields: [Field]) -> Bool {
        var isThere = false
        PackedTimeline(bytes: timelineBytes).forEachVersion { version in
            isThere = fields.contains { field in
                version.value(of: field).map { hashes.contains($0.valueHash) } ?? false
            }
            return !isThere
        }
        return isThere
    }

    static func append(_ key: RowKey, _ timeline: Timeline, to bytes: inout [UInt8]) {
        append(UInt32(key.code.utf8.count), to: &bytes)
        bytes.append(key.scheme.rank)
        bytes.append(contentsOf: key.code.utf8)
        let start = bytes.count
        append(UInt32(0), to: &bytes)
        append(UInt32(timeline.versions.count), to: &bytes)
        for version in timeline.versions {
            append(version.validity.from.number, to: &bytes)
            append(version.validity.to.number, to: &bytes)
            append(UInt32(version.content.entries.count), to: &bytes)
            for entry in version.content.entries {
                bytes.append(entry.field.number)
                append(UInt32(entry.value.utf8.count), to: &bytes)
                bytes.append(contentsOf: entry.value.utf8)
            }
        }
        let count = UInt32(bytes.count - start - 4)
        bytes.withUnsafeMutableBytes {
            $0.storeBytes(of: count, toByteOffset: start, as: UInt32.self)
        }
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }
}

/// A timeline as bytes, read without making values of it. Valid while it is handed over.
struct PackedTimeline {
    let bytes: UnsafeRawBufferPointer

    /// One version: its days, and where its fields are.
    struct Version {
        let validity: Validity
        fileprivate let fieldCount: Int
        fileprivate let fields: UnsafeRawBufferPointer

        /// The bytes of a field's value; nothing when the version does not have it.
        func value(of field: Field) -> UnsafeRawBufferPointer? {
            var offset = 0
            for _ in 0..<fieldCount {
                let count = Int(fields.loadUnaligned(fromByteOffset: offset + 1, as: UInt32.self))
                if fields[offset] == field.number {
                    return UnsafeRawBufferPointer(rebasing: fields[offset + 5..<offset + 5 + count])
                }
                offset += 5 + count
            }
            return nil
        }

        fileprivate var content: Content {
            var content = Content()
            content.entries.reserveCapacity(fieldCount)
            var offset = 0
            for _ in 0..<fieldCount {
                let count = Int(fields.loadUnaligned(fromByteOffset: offset + 1, as: UInt32.self))
                let value = UnsafeRawBufferPointer(
                    rebasing: fields[offset + 5..<offset + 5 + count])
                if let field = Field(number: fields[offset]) {
                    content.entries.append(
                        Content.Entry(field: field, value: String(decoding: value, as: UTF8.self)))
                }
                offset += 5 + count
            }
            return content
        }
    }

    /// Hands over the versions in order until the body has had enough.
    func forEachVersion(_ body: (Version) -> Bool) {
        var offset = 4
        for _ in 0..<bytes.loadUnaligned(as: UInt32.self) {
            let from = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
            let to = bytes.loadUnaligned(fromByteOffset: offset + 4, as: Int32.self)
            let count = Int(bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self))
            let start = offset + 12
            offset = start
            for _ in 0..<count {
                offset += 5 + Int(bytes.loadUnaligned(fromByteOffset: offset + 1, as: UInt32.self))
            }
            let version = Version(
                validity: Validity(from: Day(number: from), to: Day(number: to)),
                fieldCount: count, fields: UnsafeRawBufferPointer(rebasing: bytes[start..<offset]))
            if !body(version) { return }
        }
    }

    /// The version of a day.
    func version(on day: Day) -> Version? {
        var found: Version?
        forEachVersion { version in
            if version.validity.contains(day) { found = version }
            return found == nil
        }
        return found
    }

    var decoded: Timeline {
        var versions: [RowVersion] = []
        versions.reserveCapacity(Int(bytes.loadUnaligned(as: UInt32.self)))
        forEachVersion { version in
            versions.append(RowVersion(validity: version.validity, content: version.content))
            return true
        }
        return Timeline(inOrder: versions)
    }
}

extension CodeScheme {
    /// Its place in the order of keys, which is that of the names.
    var rank: UInt8 {
        switch self {
        case .lgd: 0
        case .own: 1
        case .raj: 2
        }
    }

    static let byRank: [CodeScheme] = [.lgd, .own, .raj]
}
