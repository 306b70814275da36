internal import Digests
internal import Foundation
internal import MappingStore
internal import MasterData
internal import Transfers
internal import Webhooks

/// What a delivery came to.
public struct DeliveryTotals: Hashable, Sendable {
    public var delivered = 0
    public var failed = 0
    /// Given up in this run.
    public var dead = 0
    public var lastError: String?

    public init() {}
}

/// Why nothing can be delivered to a destination.
public enum DeliveryError: Error, Equatable, CustomStringConvertible {
    case noTarget(String)
    case badTarget(String)
    case noSecret(String)

    public var description: String {
        switch self {
        case .noTarget(let name):
            "Destination '\(name)' has no target. Give one: 'rajmap outbox destination \(name) --file PATH' or '--url URL'."
        case .badTarget(let target):
            "'\(target)' is no target; expected https://…, http://… or file: and a path."
        case .noSecret(let path):
            "The secret cannot be read from '\(path)'. It must be a file of at least 16 bytes."
        }
    }
}

extension Desk {
    /// How many tries a message has.
    public static let deliveryTries = 12
    /// How many failures in a row end a run: the receiver is down.
    static let patience = 3

    /// When a message is tried again after so many tries: half a minute, doubled each time, at
    /// most six hours; nothing after the last.
    static func nextTry(after attempts: Int, at now: Instant) -> Instant? {
        guard attempts < deliveryTries else { return nil }
        return Instant(seconds: now.seconds + min(30 << Int64(min(attempts - 1, 20)), 21_600))
    }

    /// Delivers what waits for a destination, oldest first, as CloudEvents.
    ///
    /// At least once: a message that was delivered when the process ended is sent again, with
    /// the same id. Messages of one complaint arrive in the order of its ledger.
    ///
    /// - Parameter includingDead: whether what was given up is tried again.
    /// Only one delivers at a time: ``WorkTaken`` says that somebody does.
    public func deliver(
        to name: String, includingDead: Bool = false, until isEnding: () -> Bool = { false }
    ) throws -> DeliveryTotals {
        let totals = try store.alone(at: .delivery) {
            try send(to: name, includingDead: includingDead, until: isEnding)
        }
        guard let totals else { throw WorkTaken(work: .delivery) }
        return totals
    }

    /// Delivers what waits for every destination that has a target; one that cannot be reached
    /// does not keep the others waiting.
    public func deliverAll(until isEnding: () -> Bool = { false }) throws -> DeliveryTotals {
        var all = DeliveryTotals()
        for destination in try store.destinations() {
            guard destination.target != nil, destination.waiting > 0, !isEnding() else { continue }
            do {
                let totals = try deliver(to: destination.name, until: isEnding)
                all.delivered += totals.delivered
                all.failed += totals.failed
                all.dead += totals.dead
                all.lastError =
                    totals.lastError.map { "\(destination.name): \($0)" } ?? all.lastError
            } catch let error as DeliveryError {
                all.failed += 1
                all.lastError = "\(destination.name): \(error)"
            }
        }
        return all
    }

    private func send(
        to name: String, includingDead: Bool, until isEnding: () -> Bool
    ) throws -> DeliveryTotals {
        let destination = try store.destination(name)
        guard let target = destination.target else { throw DeliveryError.noTarget(name) }
        let sender = try Sender(target: target, secretFile: destination.secretFile, now: now)
        let marking = try liveMarking()
        let texts = try notices ?? NoticeTexts.standard()
        var totals = DeliveryTotals()
        var last: Int64 = 0
        var failuresInARow = 0
        while failuresInARow < Self.patience && !isEnding() {
            let rows = try store.outbox(
                of: destination, after: last, dueBy: now, includingDead: includingDead,
                atMost: 200)
            guard let end = rows.last else { break }
            last = end.id
            var delivered: [Int64] = []
            var failures: [DeliveryFailure] = []
            var blocked: Set<String> = []
            var batch: [(row: OutboxRow, event: CloudEvent)] = []
            for row in rows {
                let stored = try store.complaint(row.number)
                batch.append(
                    (
                        row,
                        try CloudEvent(
                            of: stored.complaint, stored.events, step: row.step, by: marking,
                            in: texts)
                    ))
            }
            for item in batch {
                if blocked.contains(item.row.number) || failuresInARow >= Self.patience { continue }
                if let error = try sender.send(item.event) {
                    blocked.insert(item.row.number)
                    failuresInARow += 1
                    totals.failed += 1
                    totals.lastError = error
                    let next = Self.nextTry(after: item.row.attempts + 1, at: now)
                    if next == nil { totals.dead += 1 }
                    failures.append(
                        DeliveryFailure(id: item.row.id, error: error, nextTry: next))
                } else {
                    failuresInARow = 0
                    delivered.append(item.row.id)
                }
            }
            try sender.flush()
            try store.settle(delivered: delivered, failed: failures)
            totals.delivered += delivered.count
        }
        return totals
    }
}

/// Writes events to a file, or posts them.
private final class Sender {
    private enum Way {
        case file(FileHandle)
        case webhook(String, MessageSignature?)
    }

    private let way: Way
    private let now: Instant
    private let client = WebhookClient()

    init(target: String, secretFile: String?, now: Instant) throws {
        self.now = now
        if target.hasPrefix("file:") {
            let path = String(target.dropFirst(5))
            if !FileManager.default.fileExists(atPath: path) {
                try Data().write(to: URL(fileURLWithPath: path))
            }
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            _ = try handle.seekToEnd()
            way = .file(handle)
        } else if target.hasPrefix("https://") || target.hasPrefix("http://") {
            way = .webhook(target, try secretFile.map(Self.signature))
        } else {
            throw DeliveryError.badTarget(target)
        }
    }

    private static func signature(_ path: String) throws -> MessageSignature {
        guard
            var secret = try? String(contentsOfFile: path, encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines), secret.utf8.count >= 16
        else { throw DeliveryError.noSecret(path) }
        if secret.hasPrefix("whsec_") {
            secret.removeFirst(6)
            guard let bytes = Data(base64Encoded: secret) else {
                throw DeliveryError.noSecret(path)
            }
            return MessageSignature(secret: Array(bytes))
        }
        return MessageSignature(secret: Array(secret.utf8))
    }

    /// Sends one event; what went wrong, or nothing.
    func send(_ event: CloudEvent) throws -> String? {
        let body = event.json.canonicalBytes
        switch way {
        case .file(let handle):
            try handle.write(contentsOf: Data(body + [0x0A]))
            return nil
        case .webhook(let address, let signature):
            var headers = [
                ("Content-Type", "application/cloudevents+json; charset=utf-8"),
                ("webhook-id", event.id), ("webhook-timestamp", String(now.seconds)),
            ]
            if let signature {
                let signed = Array("\(event.id).\(now.seconds).".utf8) + body
                let code = Data(signature.code(of: signed)).base64EncodedString()
                headers.append(("webhook-signature", "v1,\(code)"))
            }
            switch client.post(body, to: address, headers: headers) {
            case .taken: return nil
            case .refused(let status): return "the receiver answered \(status)"
            case .failed(let reason): return reason
            }
        }
    }

    /// Makes sure that what was written lasts, before it leaves the outbox.
    func flush() throws {
        if case .file(let handle) = way { try handle.synchronize() }
    }
}
