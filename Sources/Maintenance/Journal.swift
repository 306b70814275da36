public import Logging

/// What is done and what went wrong, line by line on standard error.
public struct Journal: Sendable {
    /// For libraries that log by themselves.
    public let logger: Logger

    /// - Parameter isVerbose: whether what is done is said, beside what went wrong.
    public init(isVerbose: Bool = false) {
        var logger = Logger(label: "rajmap") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = isVerbose ? .info : .error
        self.logger = logger
    }

    /// Keeps what a logger does with it.
    public init(logger: Logger) {
        self.logger = logger
    }

    /// Something was done.
    public func info(_ text: @autoclosure () -> String) { logger.info("\(text())") }

    /// Something went wrong.
    public func error(_ text: @autoclosure () -> String) { logger.error("\(text())") }
}
