internal import MasterData
internal import RouteEngine

/// The query of `GET /v1/explain`, named as the options of the command are.
struct ExplainQuery {
    private(set) var request: RouteRequest
    /// The rule that was expected to win.
    private(set) var whyNot: String?
    /// The day of the application for a guaranteed service.
    private(set) var appliedOn: Day?

    init(_ call: Call, today: Day) throws(Problem) {
        request = RouteRequest(category: "", day: today, places: [])
        for (name, value) in call.query where !value.isEmpty {
            switch name {
            case "category": request.category = value
            case "why_not": whyNot = value
            case "channel": request.channel = value
            case "setting": request.setting = value
            case "place":
                guard let key = RowKey(value), key.kind.isPlace else {
                    throw Problem(
                        .badQuery, "place is '\(value)'; expected one such as tehsil:538.")
                }
                request.places.append(key)
            case "application_date":
                guard let day = Day(value) else {
                    throw Problem(
                        .badQuery,
                        "application_date is '\(value)'; expected a day such as 2026-05-20.")
                }
                appliedOn = day
            case "on":
                guard let day = Day(value) else {
                    throw Problem(.badQuery, "on is '\(value)'; expected a day such as 2026-06-01.")
                }
                request.day = day
            default:
                throw Problem(
                    .badQuery,
                    "There is no parameter '\(name)'; known are category, place, channel, setting, on, application_date and why_not."
                )
            }
        }
        guard !request.category.isEmpty else {
            throw Problem(.badQuery, "The parameter category is missing.")
        }
        guard !request.places.isEmpty else {
            throw Problem(
                .badQuery, "The parameter place is missing; it may be given several times.")
        }
    }
}
