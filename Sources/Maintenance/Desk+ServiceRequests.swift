public import MappingStore
internal import MasterData
public import Transfers

/// What came of a complaint that a portal sent.
public struct ServiceRequestReply: Sendable {
    public var complaint: StoredComplaint
    /// Fields that were let go, in the order sent.
    public var notKept: [String]
    /// Whether this request brought it; otherwise it was there.
    public var isNew: Bool
    /// What the live release calls things.
    public var marking: Marking
}

extension Desk {
    /// What the live release says, for those who list what it has.
    public func catalogue() throws -> Marking { try liveMarking() }

    /// Takes in a complaint that the portal of somebody else sent, once.
    ///
    /// A request that comes again, with the same number or the same request key, and the same
    /// facts, is answered with where the complaint stands.
    public func takeIn(_ form: ServiceRequestForm) throws -> ServiceRequestReply {
        let marking = try liveMarking()
        var reading = try form.reading()
        guard let service = reading.service else { throw ServiceRequestRefusal.noService }
        guard marking.openCategories(on: now.day).contains(where: { $0.key.code == service })
        else { throw ServiceRequestRefusal.unknownService(service) }
        guard !reading.draft.places.isEmpty else { throw ServiceRequestRefusal.noPlace }
        let isDated = reading.draft.registeredAt != nil
        reading.draft.category = service
        reading.draft.number = reading.draft.number ?? form.madeNumber
        reading.draft.registeredAt = reading.draft.registeredAt ?? now.description
        if let fault = reading.draft.faults.first {
            throw ServiceRequestRefusal.faulty(fault.message)
        }
        guard let complaint = reading.draft.complaint else {
            throw ServiceRequestRefusal.faulty("registered_at cannot be read.")
        }
        if let fault = ComplaintDraft.refusal(of: complaint, at: now) {
            throw ServiceRequestRefusal.faulty(fault.message)
        }
        func reply(isNew: Bool) throws -> ServiceRequestReply {
            let stored = try store.complaint(complaint.number)
            var expected = complaint
            // Without a date of its own it was registered when it first came.
            if !isDated { expected.registeredAt = stored.complaint.registeredAt }
            guard stored.complaint == expected else {
                throw ServiceRequestRefusal.keyUsed(complaint.number)
            }
            return ServiceRequestReply(
                complaint: stored, notKept: reading.notKept, isNew: isNew, marking: marking)
        }
        do { return try reply(isNew: false) } catch ComplaintError.unknown {}
        let (totals, _) = try takeIn([complaint])
        return try reply(isNew: totals.added > 0)
    }

    /// The complaints that a portal asks for, newest first.
    public func serviceRequests(
        _ filter: ServiceRequestFilter, atMost limit: Int
    ) throws -> [ServiceRequestLine] {
        try store.serviceRequests(filter, atMost: limit)
    }
}
