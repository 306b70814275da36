internal import Dispatch
internal import MasterData
internal import RouteEngine
internal import Synchronization

/// Decides many requests on all cores.
enum Batch {
    /// So many requests go to a core at a time.
    private static let pieceSize = 256

    /// A JSON object a line, in pieces that follow each other in the order of the requests.
    static func lines(of requests: [RouteRequest], by table: RouteTable) -> [[UInt8]] {
        let starts = Array(stride(from: 0, to: requests.count, by: pieceSize))
        let written = Mutex<[[UInt8]]>(Array(repeating: [], count: starts.count))
        DispatchQueue.concurrentPerform(iterations: starts.count) { piece in
            var lines: [UInt8] = []
            for request in requests[starts[piece]...].prefix(pieceSize) {
                lines += table.decide(request).json.canonicalBytes
                lines.append(0x0A)
            }
            written.withLock { $0[piece] = lines }
        }
        return written.withLock { $0 }
    }
}
