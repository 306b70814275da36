public import MasterData

/// What the law promises to whoever complains in a category: a guaranteed service's days, and
/// to whom one may appeal when they are over.
///
/// Not part of deciding: whoever knows the services puts it into an ``Explanation``.
public struct ServicePromise: Hashable, Sendable {
    /// An appeal that the applicant may file; an escalation is none.
    public struct Appeal: Hashable, Sendable {
        /// 1 or 2.
        public var stage: Int
        /// The designation of the appeal officer.
        public var officer: RowKey
        /// The days in which one may appeal to him.
        public var days: Int
        /// The post that the complaint goes to then; nothing when there is none.
        public var post: RowKey?

        public init(stage: Int, officer: RowKey, days: Int, post: RowKey?) {
            self.stage = stage
            self.officer = officer
            self.days = days
            self.post = post
        }
    }

    public var service: RowKey
    /// The statutory days.
    public var days: Int
    /// The day of the application; nothing when the days count from registration.
    public var appliedOn: Day?
    /// The last of the statutory days.
    public var lastDay: Day
    /// Whether they were over at registration, so that it starts with the first appeal officer.
    public var isOver: Bool
    /// The designation of the officer who must give the service.
    public var designatedOfficer: RowKey?
    public var appeals: [Appeal]

    public init(
        service: RowKey, days: Int, appliedOn: Day?, lastDay: Day, isOver: Bool,
        designatedOfficer: RowKey?, appeals: [Appeal]
    ) {
        self.service = service
        self.days = days
        self.appliedOn = appliedOn
        self.lastDay = lastDay
        self.isOver = isOver
        self.designatedOfficer = designatedOfficer
        self.appeals = appeals
    }

    /// Whatever it mentions, for those who look up names.
    public var keys: Set<RowKey> {
        Set([service, designatedOfficer].compactMap(\.self) + appeals.map(\.officer))
            .union(appeals.compactMap(\.post))
    }

    public var json: JSONValue {
        .object([
            "appeals": .array(
                appeals.map {
                    .object([
                        "days": .integer($0.days), "officer": .string($0.officer.code),
                        "post": .optional($0.post?.code), "stage": .integer($0.stage),
                    ])
                }),
            "application_date": .optional(appliedOn?.description),
            "counted_from": .string(appliedOn == nil ? "registration" : "application"),
            "days": .integer(days),
            "designated_officer": .optional(designatedOfficer?.code),
            "last_day": .string(lastDay.description),
            "over_at_registration": .bool(isOver),
            "service": .string(service.code),
        ])
    }
}

extension Explanation {
    /// The promise as a person reads it; the first line is its heading.
    var promiseLines: [String] {
        guard let promise else { return [] }
        let from =
            promise.appliedOn.map { "from the application of \($0)" }
            ?? "from registration, as no day of application is known"
        var lines = [
            "Guaranteed service \(named(promise.service)): \(promise.days) days \(from), to the end of \(promise.lastDay)"
        ]
        if let officer = promise.designatedOfficer {
            lines.append("  to be given by \(named(officer))")
        }
        if promise.isOver {
            lines.append("  over at registration: it starts with the first appeal officer")
        }
        for appeal in promise.appeals {
            let post = appeal.post.map { ", post \(named($0))" } ?? ", who has no post here"
            lines.append(
                "  \(appeal.stage == 1 ? "first" : "second") appeal within \(appeal.days) days to \(named(appeal.officer))\(post)"
            )
        }
        return lines
    }
}
