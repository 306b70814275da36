/// A dated reorganisation, as an order in the gazette makes it: what becomes of which places
/// and other things, and which departments follow on which day.
///
/// `schemas/reorganisation.md` describes the file; ``ReorganisationStep`` is one of its events.
public struct Reorganisation: Hashable, Sendable {
    /// Names the reorganisation; its succession rows bear it.
    public var id: String
    public var title: String
    /// The day from which everything holds.
    public var effective: Day
    /// The order that says so.
    public var order: String
    public var steps: [ReorganisationStep]
    public var offices: OfficePolicy

    /// Which departments open an office in a new place, and when places are handed over.
    public struct OfficePolicy: Hashable, Sendable {
        public enum Verdict: String, CaseIterable, Hashable, Sendable {
            /// The department opens an office in the new place.
            case open
            /// Its old offices keep the places.
            case stay
        }

        /// What a department does that is not named.
        public var others: Verdict = .stay
        /// By the code of the department.
        public var departments: [String: Verdict] = [:]
        /// The day until which a department's old offices keep the places, by its code.
        public var handovers: [String: Day] = [:]

        public init() {}

        public func verdict(of department: String) -> Verdict {
            departments[department] ?? others
        }
    }

    public init(
        id: String, title: String, effective: Day, order: String,
        steps: [ReorganisationStep] = [], offices: OfficePolicy = OfficePolicy()
    ) {
        self.id = id
        self.title = title
        self.effective = effective
        self.order = order
        self.steps = steps
        self.offices = offices
    }
}

/// One event of a reorganisation.
public struct ReorganisationStep: Hashable, Sendable {
    public var event: SuccessionEvent
    /// Names the step within its file, so that a later event can take it back.
    public var id: String
    /// The things it happens to: predecessors, or the children that move.
    public var things: [RowKey]
    /// What comes of it.
    public var into: [Successor]
    /// The hierarchy in which places are members of others.
    public var hierarchy: Hierarchy
    /// For a rename or an upgrade: the fields that change.
    public var fields: [Field: String]
    /// For a reversal: the earlier reorganisations, whole, in the order in which they held.
    public var reversed: [Reorganisation]
    /// For a reversal: the events to take back; all of them when there are none.
    public var reversedSteps: Set<String> = []
    public var origin: Origin

    /// A thing that comes of an event, and its members.
    public struct Successor: Hashable, Sendable {
        public var thing: RowKey
        /// What the thing says when it is new.
        public var fields: [Field: String]
        /// Empty where everything that the predecessors had goes over.
        public var members: [Member]
        public var origin: Origin

        public init(
            _ thing: RowKey, fields: [Field: String] = [:], members: [Member] = [], origin: Origin
        ) {
            self.thing = thing
            self.fields = fields
            self.members = members
            self.origin = origin
        }
    }

    /// A place that goes to a successor.
    public struct Member: Hashable, Sendable {
        public var place: RowKey
        /// Where the membership is read, kept in the place's `source`.
        public var source: String?
        /// A likely membership that no register or notification at hand proves.
        public var isSample: Bool
        public var origin: Origin

        public init(
            _ place: RowKey, source: String? = nil, isSample: Bool = false, origin: Origin
        ) {
            self.place = place
            self.source = source
            self.isSample = isSample
            self.origin = origin
        }
    }

    public init(
        _ event: SuccessionEvent, id: String, things: [RowKey] = [], into: [Successor] = [],
        hierarchy: Hierarchy = .revenue, fields: [Field: String] = [:],
        reversed: [Reorganisation] = [], origin: Origin
    ) {
        self.event = event
        self.id = id
        self.things = things
        self.into = into
        self.hierarchy = hierarchy
        self.fields = fields
        self.reversed = reversed
        self.origin = origin
    }
}
