internal import MasterData

/// What a person is told of an event, in English and in Hindi.
public struct Notice: Hashable, Sendable {
    public enum Audience: String, CaseIterable, Hashable, Sendable {
        case citizen, officer
    }

    public var audience: Audience
    /// The post it is for, when it is for an officer.
    public var post: String?
    public var template: NoticeTemplate
    public var english: String
    public var hindi: String
}

/// What a notice is about; its texts are files (``NoticeTexts``).
public enum NoticeTemplate: String, CaseIterable, Hashable, Sendable {
    /// To the officer whose post a complaint comes to.
    case assigned
    /// To the officer to whom a complaint is given by hand; its time goes on.
    case transferred
    /// To the citizen.
    case resolved
    case rightToAppeal = "right-to-appeal"

    /// What its text may fill in.
    public var values: [NoticeValue] {
        switch self {
        case .assigned: [.number, .category, .post, .level, .lastDay]
        case .transferred: [.number, .category, .post, .lastDay]
        case .resolved: [.number, .category, .day]
        case .rightToAppeal: [.number, .category, .stage, .post, .appealDay]
        }
    }
}

extension Notice {
    /// The notices that an event gives rise to.
    ///
    /// - Parameters:
    ///   - standing: where the complaint stands after the event.
    ///   - marking: a release that knows the names of category and posts.
    public static func notices(
        of event: LedgerEvent, _ complaint: Complaint, _ standing: Standing, by marking: Marking,
        in texts: NoticeTexts
    ) -> [Notice] {
        var notices: [Notice] = []
        func add(
            _ audience: Audience, _ template: NoticeTemplate, post: String?,
            appeal: AppealRight? = nil
        ) {
            let day = event.at.day
            func text(_ language: Marking.Language) -> String {
                texts[template, language]?.filled { value in
                    switch value {
                    case .number: complaint.number
                    case .category:
                        marking.name(
                            of: RowKey(.category, standing.category), on: day, in: language)
                    case .post:
                        post.map { marking.name(of: RowKey(.post, $0), on: day, in: language) }
                            ?? ""
                    case .level: standing.level.map { "L\($0)" } ?? ""
                    case .lastDay: standing.entry?.lastDay.description ?? ""
                    case .day: day.description
                    case .stage: appeal?.stage.word(in: language) ?? ""
                    case .appealDay: appeal?.lastDay.description ?? ""
                    }
                } ?? ""
            }
            notices.append(
                Notice(
                    audience: audience, post: audience == .officer ? post : nil,
                    template: template, english: text(.english), hindi: text(.hindi)))
        }
        switch event.happening {
        case .routed, .escalated, .sentBack, .reopened, .remarked, .moved:
            add(.officer, .assigned, post: standing.post)
        case .transferred: add(.officer, .transferred, post: standing.post)
        case .resolved: add(.citizen, .resolved, post: nil)
        case .unroutable, .overdue, .returned: break
        }
        if let entry = event.happening.entry,
            let service = standing.assignment?.service.flatMap({
                marking.services.service($0, on: complaint.registeredAt.day)
            }), let right = AppealRight(entry, of: complaint, under: service)
        {
            add(.citizen, .rightToAppeal, post: right.post, appeal: right)
        }
        return notices
    }

    var json: JSONValue {
        .object([
            "audience": .string(audience.rawValue), "post": .optional(post),
            "template": .string(template.rawValue), "en": .string(english), "hi": .string(hindi),
        ])
    }
}

extension AppealRight.Stage {
    func word(in language: Marking.Language) -> String {
        switch (self, language) {
        case (.first, .english): "first"
        case (.second, .english): "second"
        case (.first, .hindi): "प्रथम"
        case (.second, .hindi): "द्वितीय"
        }
    }
}
