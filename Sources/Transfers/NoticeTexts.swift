/// The texts of all notices, in each language: one file for each, `assigned.en.txt` and so on.
///
/// Those in `Sources/Transfers/Notices` are part of the program; a folder may have others in
/// their stead.
public struct NoticeTexts: Sendable {
    private var texts: [String: NoticeText] = [:]

    /// The names that the files of notices have.
    public static let fileNames = NoticeTemplate.allCases.flatMap { template in
        Marking.Language.allCases.map { name(template, $0) }
    }

    private static func name(_ template: NoticeTemplate, _ language: Marking.Language) -> String {
        "\(template.rawValue).\(language.rawValue).txt"
    }

    /// The texts that come with the program.
    public static func standard() throws(NoticeTextError) -> NoticeTexts {
        try NoticeTexts { _ in nil }
    }

    /// - Parameter replacement: the bytes of a file of this name; nothing for the standard text.
    public init(_ replacement: (String) -> [UInt8]?) throws(NoticeTextError) {
        for template in NoticeTemplate.allCases {
            for language in Marking.Language.allCases {
                let name = Self.name(template, language)
                texts[name] = try NoticeText(
                    replacement(name) ?? Self.standardBytes(template, language), of: template,
                    file: name)
            }
        }
    }

    /// What the text of a template says in a language.
    public subscript(template: NoticeTemplate, language: Marking.Language) -> NoticeText? {
        texts[Self.name(template, language)]
    }

    private static func standardBytes(
        _ template: NoticeTemplate, _ language: Marking.Language
    ) -> [UInt8] {
        switch (template, language) {
        case (.assigned, .english): PackageResources.assigned_en_txt
        case (.assigned, .hindi): PackageResources.assigned_hi_txt
        case (.transferred, .english): PackageResources.transferred_en_txt
        case (.transferred, .hindi): PackageResources.transferred_hi_txt
        case (.resolved, .english): PackageResources.resolved_en_txt
        case (.resolved, .hindi): PackageResources.resolved_hi_txt
        case (.rightToAppeal, .english): PackageResources.right_to_appeal_en_txt
        case (.rightToAppeal, .hindi): PackageResources.right_to_appeal_hi_txt
        }
    }
}
