internal import Digests
public import MasterData
public import SourceReading

/// The records of one import, in a temporary spool, with an index in memory.
///
/// The index holds a key, a content hash and an offset for each row; the rows stay in the
/// spool. Iterating gives the rows of each key together, keys in order.
public final class StagedMasters {
    /// How many rows were staged, equal repeats left out.
    public private(set) var count = 0
    /// Keys of rows that have an error in a cell: they are held, and present all the same.
    public internal(set) var faulty: Set<RowKey> = []
    /// Rows with an error that hides their key.
    public internal(set) var heldWithoutKey = 0
    /// What reading found.
    public internal(set) var findings: Findings
    /// What seals stand for: kept apart from the masters.
    public internal(set) var contacts: [String: String] = [:]
    /// The rows each file yielded records from.
    public internal(set) var rowsRead: [String: Int] = [:]

    /// How each CSV file is written.
    public internal(set) var dialects: [String: CSVDialect] = [:]

    private let spool: Spool
    private var files: [String] = []
    private var index: [RowKey: [Entry]] = [:]

    private struct Entry {
        var offset: UInt64
        var count: Int
        var file: Int
        var role: StagedRow.Role
        var hash: SHA256Digest
    }

    /// What the rows say of other things, until it can be looked up.
    let links = LinkLog()
    private var inspect: ((StagedRow) -> Void)?

    /// - Parameters:
    ///   - limit: how many findings of one code are listed; all are counted.
    ///   - watch: is told each finding that is listed, when it is found.
    public init(
        listing limit: Int = Findings.listedPerCode, watch: (@Sendable (Finding) -> Void)? = nil
    ) throws {
        findings = Findings(listing: limit)
        spool = try Spool()
        findings.watch = watch
    }

    /// Adds a row unless an equal one was read from the same file.
    func add(_ row: StagedRow) throws {
        if files.last != row.origin.file { files.append(row.origin.file) }
        let file = files.count - 1
        let hash = Self.hash(of: row)
        let known = index[row.key] ?? []
        if known.contains(where: { $0.file == file && $0.role == row.role && $0.hash == hash }) {
            return
        }
        // A thing that rows merely name is one record, however often they name it.
        if row.role == .named, known.contains(where: { $0.role == .named }) { return }
        var bytes: [UInt8] = []
        RowCodec.encode(row, fileIndex: file, into: &bytes)
        let offset = try spool.append(bytes)
        index[row.key, default: []].append(
            Entry(offset: offset, count: bytes.count, file: file, role: row.role, hash: hash))
        count += 1
        inspect?(row)
    }

    private static func hash(of row: StagedRow) -> SHA256Digest {
        var bare = row
        bare.origin = Origin(file: "", line: 0)
        var bytes: [UInt8] = []
        RowCodec.encode(bare, fileIndex: 0, into: &bytes)
        return SHA256Digest(of: bytes)
    }

    /// The groups of rows by key, in key order, without the held ones.
    ///
    /// - Throws: when the spool cannot be read.
    public func groups(without held: Set<RowKey> = []) throws -> [[StagedRow]] {
        var groups: [[StagedRow]] = []
        for key in index.keys.sorted() where !held.contains(key) {
            groups.append(try rows(of: key))
        }
        return groups
    }

    /// The rows of one key, in the order they were read.
    public func rows(of key: RowKey) throws -> [StagedRow] {
        try (index[key] ?? []).compactMap {
            RowCodec.decode(try spool.read(at: $0.offset, count: $0.count)[...], files: files)
        }
    }

    public var keys: some Collection<RowKey> { index.keys }

    /// Hands each row to the body as it is staged, from now on.
    public func inspectRows(_ body: @escaping (StagedRow) -> Void) { inspect = body }

    func holds(_ key: RowKey) -> Bool { index[key] != nil }

    /// The keys that several rows are about, in key order.
    public var repeatedKeys: [RowKey] {
        index.filter { $0.value.count(where: { $0.role == .own }) > 1 }.keys.sorted()
    }
}
