internal import MasterData
internal import Transfers

/// A complaint as it was sent: words that may not be what they should be.
struct ComplaintDraft {
    var number: String?
    var category: String?
    var channel: String?
    var setting: String?
    var registeredAt: String?
    var applicationDate: String?
    var places: [RowKey] = []

    /// Something about one field that is not as it should be.
    struct Fault {
        var field: String
        var code: FindingCode
        var severity: Severity
        var value: String
        var message: String

        func finding(at origin: Origin) -> Finding {
            Finding(code: code, severity: severity, origin: origin, value: value, message: message)
        }
    }

    /// The moment of registration; a day alone is its first moment.
    private var moment: Instant? {
        guard let text = registeredAt else { return nil }
        return Instant(text)
            ?? Day(text).map {
                Instant(seconds: Int64($0.number) * 86_400 - Instant.kolkataOffset)
            }
    }

    /// The complaint, unless something needed is missing.
    var complaint: Complaint? {
        guard let moment else { return nil }
        return Complaint(
            number: number ?? "", category: category ?? "", places: places, channel: channel,
            setting: setting.flatMap { ["rural", "urban"].contains($0) ? $0 : nil },
            registeredAt: moment, applicationDay: applicationDate.flatMap { Day($0) })
    }

    var faults: [Fault] {
        var faults: [Fault] = []
        if moment == nil {
            let value = registeredAt ?? ""
            faults.append(
                Fault(
                    field: "registered_at", code: "cell.not-a-day", severity: .error, value: value,
                    message:
                        "registered_at is '\(value)'; expected a moment such as 2026-06-01T10:30:00+05:30, or a day."
                ))
        }
        if let text = applicationDate, Day(text) == nil {
            faults.append(
                Fault(
                    field: "application_date", code: "cell.not-a-day", severity: .warning,
                    value: text,
                    message:
                        "application_date is '\(text)'; expected a day such as 2026-05-20. The complaint is taken without it, and its statutory days count from registration."
                ))
        }
        return faults
    }

    /// What keeps a complaint out of the ledger, which holds codes and no free text.
    static func refusal(of complaint: Complaint, at now: Instant) -> Fault? {
        func isCode(_ text: String, _ more: String = "") -> Bool {
            (1...64).contains(text.utf8.count)
                && text.unicodeScalars.allSatisfy { scalar in
                    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                        || ("0"..."9").contains(scalar)
                        || "._-\(more)".unicodeScalars.contains(scalar)
                }
        }
        func fault(_ field: String, _ value: String, _ message: String) -> Fault {
            Fault(
                field: field, code: "cell.not-a-code", severity: .error, value: value,
                message: message)
        }
        if !isCode(complaint.number, "/") {
            return fault(
                "complaint_id", complaint.number,
                "complaint_id is '\(complaint.number)'; expected letters, digits and . _ - / only, at most 64."
            )
        }
        if !isCode(complaint.category) {
            return fault(
                "category", complaint.category,
                "category is '\(complaint.category)'; expected a code of letters, digits and . _ - only."
            )
        }
        if let place = complaint.places.first(where: { !isCode($0.code) }) {
            return fault(
                place.kind.rawValue, place.code,
                "\(place.kind.rawValue) is '\(place.code)'; expected a code of letters, digits and . _ - only."
            )
        }
        if complaint.registeredAt.day > now.day {
            return Fault(
                field: "registered_at", code: "time.in-future", severity: .error,
                value: complaint.registeredAt.description,
                message:
                    "registered_at is \(complaint.registeredAt), and today is \(now.day). Correct the date, or the clock."
            )
        }
        return nil
    }
}
