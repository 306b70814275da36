import Digests
import Foundation
import MasterData
import SourceReading
import Testing

@Suite("Files")
struct SourceFileTests {
    @Test("reads the same bytes from disk and from memory", arguments: [1, 7, 4096])
    func chunks(size: Int) throws {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try withFile(bytes) { path in
            var disk = try SourceFile.open(path: path)
            disk.chunkByteCount = size
            var read: [UInt8] = []
            try disk.readChunks {
                #expect($0.count <= size)
                read += $0
            }
            #expect(read == bytes)
            #expect(disk.byteCount == 10_000)
            #expect(path.hasSuffix("/" + disk.name))
            #expect(try disk.digest() == SHA256Digest(of: bytes))
            #expect(try SourceFile.sample(bytes, chunk: size).digest() == SHA256Digest(of: bytes))
        }
    }

    @Test("names what cannot be opened")
    func refused() throws {
        #expect(code(opening: "/nowhere/officers.csv") == ReadingFinding.missing)
        #expect(code(opening: "") == ReadingFinding.missing)
        #expect(code(opening: "/tmp") == ReadingFinding.isDirectory)
        #expect(code(opening: "/dev/null") == ReadingFinding.notRegular)
        try withFile([]) { #expect(code(opening: $0) == ReadingFinding.empty) }
        try withFile([1, 2, 3]) { path in
            #expect(code(opening: path + "/x") == ReadingFinding.missing)
            var limits = ReadingLimits()
            limits.fileBytes = 2
            #expect(code(opening: path, limits) == ReadingFinding.tooLarge)
        }
        let error = #expect(throws: SourceError.self) {
            try SourceFile.open(path: "/nowhere/officers.csv")
        }
        #expect(
            error?.description == "officers.csv: error: file.missing: There is no file"
                + " '/nowhere/officers.csv'. Check the spelling and the folder.")
    }

    @Test("notices a file that is written to meanwhile", arguments: [true, false])
    func changed(grows: Bool) throws {
        try withFile(Array("a,b\n1,2\n".utf8)) { path in
            let file = try SourceFile.open(path: path)
            #expect(truncate(path, grows ? 100 : 5) == 0)
            let finding = try refusal { _ = try file.digest() }
            #expect(finding?.code == ReadingFinding.changed)
        }
    }

    private func code(opening path: String, _ limits: ReadingLimits = .standard) -> FindingCode? {
        do {
            _ = try SourceFile.open(path: path, limits: limits)
            return nil
        } catch {
            return error.finding.code
        }
    }

    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        var name = Array((NSTemporaryDirectory() + "/rajmap-reading-XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        try #require(descriptor >= 0)
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        #expect(write(descriptor, bytes, bytes.count) == bytes.count)
        close(descriptor)
        try body(path)
    }
}
