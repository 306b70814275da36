import Foundation
import Glibc
import Synchronization

/// A receiver of webhooks on a free port of the loopback, for tests: it answers each request with
/// the next status of a list, and keeps what it was sent.
public final class Receiver: Sendable {
    public struct NotListening: Error {}

    public let port: Int
    private let socket: Int32
    private let requests = Mutex<[String]>([])

    /// The requests so far, head and body as they came.
    public var received: [String] { requests.withLock { $0 } }

    public init(answering statuses: [Int]) throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(socket, raw, length) == 0 && listen(socket, 8) == 0
                    && getsockname(socket, raw, &length) == 0
            }
        }
        guard bound else { throw NotListening() }
        self.socket = socket
        port = Int(UInt16(bigEndian: address.sin_port))
        // A thread of its own: a task could wait for ever behind the posts that wait for its answer.
        Thread.detachNewThread { [self] in
            for status in statuses { serve(status) }
        }
    }

    deinit { close(socket) }

    /// Reads one request to the end of its body and answers it.
    private func serve(_ status: Int) {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        defer { close(connection) }
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isWhole(text) {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { break }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        requests.withLock { $0.append(text) }
        let answer = Array(
            "HTTP/1.1 \(status) X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
        _ = write(connection, answer, answer.count)
    }

    private func isWhole(_ text: String) -> Bool {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
        let length = text[..<end.lowerBound].split(separator: "\r\n").compactMap { line -> Int? in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
            return Int(parts[1].filter { $0 != " " })
        }.first
        return text[end.upperBound...].utf8.count >= length ?? 0
    }
}
