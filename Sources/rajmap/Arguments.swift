public import ArgumentParser
public import Maintenance
public import MasterData

// Words of the command line that are values of the masters.

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Instant: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension RowKey: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension FeedScope.Coverage: ExpressibleByArgument {}

extension ReportLanguage: ExpressibleByArgument {}

extension MasterKind: ExpressibleByArgument {}
