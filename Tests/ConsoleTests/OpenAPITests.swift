import Foundation
import Testing

@testable import Console

@Suite("schemas/openapi.yaml describes the API")
struct OpenAPITests {
    let text: String

    init() throws {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("schemas/openapi.yaml")
        text = try String(contentsOf: file, encoding: .utf8)
    }

    /// The methods and paths under `paths:`, by their indentation.
    private var described: Set<String> {
        var found: Set<String> = []
        var path = ""
        var isInside = false
        for line in text.split(separator: "\n") {
            if !line.hasPrefix(" ") { isInside = line == "paths:" }
            guard isInside else { continue }
            if line.hasPrefix("  /"), line.hasSuffix(":") {
                path = String(line.dropFirst(2).dropLast())
            } else if line.hasPrefix("    "), !line.hasPrefix("     "),
                ["get:", "post:"].contains(String(line.dropFirst(4)))
            {
                found.insert("\(line.dropFirst(4).dropLast().uppercased()) \(path)")
            }
        }
        return found
    }

    @Test("every endpoint, and none that is not there")
    func endpoints() {
        let served = Set(ConsoleServer.endpoints.map { "\($0.method.rawValue) \($0.path)" })
        #expect(served.subtracting(described).sorted() == [], "not described")
        #expect(described.subtracting(served).sorted() == [], "described and not served")
    }

    @Test("every kind of problem, with its status")
    func problems() {
        for kind in Problem.Kind.allCases {
            #expect(
                text.contains("`\(kind.type)` | \(kind.status) |"),
                "\(kind.type) with status \(kind.status) is not in the table of problems")
        }
    }
}
