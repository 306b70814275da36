import Foundation

/// The command that makes the large starter masters from the small ones, and sample complaints.
///
///     starter-masters expand mappings/rajasthan
///     starter-masters complaints --seed 181 --count 20000 --on 2026-06-01 mappings/rajasthan
@main
struct StarterMasters {
    static let usage = """
        usage: starter-masters expand MAPPINGS_DIR
               starter-masters complaints [--seed N] [--count N] [--on DATE] MAPPINGS_DIR
        """

    static func main() {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch let error as StarterError {
            Console.note(error.description)
            exit(error.exitCode)
        } catch {
            Console.note("\(error)")
            exit(74)
        }
    }

    private static func run(_ arguments: [String]) throws {
        var rest = arguments
        guard !rest.isEmpty else { throw StarterError.usage(usage) }
        switch rest.removeFirst() {
        case "expand":
            guard rest.count == 1 else { throw StarterError.usage(usage) }
            try Expansion(mappings: URL(filePath: rest[0])).run()
        case "complaints":
            try complaints(rest)
        default:
            throw StarterError.usage(usage)
        }
    }

    private static func complaints(_ arguments: [String]) throws {
        var options = ["--seed": "181", "--count": "20000", "--on": "2026-06-01"]
        var rest = arguments[...]
        while let name = rest.first, name.hasPrefix("--") {
            guard options[name] != nil, let value = rest.dropFirst().first else {
                throw StarterError.usage(
                    "unknown option, or one without a value: \(name)\n\(usage)")
            }
            options[name] = value
            rest = rest.dropFirst(2)
        }
        guard rest.count == 1, let directory = rest.first,
            let seed = options["--seed"].flatMap(UInt64.init),
            let count = options["--count"].flatMap(Int.init), count >= 0,
            let day = options["--on"].flatMap(CalendarDay.init(iso:))
        else { throw StarterError.usage(usage) }
        let file = try ComplaintFile(
            seed: seed, from: day, mappings: URL(filePath: directory))
        file.write(count: count, to: Console.result)
    }
}
