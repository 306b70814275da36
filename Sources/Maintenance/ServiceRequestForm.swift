internal import Digests
internal import MasterData
internal import Transfers

/// A complaint as the portal of somebody else sends it, by Open311 GeoReport v2.
///
/// Names and values as they were sent, unjudged. Only what the ledger may hold is read from
/// them; the names of the rest are kept for the answer, and their values are let go.
public struct ServiceRequestForm: Sendable {
    public var fields: [(name: String, value: String)]
    /// The name of the token it was sent with.
    public var sender: String
    /// What the sender gave so that the same request may be sent again.
    public var requestKey: String?
    /// What a number is made from when the sender gives none.
    public var random: [UInt8]

    public init(
        fields: [(name: String, value: String)], sender: String, requestKey: String?,
        random: [UInt8]
    ) {
        self.fields = fields
        self.sender = sender
        self.requestKey = requestKey
        self.random = random
    }

    /// Attributes that are kept beside one for each kind of place.
    public static let attributes = [
        "complaint_id", "registered_at", "application_date", "setting", "channel",
    ]
    /// What is part of the protocol, and no fact of the complaint.
    private static let protocolFields: Set<String> = ["api_key", "jurisdiction_id", "service_code"]

    /// What could be read.
    struct Reading {
        var service: String?
        var draft = ComplaintDraft()
        var notKept: [String] = []
    }

    func reading() throws(ServiceRequestRefusal) -> Reading {
        var reading = Reading()
        var seen: [String: String] = [:]
        for (name, value) in fields where !value.isEmpty {
            let name = Self.bare(name)
            if let before = seen.updateValue(value, forKey: name), before != value {
                throw .twice(name)
            }
            if name == "service_code" {
                reading.service = value
            } else if !Self.protocolFields.contains(name), try !Self.read(name, value, &reading) {
                if !reading.notKept.contains(name) { reading.notKept.append(name) }
            }
        }
        reading.draft.places = Array(Set(reading.draft.places)).sorted()
        return reading
    }

    /// `attribute[X][]`, as some send several values, is `attribute[X]`.
    private static func bare(_ name: String) -> String {
        name.hasSuffix("[]") ? String(name.dropLast(2)) : name
    }

    /// Reads one field; whether it is one that is kept.
    private static func read(
        _ name: String, _ value: String, _ reading: inout Reading
    ) throws(ServiceRequestRefusal) -> Bool {
        if name == "address_id" {
            for word in value.split(whereSeparator: { $0 == " " || $0 == "," }) {
                guard let key = RowKey(String(word)), key.kind.isPlace else {
                    throw .badPlace(value)
                }
                reading.draft.places.append(key)
            }
            return true
        }
        guard name.hasPrefix("attribute["), name.hasSuffix("]") else { return false }
        let attribute = String(name.dropFirst(10).dropLast())
        switch attribute {
        case "complaint_id": reading.draft.number = value
        case "registered_at": reading.draft.registeredAt = value
        case "application_date": reading.draft.applicationDate = value
        case "setting": reading.draft.setting = value
        case "channel": reading.draft.channel = value
        default:
            guard let kind = MasterKind(rawValue: attribute), kind.isPlace else { return false }
            reading.draft.places.append(RowKey(kind, value))
        }
        return true
    }

    /// The number of a complaint to which its sender gave none: the same for the same key.
    var madeNumber: String {
        guard let requestKey else {
            return "O311-\(SHA256Digest(of: random).description.prefix(20))"
        }
        let digest = SHA256Digest(of: Array("\(sender)\n\(requestKey)".utf8))
        return "O311-\(digest.description.prefix(20))"
    }
}

/// Why a complaint that a portal sent is not taken in.
public enum ServiceRequestRefusal: Error, Equatable, CustomStringConvertible {
    case noService
    case unknownService(String)
    case twice(String)
    case noPlace
    case badPlace(String)
    case faulty(String)
    case keyUsed(String)

    public var description: String {
        switch self {
        case .noService: "service_code is missing; the list of services has the codes."
        case .unknownService(let code):
            "There is no service '\(code)'. The list of services has those there are now."
        case .twice(let name): "'\(name)' is there twice, with different values. Send it once."
        case .noPlace:
            "A place is needed, by its code: address_id such as tehsil:538, or attribute[tehsil]=538. Coordinates and addresses are not kept."
        case .badPlace(let value):
            "address_id is '\(value)'; expected a kind and a code such as tehsil:538, several with a space between."
        case .faulty(let message): message
        case .keyUsed(let number):
            "Complaint \(number) is there already with other facts. Give each complaint a number, or a request key, of its own."
        }
    }
}
