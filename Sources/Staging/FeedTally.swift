internal import MasterData
public import SourceReading

/// How many rows, fields and bytes of fields a file has; nothing of it is kept.
public struct FeedTally: Hashable, Sendable {
    public private(set) var rows = 0
    public private(set) var fields = 0
    public private(set) var bytes = 0

    /// - Parameter profile: needed for XML, whose fields only it knows.
    public init(
        of file: SourceFile, as profile: FeedProfile? = nil, source: RecordSource = .inProcess
    ) throws {
        var (fields, bytes) = (0, 0)
        let count = { (record: borrowing SourceRecord) in
            for index in 0..<record.count {
                guard let field = record[index] else { continue }
                fields += 1
                bytes += field.count
            }
        }
        let reader = source.reader(of: file)
        switch try reader.sniff(stated: profile?.csv ?? .init()) {
        case .csv(_, let dialect):
            rows = try reader.readCSV(
                as: dialect, headings: { _ in }, record: count,
                finding: { _ in })
        case .xml(let root, let namespace):
            let layout =
                profile.map { XMLBinding($0).layout }
                ?? XMLLayout(namespace: namespace, root: root, records: [])
            rows = try reader.readXML(
                by: layout, unknown: .note, record: count, finding: { _ in })
        }
        self.fields = fields
        self.bytes = bytes
    }
}
