internal import Foundation
internal import MasterData
internal import SourceReading
internal import Transfers

/// Reads complaints as JSON Lines: one object a line, its members named as the columns are.
struct ComplaintLines {
    /// A line longer than this is no complaint.
    static let lineLimit = 1 << 16

    private let file: String
    private var seen: Set<String> = []

    /// Whether a file holds JSON Lines: its first byte that is no white space is a brace.
    static func isOne(_ file: SourceFile) throws -> Bool {
        var first: UInt8?
        try file.readChunks { chunk in
            if first == nil { first = chunk.first { $0 > 0x20 } }
        }
        return first == UInt8(ascii: "{")
    }

    /// Hands over each complaint; a line that is no complaint is a finding.
    static func read(
        _ file: SourceFile, _ body: (Complaint, Origin) throws -> Void,
        finding: (Finding) throws -> Void
    ) throws {
        var reader = ComplaintLines(file: file.name)
        var line: [UInt8] = []
        var number = 1
        func close() throws {
            let origin = Origin(file: file.name, line: number, column: 1)
            if let complaint = try reader.complaint(line, at: origin, finding) {
                try body(complaint, origin)
            }
            line.removeAll(keepingCapacity: true)
            number += 1
        }
        try file.readChunks { chunk in
            for byte in chunk {
                if byte == 0x0A {
                    try close()
                } else if line.count <= lineLimit {
                    line.append(byte)
                }
            }
        }
        if !line.isEmpty { try close() }
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func complaint(
        _ line: [UInt8], at origin: Origin, _ finding: (Finding) throws -> Void
    ) throws -> Complaint? {
        if line.allSatisfy({ $0 <= 0x20 }) { return nil }
        guard line.count <= Self.lineLimit,
            let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        else {
            try finding(
                Finding(
                    code: "structure.not-json", severity: .error, origin: origin,
                    message:
                        "This line is no JSON object of at most 64 KiB. Write one complaint a line."
                ))
            return nil
        }
        return try complaint(object, at: origin, finding)
    }

    private mutating func complaint(
        _ object: [String: Any], at origin: Origin, _ finding: (Finding) throws -> Void
    ) throws -> Complaint? {
        func text(_ name: String) -> String? {
            let value = (object[name] as? String) ?? (object[name] as? Int).map(String.init)
            return value.flatMap { $0.isEmpty ? nil : $0 }
        }
        var draft = ComplaintDraft(
            number: text("complaint_id"), category: text("category"), channel: text("channel"),
            setting: text("setting"), registeredAt: text("registered_at"),
            applicationDate: text("application_date"))
        for name in object.keys.sorted() {
            if let kind = MasterKind(rawValue: name), kind.isPlace {
                if let code = text(name) { draft.places.append(RowKey(kind, code)) }
            } else if !ComplaintFile.headings.contains(name), seen.insert(name).inserted {
                try finding(ComplaintFile.dropped(name, at: origin))
            }
        }
        draft.places.sort()
        for fault in draft.faults { try finding(fault.finding(at: origin)) }
        return draft.complaint
    }

    /// One complaint from a JSON object that stands alone, as over HTTP.
    static func complaint(
        of object: [String: Any], name: String, finding: (Finding) throws -> Void
    ) throws -> Complaint? {
        var reader = ComplaintLines(file: name)
        return try reader.complaint(object, at: Origin(file: name, line: 1, column: 1), finding)
    }
}
