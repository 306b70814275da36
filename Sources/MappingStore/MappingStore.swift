public import Digests
internal import Foundation
public import MasterData
public import Plans

/// The database of releases, plans, uploads and audit.
///
/// Safe to share: each call is one transaction. Nothing here reads the clock; moments and
/// actors come in as arguments.
public struct MappingStore: Sendable {
    let driver: any SQLDriver
    /// Where the database is.
    public let path: String
    /// How many things of one kind are kept in memory when a release is read; of more, all lie in
    /// a file.
    public var thingsInMemory = MasterRows.Writer.looseThings

    /// Where the large masters of releases, and what is known of the rows of feeds, are kept beside
    /// the database; the folder may not be there.
    public var mastersFolder: String { path + ".masters" }

    private init(driver: any SQLDriver, path: String) {
        self.driver = driver
        self.path = path
    }

    /// Makes an empty database, at release 0.
    ///
    /// - Parameter sealKey: 32 random bytes, the key of the contact seals.
    public static func create(
        at path: String, sealKey: [UInt8], at instant: Instant
    ) throws -> MappingStore {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreError.alreadyExists(path)
        }
        let driver = try SQLiteDriver(path: path)
        try driver.write { session in
            for statement in SQLiteTables.statements { try session.run(statement) }
            try session.run("PRAGMA application_id = \(SQLiteDriver.applicationID)")
            try session.run("PRAGMA user_version = \(SQLiteTables.format)")
            try session.run(
                "INSERT INTO setting (name, value) VALUES ('seal_key', ?)", [.blob(sealKey)])
            try Audit.append("init", subject: "", actor: "", at: instant, in: session)
        }
        return MappingStore(driver: driver, path: path)
    }

    /// Opens a database that ``create(at:sealKey:at:)`` made.
    public static func open(_ path: String) throws -> MappingStore {
        guard FileManager.default.fileExists(atPath: path) else { throw StoreError.missing(path) }
        let driver = try SQLiteDriver(path: path)
        guard try driver.pragma("application_id") == SQLiteDriver.applicationID else {
            throw StoreError.notADatabase(path)
        }
        let format = Int(try driver.pragma("user_version"))
        guard format <= SQLiteTables.format else {
            throw StoreError.newerFormat(found: format, known: SQLiteTables.format)
        }
        return MappingStore(driver: driver, path: path)
    }

    /// What seals contacts in this database.
    public func contactSeal() throws -> ContactSeal {
        let key = try driver.read {
            try $0.first("SELECT value FROM setting WHERE name = 'seal_key'", []) { $0.blob(0) }
        }
        return ContactSeal(key: key ?? [])
    }

    /// The actor of a name, registered at first use; case and edges do not matter.
    public func actor(named name: String) throws -> ActorID {
        let trimmed = name.trimmingCharacters(in: .whitespacesAndNewlines)
        let folded = trimmed.precomposedStringWithCanonicalMapping.lowercased()
        return try driver.write { session in
            let known = try session.first(
                "SELECT id FROM actor WHERE folded = ?", [.text(folded)]
            ) { ActorID(number: $0.integer(0)) }
            if let known { return known }
            try session.run(
                "INSERT INTO actor (folded, name) VALUES (?, ?)", [.text(folded), .text(trimmed)])
            return ActorID(number: session.lastInsertedID)
        }
    }

    /// The live release; release 0 when nothing is published.
    public func head() throws -> ReleaseIdentity { try driver.read(Self.head) }

    static func head(_ session: any SQLSession) throws -> ReleaseIdentity {
        try session.first(
            "SELECT number, digest FROM release ORDER BY number DESC LIMIT 1", []
        ) { row in
            SHA256Digest(stored: row.blob(1)).map {
                ReleaseIdentity(number: Int(row.integer(0)), digest: $0)
            }
        }.flatMap(\.self) ?? .empty
    }

    /// What a seal stands for; nothing when it was erased.
    public func exportedContact(_ seal: String) throws -> String? {
        try driver.read {
            try $0.first("SELECT value FROM contact_detail WHERE seal = ?", [.text(seal)]) {
                $0.text(0)
            }
        }
    }

    /// Keeps what seals stand for, apart from the masters.
    public func keepContacts(_ details: [String: String]) throws {
        guard !details.isEmpty else { return }
        try keepContacts { keep in
            for (seal, value) in details.sorted(by: { $0.key < $1.key }) { try keep(seal, value) }
        }
    }

    /// Keeps what seals stand for as they are handed over, all of them or none.
    public func keepContacts(
        _ each: (_ keep: (_ seal: String, _ value: String) throws -> Void) throws -> Void
    ) throws {
        try driver.write { session in
            try each { seal, value in
                try session.run(
                    "INSERT INTO contact_detail (seal, value) VALUES (?, ?) ON CONFLICT (seal) DO NOTHING",
                    [.text(seal), .text(value)])
            }
        }
    }

    /// Keeps the bytes of a file once, by their digest.
    public func storeUpload(
        name: String, digest: SHA256Digest, at instant: Instant,
        chunks: (_ keep: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        try driver.write { session in
            let known = try session.first(
                "SELECT 1 FROM upload WHERE digest = ?", [.blob(digest.bytes)]
            ) { _ in true }
            if known == true { return }
            try session.run(
                "INSERT INTO upload (digest, name, received_at) VALUES (?, ?, ?)",
                [.blob(digest.bytes), .text(name), .integer(instant.seconds)])
            var position: Int64 = 0
            try chunks { bytes in
                try session.run(
                    "INSERT INTO upload_chunk (digest, position, bytes) VALUES (?, ?, ?)",
                    [.blob(digest.bytes), .integer(position), .blob(bytes)])
                position += 1
            }
        }
    }

    static func name(of actor: Int64, in session: any SQLSession) throws -> String {
        try session.first("SELECT name FROM actor WHERE id = ?", [.integer(actor)]) { $0.text(0) }
            ?? ""
    }
}
