internal import Foundation
internal import MasterData
internal import Transfers

/// Reads a complaint from a JSON object that stands alone, as over HTTP; its members are named
/// as the columns of a complaint file are.
enum ComplaintObject {
    /// - Returns: nothing when it is no complaint; what is wrong is a finding.
    static func complaint(
        of object: [String: Any], name: String, finding: (Finding) throws -> Void
    ) throws -> Complaint? {
        let origin = Origin(file: name, line: 1, column: 1)
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
            } else if !ComplaintFile.headings.contains(name) {
                try finding(ComplaintFile.dropped(name, at: origin))
            }
        }
        draft.places.sort()
        for fault in draft.faults { try finding(fault.finding(at: origin)) }
        return draft.complaint
    }
}
