internal import MasterData

/// Two rows of one key that both hold on some days and do not say the same.
///
/// Only a stated end can overlap: a row without one holds until the next row starts.
struct RowOverlap {
    private let row: StagedRow
    private let earlier: StagedRow
    private let days: Validity

    /// Nothing when the rows share no day, or agree.
    ///
    /// - Parameters:
    ///   - row: the one that starts later.
    ///   - day: the as-of day, from which rows without dates hold.
    init?(of row: StagedRow, with earlier: StagedRow, asOf day: Day) {
        let start = row.validFrom ?? day
        guard row.action != .retire, earlier.action != .retire, let end = earlier.validTo,
            earlier.validFrom ?? day < start, start < end
        else { return nil }
        let last = row.validTo ?? .distantFuture
        // A later row that ends first would cut the earlier one off.
        guard last < end || !Self.agree(row, earlier) else { return nil }
        self.row = row
        self.earlier = earlier
        days = Validity(from: start, to: min(last, end))
    }

    /// Rows of two files may each leave out what the other says; those of one file may not.
    private static func agree(_ a: StagedRow, _ b: StagedRow) -> Bool {
        let isOneFile = a.origin.file == b.origin.file
        if isOneFile, a.fields.count != b.fields.count { return false }
        return a.fields.allSatisfy { entry in
            b.value(of: entry.field).map { $0 == entry.value } ?? !isOneFile
        }
    }

    var finding: Finding {
        Finding(
            code: "row.overlapping-dates", severity: .error, origin: row.origin, key: row.key,
            value: "\(days.from)..\(days.to)",
            message:
                "\(row.key) is also on \(earlier.origin), and by both rows it holds from \(days.from) until \(days.to); correct the dates of one of the two, or keep one row."
        )
    }
}
