import Maintenance
import MappingStore
import MasterData
import Plans
import Staging
import Transfers

/// What happens to invented complaints, day by day.
///
/// Every fate follows from the complaint's number and the seed alone, so that a life that was
/// cut off can be lived again to the same end.
final class Life {
    private let store: MappingStore
    private let first: Day
    /// How many days complaints come in, from the first on.
    private let days: Int
    private let perDay: Int
    private let seed: UInt64
    private let hasKeys: Bool
    private let releases = OpenReleases()
    private var drawing: (release: Int, from: Invention)?

    private(set) var taken = 0
    private(set) var known = 0
    private(set) var unroutable = 0
    private(set) var resolved = 0
    private(set) var reopened = 0
    private(set) var events = 0
    private(set) var moved = 0

    init(
        store: MappingStore, first: Day, days: Int, perDay: Int, seed: UInt64, hasKeys: Bool
    ) throws {
        self.store = store
        self.first = first
        self.days = days
        self.perDay = perDay
        self.seed = seed
        self.hasKeys = hasKeys
    }

    /// One day: the night's sweep, the day's complaints, then what was settled.
    func live(_ day: Int) throws {
        try sweep(day)
        if day < days { try takeIn(day) }
        try settle(day)
    }

    private func moment(_ day: Int, hour: Int64) -> Instant {
        let number = Int64(first.advanced(by: day).number)
        return Instant(seconds: number * 86_400 + hour * 3600 - Instant.kolkataOffset)
    }

    private func desk(_ day: Int, hour: Int64) -> Desk {
        Desk(
            store: store, profiles: ProfileBook([]), now: moment(day, hour: hour),
            releases: releases)
    }

    /// Opens the release, so that what follows can be timed without it.
    func warmUp() throws {
        _ = try invention()
        _ = try desk(0, hour: 0).escalate()
    }

    func sweep(_ day: Int) throws {
        let totals = try desk(day, hour: 1).escalate()
        events += totals.escalated.values.reduce(0, +) + totals.overdue.values.reduce(0, +)
        moved += totals.moved
    }

    func takeIn(_ day: Int) throws {
        let desk = desk(day, hour: 19)
        let invention = try invention()
        var number = 0
        while number < perDay {
            let end = min(number + 1000, perDay)
            let batch = (number..<end).map { index in
                let id = self.number(day, index)
                let second = 7 * 3600 + Int64(index) * 39_600 / Int64(perDay)
                var moment = moment(day, hour: 0)
                moment.seconds += second
                return invention.complaint(id, Draw(seed, day, index), at: moment)
            }
            let totals = try desk.takeIn(batch).0
            taken += totals.added
            known += totals.known
            unroutable += totals.unroutableCount
            number = end
        }
    }

    private func invention() throws -> Invention {
        let head = try store.head().number
        if let drawing, drawing.release == head { return drawing.from }
        let made = Invention(try store.rows(ofRelease: head), on: first)
        drawing = (head, made)
        return made
    }

    private func number(_ day: Int, _ index: Int) -> String {
        "S-\(first.advanced(by: day))-\(index)"
    }

    /// Resolves and reopens those whose day it is.
    private func settle(_ day: Int) throws {
        let desk = desk(day, hour: 21)
        var resolving: [ComplaintOrder] = []
        var reopening: [ComplaintOrder] = []
        let oldest = max(0, day - Fate.longest)
        for registered in oldest..<max(oldest, min(day + 1, days)) {
            let age = day - registered
            for index in 0..<perDay {
                let fate = Fate(Draw(seed, registered, index))
                guard let deed = fate.deed(at: age) else { continue }
                let id = number(registered, index)
                let order = ComplaintOrder(
                    id, requestKey: hasKeys ? "\(id)/\(age)" : nil)
                if deed == .resolve { resolving.append(order) } else { reopening.append(order) }
            }
        }
        resolved += try desk.resolveAll(resolving)
        reopened += try desk.reopenAll(reopening, reason: "not settled")
    }

    var json: JSONValue {
        .object([
            "taken": .integer(taken), "known": .integer(known),
            "unroutable": .integer(unroutable), "resolved": .integer(resolved),
            "reopened": .integer(reopened), "sweep_events": .integer(events),
            "moved": .integer(moved),
        ])
    }
}
