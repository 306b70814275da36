extension MasterRows {
    /// Whether a feed's own row says what the masters say already, from its first day to the
    /// end of the version of that day.
    ///
    /// It is so of nearly all rows of a large feed, and is seen without making values of what
    /// lies in a file. A row that ends a thing, or says when it ends, is never taken for one.
    ///
    /// - Parameters:
    ///   - row: one that is staged.
    ///   - day: the plan's as-of day, from which rows without dates hold.
    public func alreadySay(_ row: StagedRow, asOf day: Day) -> Bool {
        guard row.role == .own, row.action != .retire, row.validTo == nil else { return false }
        return rows(of: row.key.kind).alreadySays(row, on: row.validFrom ?? day)
    }
}

extension MasterTable {
    fileprivate func alreadySays(_ row: StagedRow, on day: Day) -> Bool {
        let says = find(row.key) { thing in
            switch thing {
            case .packed(let packed, _):
                PackedTimeline(bytes: packed.timelineBytes).version(on: day)?.says(row.fields)
            case .loose(_, let timeline):
                timeline.content(on: day)?.says(row.fields)
            }
        }
        return (says ?? false) ?? false
    }
}

extension PackedTimeline.Version {
    fileprivate func says(_ fields: [StagedRow.FieldValue]) -> Bool {
        fields.allSatisfy { entry in
            var text = entry.value
            return text.withUTF8 { wanted in
                guard let value = value(of: entry.field) else { return wanted.isEmpty }
                return value.equals(UnsafeRawBufferPointer(wanted))
            }
        }
    }
}

extension Content {
    fileprivate func says(_ fields: [StagedRow.FieldValue]) -> Bool {
        fields.allSatisfy { (self[$0.field] ?? "").utf8.elementsEqual($0.value.utf8) }
    }
}
