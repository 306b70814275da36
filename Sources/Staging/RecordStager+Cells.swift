internal import MasterData
internal import SourceReading

// What a row has in its cells, as it was written.
extension RecordStager {
    func text(of cell: BoundRecord.Cell, in row: borrowing SourceRecord) -> String? {
        guard let column = cell.column else { return cell.source.constant }
        return row.text(column)
    }

    func origin(of cell: BoundRecord.Cell, in row: borrowing SourceRecord) -> Origin {
        guard let column = cell.column else { return row.origin }
        return row.origin(column)
    }

    func isFilled(anyOf columns: [Int], of row: borrowing SourceRecord) -> Bool {
        for column in columns {
            if CleanText.isVisible(row[column]) || !isBlank(row.text(column)) { return true }
        }
        return false
    }

    func isBlank(_ text: String?) -> Bool {
        text?.allSatisfy(\.isWhitespace) ?? true
    }
}
