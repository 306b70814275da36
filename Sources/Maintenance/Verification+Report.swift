public import MasterData
internal import Plans
internal import RouteEngine

extension Verification {
    public var json: JSONValue {
        .object([
            "format_version": .integer(1),
            "release": .integer(release.number),
            "sound": .bool(isSound),
            "findings": .array(findings.listed.map(\.json)),
            "cover": cover.json,
        ])
    }

    public var text: String {
        let states = CoverState.allCases.compactMap { state in
            cover.cells[state].flatMap { $0 > 0 ? "\(state.rawValue) \(Lakh.grouped($0))" : nil }
        }
        var lines = [
            "Release \(release.number) from \(from) for \(days) days: \(Lakh.grouped(cover.cellCount)) cells",
            "  " + states.joined(separator: ", "),
        ]
        lines += findings.listed.map { "  \($0)" }
        lines +=
            cover.holes.isEmpty ? ["  No holes."] : cover.holes.map { "  hole: \($0)" }
        return lines.joined(separator: "\n")
    }
}
