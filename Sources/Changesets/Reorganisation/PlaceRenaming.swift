internal import MasterData

/// Makes the code and the names of a copy from those of the original.
struct PlaceRenaming {
    private let old: RowKey
    private let new: RowKey
    private let names: [(field: Field, old: String, new: String)]

    init(from old: RowKey, to new: RowKey, in rows: MasterRows, on day: Day) {
        self.old = old
        self.new = new
        let before = rows.content(of: old, on: day)
        let after = rows.content(of: new, on: day)
        names = [Field.nameEn, .nameHi].compactMap { field in
            guard let old = before?[field], let new = after?[field] else { return nil }
            return (field, old, new)
        }
    }

    /// `REV-D-91` becomes `REV-D-767`, `R-ELE-D91` becomes `R-ELE-D767`; a code that does not
    /// bear the place's gets the new one added.
    func code(_ key: RowKey) -> RowKey {
        var parts = key.code.split(separator: "-", omittingEmptySubsequences: false).map(
            String.init)
        let spellings = [(old.code, new.code)] + initials
        for position in parts.indices.reversed() {
            for (from, to) in spellings where parts[position] == from {
                parts[position] = to
                return RowKey(key.kind, parts.joined(separator: "-"), scheme: key.scheme)
            }
        }
        return RowKey(key.kind, "\(key.code).\(new.code)", scheme: key.scheme)
    }

    /// `D91`, after the kind of the place.
    private var initials: [(String, String)] {
        func spelt(_ place: RowKey) -> String {
            place.kind.rawValue.prefix(1).uppercased() + place.code
        }
        return [(spelt(old), spelt(new))]
    }

    /// Puts the new place's name for the old one's; leaves names without it.
    func rename(_ content: inout Content) {
        for name in names {
            guard let text = content[name.field] else { continue }
            content[name.field] = Self.replacing(name.old, by: name.new, in: text)
        }
    }

    private static func replacing(_ old: String, by new: String, in text: String) -> String {
        let bytes = Array(text.utf8)
        let wanted = Array(old.utf8)
        guard !wanted.isEmpty, bytes.count >= wanted.count,
            let start = (0...(bytes.count - wanted.count)).last(where: {
                bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
            })
        else { return text }
        return String(
            decoding: bytes[..<start] + Array(new.utf8) + bytes[(start + wanted.count)...],
            as: UTF8.self)
    }
}
