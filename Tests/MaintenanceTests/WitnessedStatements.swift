import CSQLiteWitness
import Foundation
import MappingStore

/// The statements that were run on one database, as SQLite itself was given them.
struct WitnessedStatements {
    /// Whose database it is; the database goes with it.
    private let place: ComplaintPlace
    /// Each different one, in the order they were first run.
    let statements: [String]

    /// Notes what a life runs on a database, after its making.
    init(during life: (ComplaintPlace) throws -> Void) throws {
        witness_listen()
        place = try ComplaintPlace()
        guard witness_watch(place.folder.lastPathComponent) == 1 else {
            throw Fault(text: "another database is watched")
        }
        var texts: [String] = []
        defer { witness_statements(nil) { _, _ in } }
        try life(place)
        withUnsafeMutablePointer(to: &texts) { list in
            witness_statements(list) { list, text in
                guard let list, let text else { return }
                list.assumingMemoryBound(to: [String].self).pointee
                    .append(String(cString: text))
            }
        }
        statements = texts
    }

    /// How SQLite finds the rows of a statement, those of its triggers too, line by line.
    func plan(of statement: String) throws -> [String] {
        var lines: [String] = []
        let fault = withUnsafeMutablePointer(to: &lines) { list in
            witness_plan(place.store.path, statement, list) { list, text in
                guard let list, let text else { return }
                list.assumingMemoryBound(to: [String].self).pointee
                    .append(String(cString: text))
            }
        }
        if let fault {
            defer { witness_free(fault) }
            throw Fault(text: "\(String(cString: fault)): \(statement)")
        }
        return lines
    }

    struct Fault: Error {
        var text: String
    }
}

/// The statements that a folder of sources can run, as patterns of fixed pieces.
struct WrittenStatements {
    /// File and fixed pieces, in the order of files.
    private(set) var statements: [(file: String, pieces: [String])] = []

    init(folder: URL) throws {
        let words = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "]
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        for file in files where file.hasSuffix(".swift") && !file.hasSuffix("Tables.swift") {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            for literal in Self.literals(of: text)
            where words.contains(where: { literal.hasPrefix($0) }) {
                statements.append((file, Self.pieces(of: literal)))
            }
        }
    }

    /// Whether a statement that was run is the one written with these pieces.
    static func isWritten(_ statement: String, of pieces: [String]) -> Bool {
        var rest = oneLine(statement)[...]
        for piece in pieces {
            guard let range = rest.range(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }

    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func literals(of text: String) -> [String] {
        // Odd parts are inside of three quotes; elsewhere, odd parts of a line inside of one.
        let long = text.components(separatedBy: "\"\"\"")
        return long.enumerated().flatMap { position, part in
            position % 2 == 1
                ? [oneLine(part)]
                : part.split(separator: "\n").flatMap { line in
                    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                        .filter { $0.offset % 2 == 1 }.map { oneLine(String($0.element)) }
                }
        }
    }

    /// What stands between interpolations.
    private static func pieces(of literal: String) -> [String] {
        literal.components(separatedBy: "\\(").enumerated().map { position, part in
            position == 0
                ? part
                : part.firstIndex(of: ")").map { String(part[part.index(after: $0)...]) } ?? ""
        }.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
