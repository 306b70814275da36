internal import MasterData

/// What ends the reading of a file in the middle.
extension CSVScanner {
    func checkUnfinished() throws(SourceError) {
        switch state {
        case .lineStart, .skipping, .fieldStart: return
        case .plain, .quoted, .quoteSeen:
            if end - field.start - 1 > limits.fieldBytes { throw fieldTooLong() }
            if end - recordStart > limits.rowBytes { throw rowTooLong() }
        }
    }

    func error(_ code: FindingCode, _ message: String) -> SourceError {
        SourceError(
            code, at: Origin(file: file.name, line: field.line, column: field.column), message)
    }

    func fieldTooLong() -> SourceError {
        if state != .plain && line != field.line {
            return error(
                ReadingFinding.unclosedQuote,
                "This quote is not closed within \(limits.fieldBytes) bytes."
                    + " Close it, or double a quote that is text.")
        }
        return error(
            ReadingFinding.fieldTooLong,
            "This field is longer than \(limits.fieldBytes) bytes."
                + " Look for a quote that is never closed, or a missing line end.")
    }

    func rowTooLong() -> SourceError {
        SourceError(
            ReadingFinding.rowTooLong, at: Origin(file: file.name, line: recordLine),
            "This row is longer than \(limits.rowBytes) bytes. Look for a missing line end.")
    }
}
