public import MasterData

/// The right to appeal that an applicant of a guaranteed service has, and its last day.
///
/// An escalation is never an appeal: the applicant files that. When the statutory days are
/// over the first appeal may be filed, and when the first appeal's days are over the second.
public struct AppealRight: Hashable, Sendable {
    public enum Stage: String, CaseIterable, Hashable, Sendable {
        case first, second
    }

    public var stage: Stage
    /// The designation of the appeal officer.
    public var officer: String
    /// The post the complaint is with, which is that officer's.
    public var post: String
    public var lastDay: Day

    /// The right of a complaint that stands at the level of an appeal officer.
    public init?(of complaint: Complaint, _ standing: Standing, under service: GuaranteedService) {
        guard standing.state == .open || standing.state == .returned, let entry = standing.entry,
            entry.basis == .appeal
        else { return nil }
        self.init(entry, of: complaint, under: service)
    }

    init?(_ entry: LevelEntry, of complaint: Complaint, under service: GuaranteedService) {
        guard entry.basis == .appeal else { return nil }
        switch entry.level {
        case 2:
            guard let officer = service.firstAppeal, let days = service.firstDays else {
                return nil
            }
            stage = .first
            self.officer = officer
            // From the end of the statutory days, or from when the citizen is told, if later.
            let statutory = service.lastDay(
                from: complaint.applicationDay ?? complaint.registeredAt.day)
            lastDay = max(statutory, entry.enteredAt.day.advanced(by: -1)).advanced(by: days)
        case 3:
            guard let officer = service.secondAppeal, let days = service.secondDays else {
                return nil
            }
            stage = .second
            self.officer = officer
            lastDay = entry.enteredAt.day.advanced(by: days - 1)
        default: return nil
        }
        post = entry.acting
    }
}
