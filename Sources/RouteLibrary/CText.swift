internal import Glibc

/// Texts that are handed to a caller in C.
enum CText {
    /// A copy that the caller gives back; nothing when memory has run out.
    static func copy(_ text: String) -> UnsafeMutablePointer<CChar>? { strdup(text) }

    /// The same of bytes that are UTF-8 already.
    static func copy(_ parts: [[UInt8]]) -> UnsafeMutablePointer<CChar>? {
        let count = parts.reduce(0) { $0 + $1.count }
        guard let memory = malloc(count + 1) else { return nil }
        var end = 0
        for part in parts {
            part.withUnsafeBytes {
                guard let start = $0.baseAddress else { return }
                (memory + end).copyMemory(from: start, byteCount: $0.count)
            }
            end += part.count
        }
        memory.storeBytes(of: 0, toByteOffset: count, as: UInt8.self)
        return memory.assumingMemoryBound(to: CChar.self)
    }

    /// The text of a caller; nothing for NULL.
    static func text(_ text: UnsafePointer<CChar>?) -> String? { text.map { String(cString: $0) } }
}
