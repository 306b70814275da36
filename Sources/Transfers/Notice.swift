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

/// The texts, with what is filled in between braces.
public enum NoticeTemplate: String, CaseIterable, Hashable, Sendable {
    /// To the officer whose post a complaint comes to.
    case assigned
    /// To the officer to whom a complaint is given by hand; its time goes on.
    case transferred
    /// To the citizen.
    case resolved
    case rightToAppeal = "right-to-appeal"

    public func text(in language: Marking.Language) -> String {
        switch (self, language) {
        case (.assigned, .english):
            "Complaint {number} ({category}) is with you as {post}, at level {level}. It is due by the end of {last_day}."
        case (.assigned, .hindi):
            "परिवाद {number} ({category}) स्तर {level} पर आपके पद {post} को प्रेषित है। निस्तारण की अंतिम तिथि {last_day} है।"
        case (.transferred, .english):
            "Complaint {number} ({category}) was given to you as {post}. It is due by the end of {last_day}."
        case (.transferred, .hindi):
            "परिवाद {number} ({category}) आपके पद {post} को स्थानांतरित किया गया है। निस्तारण की अंतिम तिथि {last_day} है।"
        case (.resolved, .english):
            "Your complaint {number} ({category}) was resolved on {day}. If it is not, you may have it opened again."
        case (.resolved, .hindi):
            "आपके परिवाद {number} ({category}) का निस्तारण {day} को कर दिया गया है। यदि समस्या शेष हो तो आप इसे पुनः खुलवा सकते हैं।"
        case (.rightToAppeal, .english):
            "The time for the service in your complaint {number} ({category}) is over. You may file a {stage} appeal with {post}; the last day is {appeal_day}."
        case (.rightToAppeal, .hindi):
            "आपके परिवाद {number} ({category}) से जुड़ी सेवा की समय-सीमा समाप्त हो गई है। आप {post} के समक्ष {stage} अपील कर सकते हैं; अंतिम तिथि {appeal_day} है।"
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
        of event: LedgerEvent, _ complaint: Complaint, _ standing: Standing, by marking: Marking
    ) -> [Notice] {
        var notices: [Notice] = []
        func add(
            _ audience: Audience, _ template: NoticeTemplate, post: String?,
            _ more: (Marking.Language) -> [String: String] = { _ in [:] }
        ) {
            func text(_ language: Marking.Language) -> String {
                var values = more(language)
                let day = event.at.day
                values["number"] = complaint.number
                values["category"] = marking.name(
                    of: RowKey(.category, standing.category), on: day, in: language)
                values["post"] = post.map {
                    marking.name(of: RowKey(.post, $0), on: day, in: language)
                }
                values["level"] = standing.level.map { "L\($0)" }
                values["last_day"] = standing.entry?.lastDay.description
                values["day"] = day.description
                return fill(template.text(in: language), values)
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
            add(.citizen, .rightToAppeal, post: right.post) { language in
                [
                    "stage": right.stage.word(in: language),
                    "appeal_day": right.lastDay.description,
                ]
            }
        }
        return notices
    }

    /// A text with every brace filled in; what is not known stays a brace, which a test refuses.
    static func fill(_ text: String, _ values: [String: String]) -> String {
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            filled += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
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
