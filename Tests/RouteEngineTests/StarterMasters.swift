import Foundation
import MasterData

/// The starter masters of the project, read plainly: no profile, no checks, no contacts.
enum StarterMasters {
    private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("mappings/rajasthan")

    /// The columns that make up the code of kinds that have none of their own.
    private static let keys: [MasterKind: [String]] = [
        .chainLevel: ["chain", "level"], .jurisdiction: ["office", "place"],
    ]

    static func rows() throws -> MasterRows {
        var rows = MasterRows()
        for name in [
            "states", "divisions", "districts", "tehsils", "blocks", "urban_bodies", "departments",
            "designations", "categories", "chains", "chain_levels", "offices", "jurisdictions",
            "posts", "rules",
        ] {
            var lines = try text("\(name).csv").split(separator: "\n").map { fields(String($0)) }
            let headings = lines.removeFirst()
            for line in lines { put(Dictionary(zip(headings, line)) { first, _ in first }, &rows) }
        }
        try putOfficers(&rows)
        return rows
    }

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    private static func put(_ row: [String: String], _ rows: inout MasterRows) {
        guard let kind = row["kind"].flatMap(MasterKind.init) else { return }
        let code =
            keys[kind].map { $0.map { row[$0] ?? "" }.joined(separator: "/") } ?? row["code"] ?? ""
        var content: [Field: String] = [:]
        for (name, value) in row where !value.isEmpty {
            if let field = Field(rawValue: name), kind.schema.spec(of: field) != nil {
                content[field] = value
            }
        }
        put(kind, code, content, from: row["valid_from"] ?? "", &rows)
    }

    private static func put(
        _ kind: MasterKind, _ code: String, _ content: [Field: String], from: String,
        _ rows: inout MasterRows
    ) {
        guard let day = Day(from) else { return }
        var timeline = Timeline()
        timeline.put(Content(content), over: Validity(from: day))
        rows[RowKey(kind, code)] = timeline
    }

    /// One officer or posting stands on a line, its attributes between quotes.
    private static func putOfficers(_ rows: inout MasterRows) throws {
        var officer = ""
        for line in try text("officers.xml").split(separator: "\n") {
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            var values: [Substring: String] = [:]
            for index in stride(from: 1, to: parts.count, by: 2) {
                let name = parts[index - 1].split(separator: " ").last?.dropLast() ?? ""
                values[name] = String(parts[index])
            }
            if let code = values["code"] {
                officer = code
                put(
                    .person, code,
                    [.nameEn: values["name_en"] ?? "", .nameHi: values["name_hi"] ?? ""],
                    from: values["valid_from"] ?? "", &rows)
            } else if let post = values["post"], let nature = values["nature"] {
                put(
                    .posting, "\(post)/\(officer)",
                    [.post: post, .person: officer, .nature: nature],
                    from: values["valid_from"] ?? "", &rows)
            }
        }
    }

    /// The fields of a line of CSV; no field of these files has a line end in it.
    private static func fields(_ line: String) -> [String] {
        if !line.utf8.contains(UInt8(ascii: "\"")) {
            return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
