extension RouteTable {
    /// Where many complaints go, decided on all cores, in the order of the requests.
    ///
    /// Those of one call are all decided by this table, whatever is published meanwhile.
    public func decide(all requests: [RouteRequest]) async -> [Decision] {
        let pieceSize = 512
        if requests.count <= pieceSize { return requests.map { decide($0) } }
        return await withTaskGroup(of: (Int, [Decision]).self) { group in
            for start in stride(from: 0, to: requests.count, by: pieceSize) {
                let piece = requests[start..<min(start + pieceSize, requests.count)]
                group.addTask { (start / pieceSize, piece.map { decide($0) }) }
            }
            var pieces: [[Decision]] = Array(
                repeating: [], count: (requests.count + pieceSize - 1) / pieceSize)
            for await (number, decisions) in group { pieces[number] = decisions }
            return pieces.flatMap { $0 }
        }
    }
}
