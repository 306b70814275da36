internal import Foundation
public import MappingStore
public import MasterData
internal import Transfers

/// What came of complaints that were sent as JSON.
public struct IntakeReply: Sendable {
    /// In the order they were sent.
    public var complaints: [StoredComplaint]
    /// Members that were left out, each named once.
    public var notKept: [String]
    /// What keeps the complaints out; nothing was taken in when there is any.
    public var faults: [Finding]
}

extension Desk {
    /// Takes in one complaint, or a list, sent as JSON: all of them or none.
    ///
    /// - Returns: nothing when the body is not such JSON.
    public func takeIn(json body: [UInt8], limit: Int) throws -> IntakeReply? {
        guard let json = try? JSONSerialization.jsonObject(with: Data(body)) else { return nil }
        let objects: [[String: Any]]
        switch json {
        case let list as [[String: Any]]: objects = list
        case let object as [String: Any]:
            objects = (object["complaints"] as? [[String: Any]]) ?? [object]
        default: return nil
        }
        guard objects.count <= limit else { return nil }
        var reply = IntakeReply(complaints: [], notKept: [], faults: [])
        var complaints: [Complaint] = []
        for (index, object) in objects.enumerated() {
            let complaint = try ComplaintObject.complaint(of: object, name: "/\(index)") { found in
                if found.code == "structure.not-kept" {
                    if let name = found.value, !reply.notKept.contains(name) {
                        reply.notKept.append(name)
                    }
                } else {
                    reply.faults.append(found)
                }
            }
            if let complaint { complaints.append(complaint) }
        }
        reply.faults.removeAll { $0.severity != .error }
        for complaint in complaints {
            if let fault = ComplaintDraft.refusal(of: complaint, at: now) {
                reply.faults.append(fault.finding(at: Origin(file: complaint.number, line: 0)))
            }
        }
        guard reply.faults.isEmpty else { return reply }
        let (_, findings) = try takeIn(complaints)
        reply.faults = findings
        if findings.isEmpty { reply.complaints = try complaints.map { try complaint($0.number) } }
        return reply
    }
}
