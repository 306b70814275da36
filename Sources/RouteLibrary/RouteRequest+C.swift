internal import CRajRoute
internal import MasterData
internal import RouteEngine

/// Why a call from C came to nothing.
struct CallError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}

extension RouteRequest {
    /// A request as a caller in C wrote it.
    init(_ request: rajroute_request) throws(CallError) {
        guard let category = CText.text(request.category), !category.isEmpty else {
            throw CallError("The request names no category. Set 'category' to a category's code.")
        }
        let written = CText.text(request.day) ?? ""
        guard let day = Day(written) else {
            throw CallError(
                "'\(written)' is no day. Set 'day' to the day of registration, like 2026-06-01.")
        }
        var places: [RowKey] = []
        for word in (CText.text(request.places) ?? "").split(separator: " ") {
            guard let place = RowKey(String(word)), MasterKind.places.contains(place.kind) else {
                throw CallError(
                    "'\(word)' is no place. Set 'places' to words like 'tehsil:538 district:101', parted by spaces."
                )
            }
            places.append(place)
        }
        self.init(
            id: CText.text(request.id) ?? "", category: category,
            channel: CText.text(request.channel), setting: CText.text(request.setting), day: day,
            places: places)
    }
}
