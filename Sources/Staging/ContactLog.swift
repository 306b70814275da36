/// What seals stand for, in a spool of its own: a feed of officers has one or two for each row.
final class ContactLog {
    private var spool: Spool?
    private var last = ""

    /// Keeps what a seal stands for.
    func note(_ seal: String, _ value: String) throws {
        if seal == last { return }
        last = seal
        let open = try spool ?? Spool()
        spool = open
        for text in [seal, value] {
            var text = text
            try text.withUTF8 { bytes in
                try withUnsafeBytes(of: UInt32(bytes.count)) { _ = try open.append($0) }
                try open.append(UnsafeRawBufferPointer(bytes))
            }
        }
    }

    func forEach(_ body: (_ seal: String, _ value: String) throws -> Void) throws {
        guard let spool else { return }
        var walk = SpoolWalk(spool)
        func text(_ walk: inout SpoolWalk) throws -> String {
            let count = Int(try walk.peek(4).loadUnaligned(as: UInt32.self))
            walk.skip(4)
            defer { walk.skip(count) }
            return String(decoding: try walk.peek(count), as: UTF8.self)
        }
        while !walk.isAtEnd {
            let seal = try text(&walk)
            try body(seal, try text(&walk))
        }
    }
}
