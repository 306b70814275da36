internal import Digests
internal import Foundation
internal import MappingStore
public import MasterData
internal import Plans
internal import RouteEngine
internal import SourceReading

/// One thing that was looked at, of the machine or of the database.
public struct HealthCheck: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        case sound
        /// It works, and somebody should look at it.
        case warning
        /// The database is not what it should be.
        case fault
        /// The machine, or how rajmap is set up on it, is not what it should be.
        case misconfigured
        /// It could not be looked at, because something before it is amiss.
        case unknown
    }

    /// A word or two that stay the same, for scripts.
    public var name: String
    public var state: State
    /// What was found, and what to do about it.
    public var detail: String

    public var json: JSONValue {
        .object([
            "name": .string(name), "state": .string(state.rawValue), "detail": .string(detail),
        ])
    }
}

/// What the doctor found, in the order in which it looked.
public struct Examination: Sendable {
    public private(set) var checks: [HealthCheck] = []

    public var isSound: Bool { checks.allSatisfy { $0.state == .sound || $0.state == .warning } }

    /// Whether the machine or the set-up is at fault.
    public var isMisconfigured: Bool { checks.contains { $0.state == .misconfigured } }

    public var json: JSONValue {
        .object([
            "format_version": .integer(1), "sound": .bool(isSound),
            "checks": .array(checks.map(\.json)),
        ])
    }

    /// One line a check, those amiss marked.
    public var text: String {
        checks.map { check in
            let mark =
                switch check.state {
                case .sound: "ok     "
                case .warning: "warning"
                case .fault, .misconfigured: "FAULT  "
                case .unknown: "?      "
                }
            return "\(mark) \(check.name): \(check.detail)"
        }.joined(separator: "\n")
    }

    mutating func note(_ name: String, _ state: HealthCheck.State, _ detail: String) {
        checks.append(HealthCheck(name: name, state: state, detail: detail))
    }
}

/// Looks at the machine and at a database: what it needs, and whether what it promises holds.
///
/// Nothing is changed but for a transaction that is opened and does nothing.
public struct Doctor {
    /// The oldest SQLite with STRICT tables.
    private static let oldestSQLite = [3, 37, 0]
    private static let oldestLibXML2 = [2, 9, 4]
    /// Less free space than this, or than the database is long, is a warning.
    private static let leastSpace = 256 << 20

    private let path: String
    private let now: Instant
    private let freeSpace: (String) -> Int?
    private var examination = Examination()

    /// - Parameter database: the path of the database, which may be missing.
    public static func examine(database path: String, at now: Instant) -> Examination {
        examine(database: path, at: now, freeSpace: freeSpace)
    }

    /// - Parameter freeSpace: the free bytes where a folder is; nothing when they are not told.
    static func examine(
        database path: String, at now: Instant, freeSpace: @escaping (String) -> Int?
    ) -> Examination {
        var doctor = Doctor(path: path, now: now, freeSpace: freeSpace)
        doctor.lookAtMachine()
        doctor.lookAtDatabase()
        return doctor.examination
    }

    private init(path: String, now: Instant, freeSpace: @escaping (String) -> Int?) {
        self.path = path
        self.now = now
        self.freeSpace = freeSpace
    }

