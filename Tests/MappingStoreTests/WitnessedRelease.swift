import Changesets
import Digests
import MasterData
import Plans

/// What a publication did to the masters, read off the rows that a witness saw change.
///
/// Made of two differences: that from the empty database, which has every row whole, and that
/// of the publication. Neither passes through the code that wrote them.
struct WitnessedRelease {
    /// The versions that came and went, of each thing.
    private(set) var added: [RowKey: Set<RowVersion>] = [:]
    private(set) var removed: [RowKey: Set<RowVersion>] = [:]
    /// The things that got their id.
    private(set) var newThings: Set<RowKey> = []
    private(set) var ownedFields: Set<OwnedField> = []
    /// What else changed: `table change columns`, each with its count.
    private(set) var others: [String: Int] = [:]
    /// What no row of a release may say.
    private(set) var faults: [String] = []

    private var versions: [Int64: WitnessedRow] = [:]
    private var references: [Int64: [(Field, Int64)]] = [:]
    private var keys: [Int64: RowKey] = [:]

    init(release: Int, before: [WitnessedRow], change: [WitnessedRow]) {
        let number = WitnessedRow.Value.integer(Int64(release))
        for row in before + change where row.change == .inserted { learn(row) }
        for row in change {
            switch (row.table, row.change) {
            case ("row_version", .inserted):
                take(row.after["id"], into: \.added)
                expect(row, introduced: number)
            case ("row_version", .updated):
                take(row.before["id"], into: \.removed)
                expect(row, retired: number)
            case ("thing", .inserted): break
            case ("code_binding", .inserted):
                if let key = key(row.after["thing"]) { newThings.insert(key) }
                expect(row, introduced: number)
            case ("row_reference", .inserted):
                let isOfNew = change.contains {
                    $0.table == "row_version" && $0.after["id"] == row.after["version"]
                }
                if !isOfNew { faults.append("a reference of an old version: \(row)") }
            case ("owned_field", .inserted):
                if let key = key(row.after["thing"]),
                    let field = row.after["field"]?.text.flatMap(Field.init)
                {
                    ownedFields.insert(OwnedField(key: key, field: field))
                }
                expect(row, introduced: number)
            default:
                let columns = row.change == .updated ? row.after.keys.sorted() : []
                others[
                    (["\(row.table)", "\(row.change)"] + columns).joined(separator: " "),
                    default: 0] += 1
            }
        }
    }

    private mutating func learn(_ row: WitnessedRow) {
        guard let id = row.after["id"]?.integer ?? row.after["version"]?.integer else { return }
        switch row.table {
        case "row_version": versions[id] = row
        case "row_reference":
            if let field = row.after["field"]?.text.flatMap(Field.init),
                let thing = row.after["thing"]?.integer
            {
                references[id, default: []].append((field, thing))
            }
        case "code_binding":
            if let thing = row.after["thing"]?.integer,
                let kind = row.after["kind"]?.text.flatMap(MasterKind.init),
                let scheme = row.after["scheme"]?.text.flatMap(CodeScheme.init),
                let code = row.after["code"]?.text
            {
                keys[thing] = RowKey(kind, code, scheme: scheme)
            }
        default: break
        }
    }

    private func key(_ thing: WitnessedRow.Value?) -> RowKey? {
        thing?.integer.flatMap { keys[$0] }
    }

    /// The version of an id, put together from its columns and its references.
    private mutating func take(
        _ id: WitnessedRow.Value?, into list: WritableKeyPath<Self, [RowKey: Set<RowVersion>]>
    ) {
        guard let id = id?.integer, let row = versions[id], let key = key(row.after["thing"]),
            let from = row.after["valid_from"]?.integer, let to = row.after["valid_to"]?.integer,
            var content = row.after["content"]?.text.flatMap({ Content(canonicalText: $0) })
        else {
            faults.append("a version that cannot be read: \(id.map { "\($0)" } ?? "")")
            return
        }
        for (field, thing) in references[id] ?? [] {
            guard let target = keys[thing] else {
                faults.append("\(key) refers to a thing without a code")
                continue
            }
            var isBare = false
            if case .code(let fixed) = key.kind.schema.spec(of: field)?.type {
                isBare = fixed == target.kind && target.scheme == fixed.schema.schemes[0]
            }
            content[field] = isBare ? target.code : target.description
        }
        if row.after["content_hash"]?.blob != ReleaseDigest.contentHash(of: content).bytes {
            faults.append("\(key) has another hash than its content")
        }
        let validity = Validity(
            from: Day(number: Int32(clamping: from)), to: Day(number: Int32(clamping: to)))
        self[keyPath: list][key, default: []].insert(
            RowVersion(validity: validity, content: content))
    }

    private mutating func expect(_ row: WitnessedRow, introduced number: WitnessedRow.Value) {
        if row.after["introduced"] != number || row.after["retired"] != .null {
            faults.append("not of this release: \(row)")
        }
    }

    /// The only column that changes is `retired`, from nothing to the release.
    private mutating func expect(_ row: WitnessedRow, retired number: WitnessedRow.Value) {
        if row.after != ["retired": number] || row.before["retired"] != .null {
            faults.append("more than retired: \(row)")
        }
    }
}
