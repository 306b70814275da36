import MasterData
import RouteEngine
import Testing
import Transfers

/// The rules of the ledger once more, as a table a person can read.
private struct Model {
    var state = "new"
    var level = 0
    var sendsBack = false
    var isNoted = false
    var step = 0

    var legal: Set<Transition> {
        switch state {
        case "new": return [.route]
        case "unroutable": return [.route, .remark]
        case "resolved": return [.reopen]
        default:
            var legal: Set<Transition> = [.resolve, .remark, .transfer, .move]
            if level < 4 { legal.insert(.escalate) }
            if !isNoted { legal.insert(.noteOverdue) }
            if state == "open" { legal.insert(.giveBack) }
            if state == "open" && level > 1 && sendsBack { legal.insert(.sendBack) }
            return legal
        }
    }
}

@Suite("The ledger")
struct LedgerTests {
    private func entry(_ level: Int, _ dice: inout Dice, at: Instant) -> LevelEntry {
        LevelEntry(
            level: level, post: "P\(level)", answers: dice.chance(0.2) ? "P9" : nil,
            holder: dice.chance(0.8) ? "asha" : nil, how: "holder",
            howDetail: dice.chance(0.2) ? "vacant" : nil,
            department: dice.chance(0.5) ? "PHED" : nil, enteredAt: at,
            due: Instant(seconds: at.seconds + Int64(dice.below(1_000_000))),
            terms: LevelTerms(
                days: dice.below(40), calendar: dice.chance(0.5) ? .working : .calendar,
                escalatesAutomatically: dice.chance(0.7), maySendBack: dice.chance(0.5)),
            basis: [.chain, .registration, .appeal, .application(Day(number: 20_000))][
                dice.below(4)])
    }

    private func happening(_ level: Int, _ dice: inout Dice, at: Instant) -> Happening {
        let entry = entry(level, &dice, at: at)
        let passed = dice.chance(0.3) ? [PassedLevel(level: 2, reason: "no-post")] : []
        let assignment = Assignment(
            release: 1 + dice.below(3), rule: dice.chance(0.5) ? "R" : nil, department: "PHED",
            chain: "WATER", service: dice.chance(0.3) ? "S" : nil)
        switch Happening.Word.allCases[dice.below(Happening.Word.allCases.count)] {
        case .routed: return .routed(assignment, entry, passed: passed)
        case .unroutable: return .unroutable(release: 1, reason: "no-rule")
        case .escalated:
            return .escalated(
                dice.chance(0.5) ? assignment : nil, entry, passed: passed,
                reason: dice.chance(0.3) ? "asked" : nil)
        case .overdue: return .overdue(OverdueReason.allCases[dice.below(2)])
        case .sentBack: return .sentBack(entry, reason: "not mine \"yet\" \n")
        case .resolved: return .resolved(reason: dice.chance(0.5) ? "done" : nil)
        case .reopened: return .reopened(nil, entry, reason: "not done")
        case .returned: return .returned(category: "TAP", department: nil, reason: "wrong")
        case .remarked:
            return .remarked(
                category: "TAP", assignment, entry, passed: passed,
                dueBefore: dice.chance(0.5) ? at : nil,
                reason: dice.chance(0.5) ? "category-ended" : nil)
        case .transferred: return .transferred(post: "P7", from: "P1", reason: "asked")
        case .moved: return .moved(assignment, entry, from: "P1", dueBefore: at)
        }
    }

    @Test("agrees with the plain model over random histories", arguments: 1...120)
    func model(seed: Int) throws {
        var dice = Dice(UInt64(seed))
        var model = Model()
        var standing = Standing(.sample())
        var events: [LedgerEvent] = []
        var at = Complaint.sample().registeredAt
        for _ in 0..<60 {
            at.seconds += Int64(dice.below(3))
            let level = 1 + dice.below(4)
            let event = LedgerEvent(
                step: model.step + 1, at: at, actor: dice.chance(0.3) ? "asha" : nil,
                happening: happening(level, &dice, at: at))
            let word = event.happening.word
            #expect(Set(standing.legal) == model.legal)
            let isLegal =
                model.legal.contains(word.transition) && (word != .escalated || level > model.level)
                && (word != .sentBack || level < model.level)
            let before = standing
            guard isLegal else {
                let error = #expect(throws: IllegalTransition.self) { try standing.apply(event) }
                #expect(standing == before, "a refused event changes nothing")
                #expect(Set(error?.legal ?? []) == model.legal)
                continue
            }
            try standing.apply(event)
            events.append(event)
            model.step += 1
            if let entry = event.happening.entry {
                model.level = entry.level
                model.sendsBack = entry.terms.maySendBack
                model.isNoted = false
            }
            switch word {
            case .routed, .escalated, .sentBack, .reopened, .transferred: model.state = "open"
            case .remarked:
                let isFollowing = event.body["reason"] != nil
                if !isFollowing || model.state != "returned" { model.state = "open" }
            case .unroutable: model.state = "unroutable"
            case .resolved: model.state = "resolved"
            case .returned: model.state = "returned"
            case .overdue: model.isNoted = true
            case .moved: break
            }
            #expect(standing.state.rawValue == model.state)
            #expect(standing.step == model.step)
            #expect(
                (standing.nextDue == nil)
                    == (model.isNoted || !["open", "returned"].contains(model.state)))
        }
        #expect(try Standing(.sample(), events) == standing, "the fold of the ledger is the state")
        for event in events {
            let text = event.body.description
            let read = LedgerEvent(
                step: event.step, at: event.at, word: event.happening.word.rawValue,
                body: try JSONValue(parsing: text.utf8))
            #expect(read == event, "\(text)")
        }
    }

    @Test("steps have no gaps and time does not go back")
    func order() throws {
        let marking = Masters.sample().marking()
        let events = try marking.ledger(.sample(), sweptOn: [60])
        #expect(throws: IllegalTransition.self) {
            try Standing(.sample(), [events[0], events[2]])
        }
        var early = events[1]
        early.at = Instant(seconds: events[0].at.seconds - 1)
        #expect(throws: IllegalTransition.self) { try Standing(.sample(), [events[0], early]) }
        #expect(throws: IllegalTransition.self) { try Standing(.sample(), [events[0], events[0]]) }
    }

    @Test("a refusal says what is possible")
    func words() throws {
        let standing = try Standing(.sample(), Masters.sample().marking().arrived(.sample()))
        let error = #expect(throws: IllegalTransition.self) { try standing.require(.reopen) }
        #expect(
            error?.description
                == "'reopen' is not possible: the complaint is open, at L1. Possible now: escalate, note-overdue, resolve, return, remark, transfer, move."
        )
    }
}
