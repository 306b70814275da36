internal import MasterData
internal import Plans

/// Goes back from an ownership to the release whose correction it is.
///
/// A recode hands a correction over to another code, and a recode that is taken back to the one
/// before. A rollback to a release is itself an act that owns again what was owned then.
struct CorrectionTrail {
    /// An ownership that a release ended.
    struct Ended: Hashable {
        var field: OwnedField
        var end: Int
    }

    /// The release that an ended ownership began with.
    private let former: [Ended: Int]
    /// By release, which codes led to which.
    private var steps: [Int: [RowKey: [RowKey]]] = [:]
    private let act: (Int) throws -> PlanAct
    private var acts: [Int: PlanAct] = [:]

    /// - Parameter act: what people did to bring a release about.
    init(
        former: [Ended: Int], recodings: [StoredRecoding], act: @escaping (Int) throws -> PlanAct
    ) {
        self.former = former
        self.act = act
        for stored in recodings {
            let (before, after) = (stored.recoding.before, stored.recoding.after)
            steps[stored.introduced, default: [:]][after, default: []].append(before)
            if let retired = stored.retired {
                steps[retired, default: [:]][before, default: []].append(after)
            }
        }
    }

    /// The release that brought a correction.
    ///
    /// - Parameter release: the one that the ownership began with.
    mutating func correction(of field: OwnedField, since release: Int) throws -> Int {
        var (field, release) = (field, release)
        // Each step ends in an earlier release.
        while true {
            if try knownAct(of: release).owned.contains(field) { return release }
            guard
                let before = codes(before: field.key, in: release)
                    .map({ Ended(field: OwnedField(key: $0, field: field.field), end: release) })
                    .first(where: { former[$0] != nil }),
                let earlier = former[before], earlier < release
            else { return release }
            (field, release) = (before.field, earlier)
        }
    }

    private mutating func knownAct(of release: Int) throws -> PlanAct {
        if let known = acts[release] { return known }
        let read = try act(release)
        acts[release] = read
        return read
    }

    /// The codes from which a release led to a code.
    private func codes(before key: RowKey, in release: Int) -> [RowKey] {
        guard let steps = steps[release] else { return [] }
        var codes = [key]
        var next = 0
        while next < codes.count {
            for code in steps[codes[next]] ?? [] where !codes.contains(code) {
                codes.append(code)
            }
            next += 1
        }
        return Array(codes.dropFirst())
    }
}
