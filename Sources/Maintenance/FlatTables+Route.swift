internal import Foundation
public import MasterData
public import RouteEngine
public import SourceReading

extension FlatTables {
    /// Routes every complaint of a file, in its order, and writes `complaint_id,rule_id,target`.
    ///
    /// The file is read, routed and written in pieces, several at a time; memory does not grow
    /// with it.
    /// - Parameters:
    ///   - threads: how many pieces are worked on at once; the number of cores unless given.
    ///   - path: the file to write, whole or not at all; nothing for standard output.
    ///   - finding: takes rows that are no complaint.
    public static func route(
        _ complaints: SourceFile, by table: FlatTable, threads: Int? = nil, to path: String?,
        finding: (Finding) throws -> Void
    ) throws -> FlatTotals {
        let cores = threads ?? OnAllCores.count
        var totals = FlatTotals()
        func body(_ file: FileHandle) throws {
            var reader = FlatSheetReader(name: complaints.name)
            var line = 1
            var pieces: [[UInt8]] = []
            func work() throws {
                guard !pieces.isEmpty, let layout = reader.layout else { return }
                let routed = OnAllCores.map(pieces, threads: cores) {
                    table.route(FlatComplaints($0[...], layout: layout))
                }
                for piece in routed {
                    try write(piece.output, to: file)
                    totals.routed += piece.routed
                    totals.unrouted += piece.unrouted
                    totals.faulty += piece.faulty
                    for fault in piece.faults {
                        try finding(
                            Finding(
                                code: fault.code, severity: .error,
                                origin: Origin(
                                    file: complaints.name, line: line + fault.line),
                                value: fault.value, message: fault.message))
                    }
                    line += piece.lines
                }
                pieces.removeAll(keepingCapacity: true)
            }
            try write(Array("complaint_id,rule_id,target\n".utf8), to: file)
            var source = complaints
            source.chunkByteCount = 1 << 19
            try source.readChunks { bytes in
                if let piece = try reader.add(bytes) { pieces.append(piece) }
                if pieces.count >= 2 * cores { try work() }
            }
            if let piece = try reader.finish() { pieces.append(piece) }
            try work()
        }
        if let path {
            try WholeFile.write(to: path) { try body($0) }
        } else {
            try body(.standardOutput)
        }
        return totals
    }

    private static func write(_ bytes: [UInt8], to file: FileHandle) throws {
        try bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            try file.write(
                contentsOf: Data(
                    bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: buffer.count,
                    deallocator: .none))
        }
    }
}

/// Cuts a sheet, given in chunks, into pieces of whole rows.
private struct FlatSheetReader {
    private let name: String
    private(set) var layout: FlatComplaints.Layout?
    private var rest: [UInt8] = []
    private var isAtStart = true

    /// A row longer than this is no row.
    private static let longestRow = 1 << 20

    init(name: String) {
        self.name = name
    }

    /// Takes a chunk and gives the whole rows there are now.
    mutating func add(_ chunk: UnsafeRawBufferPointer) throws -> [UInt8]? {
        rest.append(contentsOf: chunk)
        return try take(isLast: false)
    }

    /// Gives what is left, once there is no more.
    mutating func finish() throws -> [UInt8]? {
        let piece = try take(isLast: true)
        guard layout != nil else {
            throw SourceError(
                Finding(
                    code: FlatFinding.heading, severity: .error,
                    origin: Origin(file: name, line: 1),
                    message: "The sheet has no row of headings. Its first line names the columns."))
        }
        return piece
    }

    private mutating func take(isLast: Bool) throws -> [UInt8]? {
        if layout == nil { try takeHeadings(isLast: isLast) }
        guard layout != nil else { return nil }
        let end = isLast ? rest.count : FlatComplaints.endOfRows(rest)
        if end == 0 {
            if rest.count > Self.longestRow { throw tooLong() }
            return nil
        }
        if end == rest.count {
            defer { rest = [] }
            return rest
        }
        let piece = Array(rest[..<end])
        rest.removeFirst(end)
        return piece
    }

    private mutating func takeHeadings(isLast: Bool) throws {
        // A byte order mark is no part of the first heading.
        let start = rest.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let end = rest.firstIndex(of: 0x0A) ?? (isLast ? rest.count : nil)
        guard let end else {
            if rest.count > Self.longestRow { throw tooLong() }
            return
        }
        var findings = Findings()
        layout = FlatComplaints.Layout(
            line: Array(rest[min(start, end)..<end]), file: name, findings: &findings)
        if let fault = findings.listed.first { throw SourceError(fault) }
        rest.removeFirst(min(end + 1, rest.count))
    }

    private func tooLong() -> SourceError {
        SourceError(
            Finding(
                code: FlatFinding.longRow, severity: .error,
                origin: Origin(file: name, line: 0),
                message:
                    "A row does not end within \(Self.longestRow) bytes. Look for a quote that is not closed."
            ))
    }
}
