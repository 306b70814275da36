extension MastersDocument {
    /// Writes offices, jurisdictions and posts, valid from a day.
    mutating func add(_ set: OfficeSet, from day: CalendarDay) {
        for office in set.offices {
            add(
                "office",
                [
                    "code": office.code, "department": office.department,
                    "level": office.level.rawValue, "name_en": office.nameEn,
                    "name_hi": office.nameHi, "place": office.place, "valid_from": day.iso,
                    "source": office.source,
                ])
        }
        for row in set.jurisdictions {
            add(
                "jurisdiction",
                [
                    "office": row.office, "place": row.place, "mode": row.mode,
                    "valid_from": day.iso, "source": row.source,
                ])
        }
        for post in set.posts {
            add(
                "post",
                [
                    "code": post.code, "designation": post.designation, "office": post.office,
                    "email": post.email, "receives": post.receives ? "yes" : "no",
                    "committee": "no", "valid_from": day.iso, "source": post.source,
                ])
        }
    }

    /// Writes the rules of a table without dates, valid from a day.
    mutating func addRules(_ table: CSVTable, from day: CalendarDay) {
        for row in table.records {
            func text(_ heading: String) -> String { row[heading] ?? "" }
            add(
                "rule",
                [
                    "code": text("code"), "category": text("category"), "place": text("place"),
                    "channel": text("channel"), "setting": text("setting"),
                    "priority": text("priority"), "department": text("department"),
                    "chain": text("chain"), "valid_from": day.iso, "source": text("source"),
                ])
        }
    }
}
