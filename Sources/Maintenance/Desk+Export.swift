internal import Foundation
internal import MappingStore
internal import MasterData
internal import Plans

extension Desk {
    /// Writes a release as canonical CSV, one file a kind, into a folder.
    ///
    /// What is written imports again to an empty plan. Contacts are written as they are
    /// known; an erased one is written as its seal.
    ///
    /// - Returns: the files and their rows, in the order of kinds.
    public func export(release number: Int, to folder: String) throws -> [(file: String, rows: Int)]
    {
        let rows = try store.rows(ofRelease: try store.release(number).number)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        var written: [(String, Int)] = []
        for kind in rows.presentKinds {
            let name = kind.plural(2).replacingOccurrences(of: " ", with: "_") + ".csv"
            var text = CSVText()
            text.row(Self.headings(of: kind))
            var count = 0
            for key in rows.keys(of: kind) {
                for version in rows[key]?.versions ?? [] {
                    text.row(try cells(of: key, version))
                    count += 1
                }
            }
            try Data(text.bytes).write(
                to: URL(fileURLWithPath: folder).appendingPathComponent(name), options: .atomic)
            written.append((name, count))
        }
        return written
    }

    static func headings(of kind: MasterKind) -> [String] {
        let key = kind.schema.keyFields.isEmpty ? ["scheme", "code"] : []
        return ["kind"] + key + kind.schema.specs.map(\.field.rawValue) + [
            "valid_from", "valid_to",
        ]
    }

    func cells(of key: RowKey, _ version: RowVersion) throws -> [String] {
        let schema = key.kind.schema
        var cells = [key.kind.rawValue]
        if schema.keyFields.isEmpty {
            cells += [key.scheme == schema.schemes[0] ? "" : key.scheme.rawValue, key.code]
        }
        for spec in schema.specs {
            let value = version.content[spec.field] ?? ""
            cells.append(
                spec.type.isSealed && !value.isEmpty
                    ? try store.exportedContact(value) ?? value : value)
        }
        return cells + [version.validity.from.description, version.validity.to.description]
    }
}
