import Foundation
import MappingStore
import MasterData

/// Lives through days of invented complaints in virtual time, over the masters of a database.
///
///     simulate-complaints run --db rajmap.db --from 2026-01-01 --days 365 --per-day 20000
///     simulate-complaints bench --db rajmap.db --count 100000
@main
struct Simulate {
    static let usage = """
        usage: simulate-complaints run --db PATH --from DATE [--days N] [--start N] [--tail N]
                                       [--per-day N] [--seed N] [--keys yes]
               simulate-complaints bench --db PATH [--count N]

        run: days counted from --from; those before --start are done already; after --days no
        complaints come in for --tail days, in which the open ones end. With --keys every request
        has a key, so that a run that was cut off can be run again from its start.
        """

    static func main() {
        do { try run(Array(CommandLine.arguments.dropFirst())) } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(error is Wrong ? 64 : 1)
        }
    }

    struct Wrong: Error, CustomStringConvertible {
        var description: String
    }

    private static func run(_ words: [String]) throws {
        guard let verb = words.first else { throw Wrong(description: usage) }
        var options = [
            "--db": "", "--from": "2026-01-01", "--days": "30", "--start": "0", "--tail": "0",
            "--per-day": "200", "--seed": "181", "--keys": "no", "--count": "100000",
        ]
        var rest = words.dropFirst()
        while let name = rest.popFirst() {
            guard options[name] != nil, let value = rest.popFirst() else {
                throw Wrong(description: "unknown, or without a value: \(name)\n\(usage)")
            }
            options[name] = value
        }
        func number(_ name: String, atLeast least: Int) throws -> Int {
            guard let value = options[name].flatMap({ Int($0) }), value >= least else {
                throw Wrong(description: "\(name) must be a number of at least \(least)")
            }
            return value
        }
        guard let path = options["--db"], !path.isEmpty, let seed = UInt64(options["--seed"] ?? ""),
            let first = Day(options["--from"] ?? "")
        else { throw Wrong(description: usage) }
        let store = try MappingStore.open(path)
        switch verb {
        case "run":
            let days = try number("--days", atLeast: 1)
            let life = try Life(
                store: store, first: first, days: days,
                perDay: try number("--per-day", atLeast: 1), seed: seed,
                hasKeys: options["--keys"] == "yes")
            let end = days + (try number("--tail", atLeast: 0))
            for day in try number("--start", atLeast: 0)..<end {
                try life.live(day)
            }
            print(life.json)
        case "bench":
            let life = try Life(
                store: store, first: first, days: 1,
                perDay: try number("--count", atLeast: 1), seed: seed, hasKeys: false)
            try life.warmUp()
            let clock = ContinuousClock()
            let intake = try clock.measure { try life.takeIn(0) }
            let sweep = try clock.measure { try life.sweep(200) }
            print(
                JSONValue.object([
                    "complaints": .integer(life.taken), "swept_events": .integer(life.events),
                    "intake_ms": .integer(Int(intake / .milliseconds(1))),
                    "sweep_ms": .integer(Int(sweep / .milliseconds(1))),
                ]))
        default: throw Wrong(description: usage)
        }
    }
}
