internal import MasterData
public import Transfers

/// Holidays as the canonical CSV of the master `holiday`, ready to import.
public enum HolidayTable {
    public static func csv(
        _ holidays: [HolidayEntry], calendar: String, isLocal: Bool, source: String
    ) -> [UInt8] {
        var text = CSVText()
        text.row(["kind", "calendar", "date", "name_en", "name_hi", "type", "source"])
        var days: [String] = []
        for holiday in holidays where !days.contains(holiday.date.description) {
            days.append(holiday.date.description)
            // A name in Devanagari is the Hindi one as well; the steward adds the other.
            let isHindi = holiday.name.unicodeScalars.contains {
                (0x900...0x97F).contains($0.value)
            }
            text.row([
                "holiday", calendar, holiday.date.description, holiday.name,
                isHindi ? holiday.name : "", isLocal ? "local" : "gazetted", source,
            ])
        }
        return text.bytes
    }
}
