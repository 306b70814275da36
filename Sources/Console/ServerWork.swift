internal import Maintenance
internal import MappingStore
internal import MasterData
internal import Synchronization

/// What a server does by itself from time to time: sweep what is overdue, deliver what waits.
extension Workbench {
    /// How a turn of such work ended, for the measures.
    enum TurnOutcome: String, CaseIterable, Sendable {
        case done
        /// Another server, or a command, is at it.
        case busy
        /// Nothing is published yet.
        case idle
        case failed
    }

    /// Sweeps once, beside the threads that answer; a server that ends stops between batches.
    @discardableResult
    func sweep() async -> TurnOutcome {
        let desk = desk
        let began = ContinuousClock.now
        let (outcome, totals) = await turn("sweep") { isEnding in
            try desk.escalate(until: isEnding)
        }
        metrics.swept(outcome, totals, at: desk.now, took: began.duration(to: .now))
        guard let totals else { return outcome }
        if totals.complaints + totals.moved + totals.newlyRouted + totals.remarked > 0 {
            journal.info(
                "swept \(totals.complaints) complaints, \(totals.moved) moved, \(totals.newlyRouted) newly routed, \(totals.remarked) marked with the successor of their category"
            )
        }
        for complaint in totals.listedStaying { journal.error("\(complaint)") }
        return outcome
    }

    /// Delivers once to every destination that has a target.
    @discardableResult
    func deliver() async -> TurnOutcome {
        let desk = desk
        let (outcome, totals) = await turn("delivery") { isEnding in
            try desk.deliverAll(until: isEnding)
        }
        metrics.delivered(outcome, totals)
        if let error = totals?.lastError { journal.error("delivery: \(error)") }
        return outcome
    }

    private func turn<Totals: Sendable>(
        _ name: String, _ work: @escaping @Sendable (@Sendable () -> Bool) throws -> Totals
    ) async -> (TurnOutcome, Totals?) {
        let isEnding = Flag()
        do {
            let totals = try await withTaskCancellationHandler {
                try await Beside.run { try work { isEnding.isUp } }
            } onCancel: {
                isEnding.raise()
            }
            return (.done, totals)
        } catch is WorkTaken {
            return (.busy, nil)
        } catch is NothingPublished {
            return (.idle, nil)
        } catch {
            journal.error("\(name): \(error)")
            return (.failed, nil)
        }
    }
}

/// Goes up once and stays up.
private final class Flag: Sendable {
    private let state = Mutex(false)

    var isUp: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
}
