/// One record of a feed, ready to be compared with the live masters.
public struct StagedRow: Hashable, Sendable {
    /// How a feed speaks of the thing.
    public enum Role: UInt8, Hashable, Sendable {
        /// The feed's own record: it adds and changes.
        case own
        /// A row of something else names it: it is added when nobody else brings it.
        case named
    }

    /// What the feed wants done, where it says so in an `action` column.
    public enum Action: String, Hashable, Sendable, CaseIterable {
        case add, change, retire, reactivate
    }

    public var key: RowKey
    public var role: Role
    public var action: Action?
    /// The first day the row speaks of; the plan's as-of day when the feed has no dates.
    public var validFrom: Day?
    /// The day on which the thing ends, when the row says that it ends.
    public var validTo: Day?
    /// The fields that the row speaks of; an empty value clears the field.
    public var fields: [FieldValue]
    public var origin: Origin

    public struct FieldValue: Hashable, Sendable {
        public var field: Field
        public var value: String

        public init(_ field: Field, _ value: String) {
            self.field = field
            self.value = value
        }
    }

    public init(
        key: RowKey, role: Role = .own, action: Action? = nil, validFrom: Day? = nil,
        validTo: Day? = nil, fields: [FieldValue], origin: Origin
    ) {
        self.key = key
        self.role = role
        self.action = action
        self.validFrom = validFrom
        self.validTo = validTo
        self.fields = fields
        self.origin = origin
    }

    public func value(of field: Field) -> String? {
        for entry in fields where entry.field == field { return entry.value }
        return nil
    }

    /// Whether two rows say the same, wherever they stand.
    public func saysTheSame(as other: StagedRow) -> Bool {
        key == other.key && role == other.role && action == other.action
            && validFrom == other.validFrom && validTo == other.validTo
            && fields.count == other.fields.count
            && fields.allSatisfy { entry in
                other.value(of: entry.field)?.utf8.elementsEqual(entry.value.utf8) == true
            }
    }
}

extension Content {
    /// What the fields of a row say; the first of a field that stands twice.
    public init(_ fields: [StagedRow.FieldValue]) {
        self.init()
        entries.reserveCapacity(fields.count)
        for entry in fields where !entry.value.isEmpty {
            let place = entries.firstIndex { !($0.field < entry.field) } ?? entries.endIndex
            if place < entries.endIndex, entries[place].field == entry.field { continue }
            entries.insert(Entry(field: entry.field, value: entry.value), at: place)
        }
    }
}
