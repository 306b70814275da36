internal import Foundation
public import MasterData
public import RouteEngine
public import SourceReading

/// Flat mapping tables as files: a sheet of rules in, a route file out; no database.
public enum FlatTables {
    /// Compiles a sheet of rules; no table when a finding is an error.
    public static func build(
        _ sheet: SourceFile
    ) throws -> (table: FlatTable?, findings: Findings) {
        var builder = FlatTableBuilder(source: sheet.name)
        var sheet = sheet
        sheet.chunkByteCount = 1 << 20
        try sheet.readChunks { builder.add($0) }
        return builder.finish()
    }

    /// Writes a table as a route file: under another name, synced, then renamed.
    public static func save(_ table: FlatTable, to path: String) throws {
        try WholeFile.write(to: path) { file in
            try table.withRouteFile { bytes in
                guard let start = bytes.baseAddress else { return }
                try file.write(
                    contentsOf: Data(
                        bytesNoCopy: UnsafeMutableRawPointer(mutating: start),
                        count: bytes.count, deallocator: .none))
            }
        }
    }
}

/// How many complaints of a file a flat table routed.
public struct FlatTotals: Hashable, Sendable {
    public var routed = 0
    /// No rule matched.
    public var unrouted = 0
    /// Rows that are no complaint; they are left out of the output.
    public var faulty = 0

    public init() {}
}
