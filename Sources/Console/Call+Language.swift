internal import Transfers

extension Call {
    /// The language the client would rather read, of the two that names have.
    var language: Marking.Language {
        var best: (language: Marking.Language, weight: Double) = (.english, 0)
        for item in (header("accept-language") ?? "").lowercased().split(separator: ",") {
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = parts.first?.split(separator: "-").first,
                let language = Marking.Language(rawValue: String(tag))
            else { continue }
            let weight =
                parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
                ?? 1
            if weight > best.weight { best = (language, weight) }
        }
        return best.language
    }
}
