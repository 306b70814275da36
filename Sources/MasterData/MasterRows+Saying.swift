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
        validity(saying: row, asOf: day) != nil
    }

    /// The days of the version that says what a row says, as ``alreadySay(_:asOf:)`` finds it.
    public func validity(saying row: StagedRow, asOf day: Day) -> Validity? {
        guard row.maySayTheSame else { return nil }
        return rows(of: row.key.kind).validity(saying: row, on: row.validFrom ?? day)
    }
}

extension Timeline {
    /// The days of the version that says what a row says, as ``MasterRows/alreadySay(_:asOf:)``
    /// finds it.
    public func validity(saying row: StagedRow, asOf day: Day) -> Validity? {
        guard row.maySayTheSame, let version = version(on: row.validFrom ?? day),
            version.content.says(row.fields)
        else { return nil }
        return version.validity
    }
}

extension StagedRow {
    /// Whether it may say what masters say, from its first day on.
    fileprivate var maySayTheSame: Bool { role == .own && action != .retire && validTo == nil }
}

extension MasterTable {
    fileprivate func validity(saying row: StagedRow, on day: Day) -> Validity? {
        find(row.key) { thing -> Validity? in
            switch thing {
            case .packed(let packed, _):
                guard
                    let version = PackedTimeline(bytes: packed.timelineBytes).version(on: day),
                    version.says(row.fields)
                else { return nil }
                return version.validity
            case .loose(_, let timeline):
                guard let version = timeline.version(on: day), version.content.says(row.fields)
                else { return nil }
                return version.validity
            }
        } ?? nil
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
