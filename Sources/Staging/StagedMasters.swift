public import MasterData
public import SourceReading

/// The records of one import, in a temporary spool, with an index in memory.
///
/// The index holds five bytes for each key; the rows, keys included, stay in the spool.
/// Iterating gives the rows of each key together, keys in order.
public final class StagedMasters {
    /// How many rows were staged, equal repeats left out.
    public var count: Int { spool.count }
    /// Keys of rows that have an error in a cell: they are held, and present all the same.
    public internal(set) var faulty: Set<RowKey> = []
    /// Where the rows start in which reading found an error.
    public internal(set) var held: Set<Origin> = []
    /// What reading found.
    public internal(set) var findings: Findings
    /// The rows each file yielded records from.
    public internal(set) var rowsRead: [String: Int] = [:]

    /// How each CSV file is written.
    public internal(set) var dialects: [String: CSVDialect] = [:]

    /// What the rows say of other things that is not true, once it was looked up.
    public internal(set) var brokenClaims: Set<LinkClaim> = []

    /// What the files of a name speak for.
    var scopes: [String: [FeedScope]] = [:]

    let spool: RowSpool
    /// What seals stand for: kept apart from the masters.
    let contacts: ContactLog
    /// What the rows say of other things, until it can be looked up.
    let links = LinkLog()
    private var inspect: ((StagedBytes) -> Void)?
    private var encoded: [UInt8] = []

    /// - Parameters:
    ///   - limit: how many findings of one code are listed; all are counted.
    ///   - byteCount: the size of the files that are coming, where it is known.
    ///   - watch: is told each finding that is listed, when it is found.
    public init(
        listing limit: Int = Findings.listedPerCode, expecting byteCount: Int = 0,
        watch: (@Sendable (Finding) -> Void)? = nil
    ) throws {
        findings = Findings(listing: limit)
        spool = try RowSpool(expecting: byteCount)
        contacts = ContactLog()
        findings.watch = watch
    }

    /// Adds a row unless an equal one was read from the same file.
    func add(_ row: StagedRow) throws {
        encoded.removeAll(keepingCapacity: true)
        RowCodec.encode(row, into: &encoded)
        try encoded.withUnsafeBytes { try add($0, at: row.origin) }
    }

    /// Tells that a row of a key, as its codec writes it, may be added soon.
    func announce(_ key: UnsafeRawBufferPointer) { spool.announce(key) }

    /// Whether it is worth announcing keys.
    var isLarge: Bool { spool.isLarge }

    /// Adds a row as its codec writes it.
    func add(_ content: UnsafeRawBufferPointer, at origin: Origin) throws {
        // A thing that rows merely name is one record, however often they name it.
        if try spool.add(content, at: origin) { inspect?(StagedBytes(content, at: origin)) }
    }

    /// Hands over the groups of rows by key, in key order, without the held ones; one group is
    /// in memory at a time.
    ///
    /// - Parameter kinds: what to hand over; all kinds when absent.
    /// - Throws: when the spool cannot be read, and what the body throws.
    public func forEachGroup(
        of kinds: [MasterKind]? = nil, without held: Set<RowKey> = [],
        _ body: ([StagedRow]) throws -> Void
    ) throws {
        try spool.forEachGroup(of: kinds) { key, rows in
            if !held.contains(key) { try body(try rows()) }
        }
    }

    /// All groups at once, as ``forEachGroup(of:without:_:)`` hands them over.
    public func groups(
        of kinds: [MasterKind]? = nil, without held: Set<RowKey> = []
    ) throws -> [[StagedRow]] {
        var groups: [[StagedRow]] = []
        try forEachGroup(of: kinds, without: held) { groups.append($0) }
        return groups
    }

    /// The rows of one key, in the order they were read.
    public func rows(of key: RowKey) throws -> [StagedRow] { try spool.rows(of: key) }

    /// How many rows of files are held, each counted once however many records it yields: those
    /// in which reading found an error, and those about one of the things given.
    ///
    /// A row that merely names a thing is not about it, unless no other brings the thing.
    public func heldRowCount(of keys: Set<RowKey>) throws -> Int {
        var held = held
        for key in keys {
            let rows = try rows(of: key)
            var concerned = rows.filter { $0.role == .own }
            if concerned.isEmpty, !faulty.contains(key) { concerned = rows }
            held.formUnion(concerned.lazy.map(\.origin))
        }
        return held.count
    }

    /// Hands over the key of each row that brings its thing, in the order of reading.
    public func forEachOwnKey(_ body: (RowKey) -> Void) throws {
        try spool.forEachOwnKey { bytes in
            if let key = RowCodec.decodeKey(bytes) { body(key) }
        }
    }

    /// Whether a row was staged under the key.
    public func holds(_ key: RowKey) throws -> Bool { try spool.holds(key) }

    /// Hands each row to the body as it is staged, from now on.
    public func inspectRows(_ body: @escaping (StagedBytes) -> Void) { inspect = body }

    /// The keys that several rows are about, in key order.
    public func repeatedKeys() throws -> [RowKey] { try spool.repeatedKeys() }

    /// Hands over each seal and the value that it stands for, in the order of reading; a value
    /// that many rows have may come more than once.
    public func forEachContact(_ body: (_ seal: String, _ value: String) throws -> Void) throws {
        try contacts.forEach(body)
    }

    /// The codes of a kind in the order of reading, the first so many.
    func codes(of kind: MasterKind, atMost limit: Int) throws -> [String] {
        var codes: [String] = []
        try spool.forEachKey { bytes in
            guard codes.count < limit, bytes[0] == UInt8(kind.order),
                let key = RowCodec.decodeKey(bytes)
            else { return }
            codes.append(key.code)
        }
        return codes
    }
}
