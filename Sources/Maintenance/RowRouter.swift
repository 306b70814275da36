internal import RouteEngine
internal import Transfers

/// Decides complaints and writes each decision as a row of CSV.
struct RowRouter: Sendable {
    let table: RouteTable
    /// What the release promises to complaints; nothing when services are not asked for.
    let marking: Marking?

    /// So many complaints are routed in one go.
    static let pieceSize = 512

    /// The rows of some complaints, in their order, and how many went where.
    @Sendable
    func routed(_ complaints: [Complaint]) -> (rows: [UInt8], totals: RoutingTotals) {
        var text = CSVText()
        var totals = RoutingTotals()
        for complaint in complaints {
            let decision = table.decide(complaint.request(category: complaint.category))
            if let reason = decision.reason, decision.outcome == .unroutable {
                totals.unroutable[reason, default: 0] += 1
            } else {
                totals.routed += 1
            }
            for code in decision.followed { totals.followed[code, default: 0] += 1 }
            let promise = marking?.promise(to: complaint, decision)
            if promise != nil { totals.guaranteed += 1 }
            text.row(
                Desk.cells(of: decision)
                    + (marking == nil ? [] : Desk.serviceCells(of: promise)))
        }
        return (text.bytes, totals)
    }
}