    private static func freeSpace(_ folder: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[.systemFreeSize] as? NSNumber)?.intValue
    }

    private mutating func lookAtMachine() {
        let xml = XMLVersion.dotted
        note(
            "libxml2", Self.isAtLeast(Self.oldestLibXML2, xml) ? .sound : .misconfigured,
            Self.isAtLeast(Self.oldestLibXML2, xml)
                ? "version \(xml)" : "version \(xml) is too old; install 2.9.4 or newer")
        let sqlite = MappingStore.engineVersion
        note(
            "sqlite", Self.isAtLeast(Self.oldestSQLite, sqlite) ? .sound : .misconfigured,
            Self.isAtLeast(Self.oldestSQLite, sqlite)
                ? "version \(sqlite)"
                : "version \(sqlite) has no strict tables; install 3.37 or newer")
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if FileManager.default.isWritableFile(atPath: folder) {
            note("folder", .sound, "'\(folder)' can be written to")
        } else {
            note(
                "folder", .misconfigured,
                "'\(folder)' cannot be written to, and the write-ahead log of the database needs that; run as the user whose database it is"
            )
        }
        lookAtSpace(in: folder)
    }

    private mutating func lookAtSpace(in folder: String) {
        guard let free = freeSpace(folder) else {
            note("space", .unknown, "the free space of '\(folder)' is not told")
            return
        }
        let length =
            ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?
            .intValue
        let needed = max(length ?? 0, Self.leastSpace)
        let megabytes = Lakh.grouped(free >> 20)
        if free >= needed {
            note("space", .sound, "\(megabytes) MiB are free")
        } else {
            note(
                "space", .warning,
                "only \(megabytes) MiB are free, and publishing may need \(Lakh.grouped(needed >> 20)); make room"
            )
        }
    }

    private mutating func lookAtDatabase() {
        let store: MappingStore
        do { store = try MappingStore.open(path) } catch {
            note("database", .misconfigured, "\(error)")
            return
        }
        look("database") { examination in
            let found = try store.condition()
            examination.note(
                "database", found.format == found.knownFormat ? .sound : .misconfigured,
                found.format == found.knownFormat
                    ? "format \(found.format), \(Lakh.grouped(found.byteCount)) bytes"
                    : "format \(found.format) is older than \(found.knownFormat), which this command knows; make it anew, or use the older command"
            )
            examination.note(
                "durability", found.isDurable ? .sound : .misconfigured,
                found.isDurable
                    ? "write-ahead log, every transaction synced, foreign keys on"
                    : "a published release could be lost: journal \(found.journal), synchronous \(found.synchronous), foreign keys \(found.foreignKeys ? "on" : "off"); report it, and keep a copy"
            )
            examination.note(
                "integrity", found.faults.isEmpty ? .sound : .fault,
                found.faults.isEmpty
                    ? "every page and every reference is in order"
                    : "\(found.faults[0]); restore the database from a copy")
        }
        lookAtLock(of: store)
        look("audit") { examination in
            let entries = try store.verifyAudit()
            let head = try store.releases().last
            let published =
                head.map {
                    "release \($0.number) at entry \($0.auditEntry), \($0.auditHash.short)"
                } ?? "nothing published"
            examination.note("audit", .sound, "\(Lakh.grouped(entries)) entries; \(published)")
        }
        lookAtReleases(of: store)
    }

    private mutating func lookAtLock(of store: MappingStore) {
        do {
            try store.takeTurn()
            note("lock", .sound, "nobody is writing")
        } catch StoreError.locked {
            note(
                "lock", .warning,
                "another command has been writing for five seconds; if none is running, find what holds the database open"
            )
        } catch { note("lock", .fault, "\(error)") }
    }

    private mutating func lookAtReleases(of store: MappingStore) {
        let now = now
        look("releases") { examination in
            guard let live = try store.releases().last else {
                examination.note("releases", .sound, "nothing is published yet (release 0)")
                return
            }
            examination.note(
                "clock", live.publishedAt <= now ? .sound : .misconfigured,
                live.publishedAt <= now
                    ? "later than the last release"
                    : "release \(live.number) was published at \(live.publishedAt), which is later than this machine's clock; set the clock"
            )
            let files = RouteFiles(beside: store.path)
            let label = Desk.label(of: live.identity)
            do throws(RouteFileError) {
                _ = try files.open(label)
                examination.note("route-file", .sound, "that of release \(live.number) is sound")
            } catch .missing {
                examination.note(
                    "route-file", .warning,
                    "that of release \(live.number) is not there; the next 'rajmap route' makes it")
            } catch {
                examination.note(
                    "route-file", .warning, "\(error.fault) The next 'rajmap route' makes it again."
                )
            }
        }
    }

    /// Looks at one thing; an error is what is wrong with it.
    private mutating func look(_ name: String, _ body: (inout Examination) throws -> Void) {
        do { try body(&examination) } catch StoreError.locked {
            note(name, .unknown, "\(StoreError.locked)")
        } catch { note(name, .fault, "\(error)") }
    }

    private mutating func note(_ name: String, _ state: HealthCheck.State, _ detail: String) {
        examination.note(name, state, detail)
    }

    /// Whether a version such as `3.40.1` is as new as another.
    private static func isAtLeast(_ least: [Int], _ version: String) -> Bool {
        let numbers = version.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
        return !numbers.lexicographicallyPrecedes(least)
    }
}
