/// What one version of a thing says: its fields, each as canonical text.
///
/// Numbers are decimal digits, days ISO 8601, lists joined by `|`, references as
/// ``RowKey`` text or, where the kind is fixed, the bare code. An absent field and an
/// empty one are the same. Equal contents are equal byte for byte in canonical JSON.
public struct Content: Hashable, Sendable {
    /// Sorted by field name, never an empty value.
    public internal(set) var entries: [Entry]

    public struct Entry: Hashable, Sendable {
        public var field: Field
        public var value: String
    }

    public init() {
        entries = []
    }

    public init(_ values: [Field: String]) {
        entries = values.filter { !$0.value.isEmpty }.map { Entry(field: $0.key, value: $0.value) }
            .sorted { $0.field < $1.field }
    }

    /// Makes room for so many fields, and no more.
    public mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

    public subscript(field: Field) -> String? {
        get {
            for entry in entries where entry.field == field { return entry.value }
            return nil
        }
        set {
            let value = newValue.flatMap { $0.isEmpty ? nil : $0 }
            if let index = entries.firstIndex(where: { $0.field == field }) {
                if let value { entries[index].value = value } else { entries.remove(at: index) }
            } else if let value {
                let index = entries.firstIndex { field < $0.field } ?? entries.endIndex
                entries.insert(Entry(field: field, value: value), at: index)
            }
        }
    }

    // Canonical equivalence is not enough here: a composed and a decomposed nukta are
    // equal to `==` on strings and differ in every hash and in the database.
    public static func == (a: Content, b: Content) -> Bool {
        a.entries.count == b.entries.count
            && zip(a.entries, b.entries).allSatisfy {
                $0.field == $1.field && $0.value.utf8.elementsEqual($1.value.utf8)
            }
    }

    public func hash(into hasher: inout Hasher) {
        for entry in entries {
            hasher.combine(entry.field)
            for byte in entry.value.utf8 { hasher.combine(byte) }
        }
    }
}

extension Content {
    /// The key that a reference field points at, or nothing when it is empty or not a key.
    public func reference(_ field: Field, in kind: MasterKind) -> RowKey? {
        guard let value = self[field], let spec = kind.schema.spec(of: field) else { return nil }
        return spec.type.reference(value)
    }

    public func integer(_ field: Field) -> Int? { self[field].flatMap { Int($0) } }

    public func flag(_ field: Field) -> Bool { self[field] == "yes" }

    public func list(_ field: Field) -> [String] {
        self[field].map { $0.split(separator: "|").map(String.init) } ?? []
    }
}
