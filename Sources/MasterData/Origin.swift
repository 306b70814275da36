/// Where something was read: `officers.csv:14:3`.
public struct Origin: Hashable, Sendable {
    /// The name of the file as it was given, without its folders.
    public var file: String
    /// Counted from 1.
    public var line: Int
    /// In bytes, counted from 1; 0 when the whole line is meant.
    public var column: Int

    public init(file: String, line: Int, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension Origin: CustomStringConvertible {
    public var description: String {
        if line == 0 { return file }
        return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }
}

extension Origin: Comparable {
    public static func < (a: Origin, b: Origin) -> Bool {
        (a.file, a.line, a.column) < (b.file, b.line, b.column)
    }
}
