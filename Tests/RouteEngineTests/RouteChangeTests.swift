import MasterData
import Testing

@testable import RouteEngine

@Suite("A complaint decided by two tables")
struct RouteChangeTests {
    private func change(
        _ candidate: World, from base: World = .sample(), _ request: RouteRequest = .sample()
    ) -> RouteChange? {
        base.table().change(of: request, to: candidate.table())
    }

    @Test("says what a move comes from")
    func causes() {
        var rule = World.sample()
        rule.put(.department, "ENERGY")
        rule.office("EN-501", "ENERGY", "tehsil", ["tehsil:501"])
        rule.post("E1", "JEN", "EN-501", heldBy: "esha")
        rule.rule("R-X", "ENERGY", "WATER", [.category: "WAT-SUP"])
        #expect(change(rule)?.cause == .rule)
        #expect(change(rule)?.level == 1)

        var chain = World.sample()
        chain.level("WATER", 1, "XEN", "district")
        #expect(change(chain)?.cause == .chain)

        var post = World.sample()
        post.office("AE-NEW", "PHED", "tehsil", ["tehsil:501"])
        post.post("P9", "JEN", "AE-NEW", heldBy: "esha")
        post.remove(.office, "AE-501")
        #expect(change(post)?.cause == .post)

        var vacancy = World.sample()
        vacancy.vacate("P1")
        #expect(change(vacancy)?.cause == .vacancy)

        var holder = World.sample()
        holder.vacate("P1")
        holder.posting("P1", "esha")
        #expect(change(holder)?.kind == .otherOfficer)
        #expect(change(holder)?.cause == .holder)

        var place = World.sample()
        place.put(.district, "770", .district(under: "division:BIKANER"))
        place.put(.tehsil, "501", [.parentRevenue: "district:770"])
        place.office("XEN-770", "PHED", "district", ["district:770"])
        place.post("P7", "XEN", "XEN-770", heldBy: "esha")
        #expect(change(place)?.cause == .placeMoved)
        #expect(change(place)?.level == 2)
        #expect(change(.sample()) == nil)

        var unknown = World.sample()
        unknown.remove(.tehsil, "501")
        unknown.level(
            "WATER", 1, "JEN", "tehsil", days: 7,
            [.coarseDesignation: "XEN", .coarseOfficeLevel: "district"])
        #expect(change(.sample(), from: unknown)?.cause == .otherPlace)
    }

    @Test("says why it was, or is, unroutable")
    func routability() {
        var gone = World.sample()
        gone.remove(.office, "AE-501")
        let lost = change(gone)
        #expect(lost?.kind == .newlyUnroutable && lost?.cause == .reason(.noOffice))
        let back = change(.sample(), from: gone)
        #expect(back?.kind == .newlyRoutable && back?.cause == .reason(.noOffice))
        #expect(change(gone, from: gone) == nil)
    }

    @Test("changes exactly when a decision does, over generated worlds", arguments: 5000..<5030)
    func agreement(seed: Int) {
        var random = RandomWorld(seed: seed)
        let base = random.world.table(days: RandomWorld.days)
        var candidate = random.world
        for kind in [MasterKind.office, .rule, .posting, .tehsil] {
            let keys = candidate.rows.keys(of: kind)
            if !keys.isEmpty { candidate.rows[random.random.pick(keys)] = nil }
        }
        let table = candidate.table(days: RandomWorld.days)
        for _ in 0..<40 {
            let request = random.request()
            #expect(base.change(of: request, to: base) == nil)
            let (before, after) = (base.decide(request), table.decide(request))
            let isRouted = before.outcome == .routed || after.outcome == .routed
            let differs =
                before.outcome != after.outcome
                || (1...4).contains {
                    before[level: $0]?.answers != after[level: $0]?.answers
                        || before[level: $0]?.holder != after[level: $0]?.holder
                }
            let change = base.change(of: request, to: table)
            #expect((change != nil) == (isRouted && differs), "\(request)")
            let back = table.change(of: request, to: base)
            switch change?.kind {
            case .newlyRoutable: #expect(back?.kind == .newlyUnroutable)
            case .newlyUnroutable: #expect(back?.kind == .newlyRoutable)
            case let kind: #expect(back?.kind == kind)
            }
        }
    }
}
