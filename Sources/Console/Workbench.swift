public import Maintenance

/// What every endpoint works with.
public struct Workbench: Sendable {
    /// The route table in service.
    public let live: LiveTable
    public let settings: ConsoleSettings
    public let journal: Journal
    let metrics: Metrics
    private let makeDesk: @Sendable () -> Desk

    /// - Parameter desk: a desk that knows what time it is; asked for anew for each verb.
    public init(
        live: LiveTable, settings: ConsoleSettings = ConsoleSettings(), journal: Journal,
        desk: @escaping @Sendable () -> Desk
    ) {
        self.live = live
        self.settings = settings
        self.journal = journal
        metrics = Metrics()
        makeDesk = desk
    }

    /// The desk, at this moment.
    public var desk: Desk { makeDesk() }
}
