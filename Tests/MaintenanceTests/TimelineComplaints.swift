import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import Testing
import Transfers

/// Open complaints while districts come and go: at no date is one without a post that is there,
/// or a named reason.
struct TimelineComplaints {
    private let place: TemporaryDesk
    private var numbers: [String] = []

    init(_ place: TemporaryDesk) {
        self.place = place
    }

    private func desk(on day: String) throws -> Desk {
        Desk(
            store: place.desk.store, profiles: place.desk.profiles,
            now: try #require(Instant("\(day)T10:00:00+05:30")))
    }

    /// A complaint about water and one about electricity from every third tehsil of a day, from
    /// the districts where places will move, and two that nobody can route.
    mutating func register(on text: String) throws {
        let desk = try desk(on: text)
        let day = try #require(Day(text))
        let rows = try desk.store.rows(ofRelease: try desk.store.head().number)
        let moment = Instant(seconds: desk.now.seconds - 3600)
        var complaints: [Complaint] = []
        func add(_ category: String, _ places: [RowKey]) {
            complaints.append(
                Complaint(
                    number: "T-\(text)-\(complaints.count)", category: category, places: places,
                    channel: "portal", setting: "rural", registeredAt: moment))
        }
        let tehsils = rows.keys(of: .tehsil).filter { rows.content(of: $0, on: day) != nil }
        for tehsil in stride(from: 0, to: tehsils.count, by: 3).map({ tehsils[$0] }) {
            let district = try #require(rows.parent(of: tehsil, in: .revenue, on: day))
            add("WAT-SUP-01", [district, tehsil])
            add("ELE", [district, tehsil])
        }
        add("NONE", [tehsils[0]])
        add("WAT-SUP-01", [RowKey(.tehsil, "999999")])
        let (totals, findings) = try desk.takeIn(complaints)
        #expect(findings.isEmpty)
        #expect(totals.unroutable == ["unknown-category": 1, "unknown-place": 1])
        numbers += complaints.map(\.number)
    }

    /// Sweeps on a day, and finds every complaint with somebody or for a reason.
    @discardableResult
    func stand(on text: String) throws -> SweepTotals {
        let desk = try desk(on: text)
        let totals = try desk.escalate()
        let day = try #require(Day(text))
        let rows = try desk.store.rows(ofRelease: try desk.store.head().number)
        var unroutable: [String: Int] = [:]
        for number in numbers {
            let standing = try desk.store.complaint(number).standing
            if let post = standing.post {
                #expect(
                    rows.content(of: RowKey(.post, post), on: day) != nil,
                    "\(text): \(number) is with \(post), which is not there")
            } else {
                unroutable[try #require(standing.reason, "\(text): \(number)"), default: 0] += 1
            }
        }
        let batches = numbers.count { $0.hasSuffix("-0") }
        #expect(unroutable == ["unknown-category": batches, "unknown-place": batches])
        return totals
    }
}
