internal import MappingStore
public import MasterData
internal import Plans

extension Desk {
    /// An empty file of a kind in the canonical layout: its headings, to be filled in.
    public static func template(of kind: MasterKind) -> [UInt8] {
        var text = CSVText()
        text.row(headings(of: kind))
        return text.bytes
    }

    /// The things of a kind as they are in a release, to be corrected and imported.
    ///
    /// - Parameter number: the release; the live one when absent.
    public func filledTemplate(of kind: MasterKind, release number: Int? = nil) throws -> [UInt8] {
        let rows = try store.rows(ofRelease: try number ?? store.head().number)
        var text = CSVText()
        text.row(Self.headings(of: kind))
        for key in rows.keys(of: kind) {
            for version in rows[key]?.versions ?? [] { text.row(try cells(of: key, version)) }
        }
        return text.bytes
    }
}
