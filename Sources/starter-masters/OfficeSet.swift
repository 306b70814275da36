/// Offices with their jurisdictions and posts, as the patterns make them from places.
struct OfficeSet {
    struct Office {
        var code: String
        var department: String
        var level: OfficeLevel
        var nameEn: String
        var nameHi: String
        var place: String
        /// The district it lies in; blank for state-wide offices.
        var district: String
        var source: String
    }

    struct Jurisdiction {
        var office: String
        var place: String
        var mode = "include"
        var source: String
    }

    struct Post {
        var code: String
        var designation: String
        var office: String
        var receives: Bool
        var source: String
        var department: String
        var level: OfficeLevel
        var district: String

        var email: String { "\(code.lowercased())@offices.example.invalid" }
    }

    var offices: [Office] = []
    var jurisdictions: [Jurisdiction] = []
    var posts: [Post] = []

    /// Expands patterns over places: one office a (department, level, place), one post a pattern row.
    init(patterns: [OfficePattern], places: (OfficeLevel) -> [Place]) {
        var groups: [[OfficePattern]] = []
        var groupOf: [String: Int] = [:]
        for pattern in patterns {
            let key = "\(pattern.department)/\(pattern.level)"
            if let index = groupOf[key] {
                groups[index].append(pattern)
            } else {
                groupOf[key] = groups.count
                groups.append([pattern])
            }
        }
        for group in groups {
            guard let level = OfficeLevel(rawValue: group[0].level) else { continue }
            for place in places(level) where group[0].serves(place) {
                add(group, level: level, place: place)
            }
        }
    }

    private mutating func add(_ group: [OfficePattern], level: OfficeLevel, place: Place) {
        let first = group[0]
        let code = level.officeCode(department: first.department, place: place)
        let namelessInHindi = place.nameHi.isEmpty && first.nameHi.contains("{place}")
        offices.append(
            Office(
                code: code, department: first.department, level: level,
                nameEn: first.nameEn.replacing("{place}", with: place.titleName),
                nameHi: namelessInHindi
                    ? "" : first.nameHi.replacing("{place}", with: place.nameHi),
                place: first.seat.isEmpty ? place.reference : "district:\(first.seat)",
                district: place.district, source: first.source))
        jurisdictions.append(
            Jurisdiction(office: code, place: place.reference, source: first.source))
        for row in group
        where place.bodyType.isEmpty || row.bodyTypes.isEmpty
            || row.bodyTypes.contains(place.bodyType)
        {
            posts.append(
                Post(
                    code: "\(code)-\(row.postSuffix)", designation: row.designation, office: code,
                    receives: row.receives, source: row.source, department: first.department,
                    level: level, district: place.district))
        }
    }
}
