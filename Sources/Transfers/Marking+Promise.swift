public import MasterData
public import RouteEngine

extension Marking {
    /// What the law promises to a complaint; nothing when its category has no guaranteed service.
    ///
    /// - Parameter decision: of this release, with the posts of the day of registration.
    public func promise(to complaint: Complaint, _ decision: Decision) -> ServicePromise? {
        let day = complaint.registeredAt.day
        guard
            let service = services.service(
                category: decision.category(for: complaint.category),
                department: decision.department?.code, on: day)
        else { return nil }
        let lastDay = statutoryLastDay(of: service, complaint)
        let designations = [
            (1, service.firstAppeal, service.firstDays),
            (2, service.secondAppeal, service.secondDays),
        ]
        let appeals = designations.compactMap { stage, designation, days in
            designation.flatMap { designation in
                days.map { days in
                    ServicePromise.Appeal(
                        stage: stage, officer: RowKey(.designation, designation), days: days,
                        post: appealEntry(
                            stage + 1, service, decision, of: complaint,
                            at: complaint.registeredAt
                        ).map { RowKey(.post, $0.post) })
                }
            }
        }
        return ServicePromise(
            service: RowKey(.service, service.code), days: service.days,
            appliedOn: complaint.applicationDay, lastDay: lastDay,
            isOver: Deadline.end(of: lastDay) <= complaint.registeredAt,
            designatedOfficer: service.designatedOfficer.map { RowKey(.designation, $0) },
            appeals: appeals)
    }

    /// The names of things in both languages, as an explanation has them.
    public func bilingualNames(of keys: Set<RowKey>, on day: Day) -> [RowKey: BilingualName] {
        Dictionary(
            uniqueKeysWithValues: keys.map { key in
                let english = name(of: key, on: day, in: .english)
                let hindi = name(of: key, on: day, in: .hindi)
                return (
                    key, BilingualName(english: english, hindi: hindi == english ? nil : hindi)
                )
            })
    }
}
