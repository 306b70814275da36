internal import MasterData
internal import RouteEngine

/// What the body of `POST /v1/route` asks for: one complaint, or a batch.
///
/// A complaint has the members of a complaint file: `category`, and as far as known
/// `complaint_id`, `channel`, `setting`, `registered_at`, `application_date`, and one member
/// per kind of place, or `places` with keys such as `tehsil:538`. Other members are refused:
/// no name, number or text of a complaint belongs here.
enum RouteOrder {
    case one(Item)
    case batch([Item])

    /// One complaint, with what matters to a guaranteed service alone.
    struct Item {
        var request: RouteRequest
        var registeredAt: Instant?
        var appliedOn: Day?
    }

    /// How many faults are listed.
    static let listedFaults = 20

    init(_ body: [UInt8], limit: Int, today: Day) throws {
        let json = try JSONValue(parsing: body)
        var reading = Reading(today: today)
        if let items = json.array ?? json["complaints"]?.array {
            guard items.count <= limit else {
                throw Problem(
                    .tooLarge, "A batch may have \(limit) complaints; this has \(items.count).")
            }
            let base = json.array == nil ? "/complaints" : ""
            self = .batch(
                items.enumerated().compactMap { reading.item($1, at: "\(base)/\($0)") })
        } else {
            self = .one(
                reading.item(json, at: "")
                    ?? Item(request: RouteRequest(category: "", day: today, places: [])))
        }
        guard reading.faults.isEmpty else {
            let count = reading.count
            throw Problem(
                .badComplaint,
                "Nothing was decided: \(count == 1 ? "one thing is" : "\(count) things are") wrong.",
                errors: reading.faults)
        }
    }

    var count: Int {
        switch self {
        case .one: 1
        case .batch(let items): items.count
        }
    }

    /// Reads complaints and collects what is wrong with them.
    private struct Reading {
        let today: Day
        var faults: [Problem.Fault] = []
        var count = 0

        mutating func item(_ json: JSONValue, at pointer: String) -> Item? {
            guard let members = json.object else {
                fault(pointer, "A complaint is an object.")
                return nil
            }
            var item = Item(request: RouteRequest(category: "", day: today, places: []))
            for (name, value) in members.sorted(by: { $0.key < $1.key }) where value != .null {
                read(name, value, at: "\(pointer)/\(name)", into: &item)
            }
            if item.request.category.isEmpty {
                fault("\(pointer)/category", "A complaint needs the code of its category.")
            }
            return item
        }

        private mutating func read(
            _ name: String, _ value: JSONValue, at pointer: String,
            into item: inout Item
        ) {
            if name == "places", let items = value.array {
                for (index, place) in items.enumerated() {
                    guard let key = place.string.flatMap({ RowKey($0) }), key.kind.isPlace else {
                        fault("\(pointer)/\(index)", "Expected a place such as tehsil:538.")
                        continue
                    }
                    item.request.places.append(key)
                }
                return
            }
            guard let text = value.string else {
                fault(pointer, name == "places" ? "Expected a list." : "Expected a string.")
                return
            }
            if text.isEmpty { return }
            switch name {
            case "complaint_id": item.request.id = text
            case "category": item.request.category = text
            case "channel": item.request.channel = text
            case "setting": item.request.setting = text
            case "registered_at":
                item.registeredAt = Instant(text)
                guard let day = Day(text) ?? item.registeredAt?.day else {
                    fault(pointer, "Expected a moment such as 2026-06-01T10:30:00+05:30, or a day.")
                    return
                }
                item.request.day = day
            case "application_date":
                item.appliedOn = Day(text)
                if item.appliedOn == nil { fault(pointer, "Expected a day such as 2026-06-01.") }
            default:
                guard let kind = MasterKind(rawValue: name), kind.isPlace else {
                    fault(pointer, "A complaint has no member '\(name)' here.")
                    return
                }
                item.request.places.append(RowKey(kind, text))
            }
        }

        private mutating func fault(_ pointer: String, _ detail: String) {
            count += 1
            if faults.count < RouteOrder.listedFaults {
                faults.append(Problem.Fault(pointer: pointer, detail: detail))
            }
        }
    }
}
