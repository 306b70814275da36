internal import MasterData
internal import Plans

/// What the file of a release's large masters says of itself, as JSON: the digest of the release,
/// and what was found about its things.
struct ImageNotes {
    var release: String
    var soundness: [MasterKind: Soundness]

    init(release: String, soundness: [MasterKind: Soundness]) {
        self.release = release
        self.soundness = soundness
    }

    /// Nothing when the bytes are no notes.
    init?(_ bytes: [UInt8]) {
        guard let value = try? JSONValue(parsing: bytes), let release = value["release"]?.string,
            let kinds = value["soundness"]?.object
        else { return nil }
        var soundness: [MasterKind: Soundness] = [:]
        for (name, value) in kinds {
            guard let kind = MasterKind(rawValue: name), let checks = value["checks"]?.array,
                let from = value["from"]?.integer, let to = value["to"]?.integer
            else { return nil }
            soundness[kind] = Soundness(
                checks: Set(checks.compactMap(\.string).map { FindingCode(stringLiteral: $0) }),
                days: Validity(
                    from: Day(number: Int32(clamping: from)), to: Day(number: Int32(clamping: to))))
        }
        self.init(release: release, soundness: soundness)
    }

    var bytes: [UInt8] {
        let kinds = soundness.map { kind, found in
            let value: JSONValue = .object([
                "checks": .array(found.checks.map(\.text).sorted().map(JSONValue.string)),
                "from": .integer(Int(found.days.from.number)),
                "to": .integer(Int(found.days.to.number)),
            ])
            return (kind.rawValue, value)
        }
        return JSONValue.object([
            "release": .string(release),
            "soundness": .object(Dictionary(uniqueKeysWithValues: kinds)),
        ]).canonicalBytes
    }
}
