import Changesets
import Foundation
import MasterData
import Testing

@Suite("The laws of reorganisations")
struct ReorganisationLawTests {
    /// Seeds are drawn in blocks of ten; RAJMAP_LAW_SEEDS makes the blocks larger.
    private static let blocks = 0..<40
    private static let seedsPerBlock =
        ProcessInfo.processInfo.environment["RAJMAP_LAW_SEEDS"].flatMap { Int($0) } ?? 10

    /// A state, what happens to it, and what it is afterwards.
    private struct Case {
        var seed: Int
        var state: RandomState
        var event: Reorganisation
        var expansion: ReorganisationExpansion
        var after: MasterRows

        init(seed: Int) throws {
            self.seed = seed
            state = RandomState(seed: seed)
            event =
                switch seed % 3 {
                case 0: state.split()
                case 1: state.merge()
                default: state.move()
                }
            expansion = ReorganisationExpansion(event, onto: state.rows)
            after = try expansion.changeset.applied(to: state.rows)
        }
    }

    @Test("hold over generated states and events", arguments: blocks)
    func laws(block: Int) throws {
        for seed in (block * Self.seedsPerBlock)..<((block + 1) * Self.seedsPerBlock) {
            let one = try Case(seed: seed)
            #expect(!one.expansion.findings.hasErrors, "seed \(seed)")
            try comesBackByItsInverse(one)
            try comesBackByItsReversal(one)
            servesWhomItServed(one)
            pointsAtWhatIsThere(one)
        }
    }

    /// It applies, comes back by its inverse, and leaves the days before alone.
    private func comesBackByItsInverse(_ one: Case) throws {
        let base = one.state.rows
        #expect(
            try one.expansion.changeset.inverted().applied(to: one.after) == base,
            "seed \(one.seed)")
        let before = RandomState.day.advanced(by: -1)
        let disturbed = one.expansion.changeset.changes.map(\.key).filter {
            one.after.content(of: $0, on: before) != base.content(of: $0, on: before)
        }
        #expect(disturbed.isEmpty, "seed \(one.seed)")
    }

    /// Taken back, every membership, jurisdiction, office, post and rule is what it was.
    private func comesBackByItsReversal(_ one: Case) throws {
        let back = ReorganisationExpansion(RandomState.reversal(of: one.event), onto: one.after)
        #expect(back.findings.isEmpty, "seed \(one.seed): \(back.findings.listed)")
        let again = try back.changeset.applied(to: one.after)
        let day = RandomState.day.advanced(by: 500)
        let differing = MasterKind.allCases.filter { $0 != .succession }.flatMap { kind in
            Set(one.state.rows.keys(of: kind) + again.keys(of: kind)).filter {
                again.content(of: $0, on: day)
                    != one.state.rows.content(of: $0, on: RandomState.start)
            }
        }
        #expect(differing.isEmpty, "seed \(one.seed)")
    }

    /// Whoever was served by a department's level still is, on every day.
    private func servesWhomItServed(_ one: Case) {
        for tehsil in one.state.rows.keys(of: .tehsil) {
            let before = Self.desks(of: tehsil, in: one.state.rows, on: RandomState.start)
            for offset in [0, 91] {
                let now = Self.desks(
                    of: tehsil, in: one.after, on: RandomState.day.advanced(by: offset))
                #expect(
                    before.isSubset(of: now), "seed \(one.seed): \(tehsil) after \(offset) days")
            }
        }
    }

    /// Nothing that holds points at what is over.
    private func pointsAtWhatIsThere(_ one: Case) {
        let day = RandomState.day.advanced(by: 400)
        for kind in [MasterKind.tehsil, .district, .office, .jurisdiction, .post, .rule] {
            let dangling = one.after.keys(of: kind).filter { key in
                guard let content = one.after.content(of: key, on: day) else { return false }
                return kind.schema.specs.contains { spec in
                    guard let target = content.reference(spec.field, in: kind),
                        target.kind.isPlace || [.office, .post].contains(target.kind)
                    else { return false }
                    return one.after.content(of: target, on: day) == nil
                }
            }
            #expect(dangling.isEmpty, "seed \(one.seed)")
        }
    }

    /// The department levels with an office for a place, exclusions counted.
    private static func desks(of place: RowKey, in rows: MasterRows, on day: Day) -> Set<String> {
        let line = [place] + rows.ancestors(of: place, in: .revenue, on: day)
        var nearest: [RowKey: (rank: Int, mode: String)] = [:]
        for key in rows.keys(of: .jurisdiction) {
            guard let content = rows.content(of: key, on: day), let mode = content[.mode],
                let named = content.reference(.place, in: .jurisdiction),
                let rank = line.firstIndex(of: named),
                let office = content.reference(.office, in: .jurisdiction)
            else { continue }
            if let known = nearest[office], known.rank <= rank { continue }
            nearest[office] = (rank, mode)
        }
        return Set(
            nearest.filter { $0.value.mode == "include" }.compactMap { office, _ in
                rows.content(of: office, on: day).map {
                    "\($0[.department] ?? "")/\($0[.level] ?? "")"
                }
            })
    }
}
