import MasterData

/// Finds the cells that no rule covers on some day, described as widely as they go.
///
/// It walks category, district, sub-district, channel and looks at each step at the rules
/// that name no more than was chosen so far; where they fill all days, nothing below is
/// looked at.
struct FlatHoleSearch {
    private let table: FlatTable
    private let view: FlatView
    private let facts: FlatFacts
    private let days: Validity
    /// The levels to look at when a field was chosen: those that name it, and none later.
    private var levels: [[FlatLevel]] = []
    /// The codes to choose from; 0 for none.
    private var categories: [UInt32] = []
    private var places: [(district: UInt32, subdistricts: [UInt32])] = []
    private var channels: [UInt32] = []
    private var visited = 0

    /// No more steps than this are taken.
    static let mostSteps = 100_000_000

    /// What lies under a step.
    private enum Outcome {
        case covered
        case alike(FlatOpenDays)
        /// Different holes, which are reported already.
        case mixed
    }

    init(table: FlatTable, view: FlatView, days: Validity) {
        self.table = table
        self.view = view
        self.days = days
        facts = table.facts
        let bits = (0..<4).map { facts.mask($0) }
        levels = (0..<4).map { field in
            let later = bits[(field + 1)...].reduce(0, |)
            return view.levels.filter { $0.mask & bits[field] != 0 && $0.mask & later == 0 }
        }
        categories = Self.numbers(facts.codeCounts[0])
        channels = Self.numbers(facts.codeCounts[3])
        places = Self.places(view, facts)
    }

    private static func numbers(_ count: Int) -> [UInt32] {
        count == 0 ? [0] : (1...count).map { UInt32($0) }
    }

    /// The districts with the sub-districts that rules name together with them.
    private static func places(
        _ view: FlatView, _ facts: FlatFacts
    ) -> [(district: UInt32, subdistricts: [UInt32])] {
        let (district, subdistrict) = (facts.mask(1), facts.mask(2))
        let (districtShift, shift) = (UInt64(facts.shifts[1]), UInt64(facts.shifts[2]))
        var first = ContiguousArray(repeating: UInt32(0), count: facts.codeCounts[2] + 1)
        var isNamed = ContiguousArray(repeating: false, count: facts.codeCounts[2] + 1)
        var more: Set<UInt64> = []
        for record in view.records {
            let number = Int((record.key & subdistrict) >> shift)
            if number == 0 || number >= first.count { continue }
            isNamed[number] = true
            let of = UInt32(truncatingIfNeeded: (record.key & district) >> districtShift)
            // A file that somebody made on purpose may name a district that is none.
            if of == 0 || of > facts.codeCounts[1] || first[number] == of { continue }
            if first[number] == 0 {
                first[number] = of
            } else {
                more.insert(UInt64(of) << 32 | UInt64(number))
            }
        }
        var lists = Array(repeating: [UInt32](), count: facts.codeCounts[1] + 1)
        for number in first.indices.dropFirst() where isNamed[number] {
            lists[Int(first[number])].append(UInt32(number))
        }
        for pair in more.sorted() where Int(pair >> 32) < lists.count {
            lists[Int(pair >> 32)].append(UInt32(truncatingIfNeeded: pair))
        }
        var places = lists.enumerated().dropFirst().map { (UInt32($0), $1.isEmpty ? [0] : $1) }
        if !lists[0].isEmpty || places.isEmpty {
            places.append((0, lists[0].isEmpty ? [0] : lists[0]))
        }
        return places
    }

    mutating func run(_ result: inout FlatVerification) {
        let perCategory = places.reduce(0) { $0 + $1.subdistricts.count } * channels.count
        result.cells = perCategory * categories.count
        guard days.from < days.to else { return }
        var open = FlatOpenDays()
        open.restart(
            view.rank(of: days.from), view.rank(of: days.to.advanced(by: -1)) &+ 1)
        for level in view.levels where level.mask == 0 { view.close(0, in: level, &open) }
        if open.isEmpty { return }
        let categories = categories
        // swift-format-ignore: OnlyOneTrailingClosureArgument
        let outcome = choose(
            0, categories.count, open, { categories[$0] }, facts.unknownKey, Path(), &result
        ) { this, _, open, key, path, result in
            this.place(open, key, path, &result)
        }
        if case .alike(let open) = outcome {
            report(Path(), depth: 0, cells: result.cells, open, &result)
        }
        result.isComplete = visited < Self.mostSteps
        if !result.isComplete {
            result.findings.note(
                FlatFinding.hole, at: Origin(file: table.source, line: 0),
                "There are too many cells to look at; holes are given as far as they were seen.")
        }
    }

    /// The codes chosen so far, by field.
    private typealias Path = SIMD4<UInt32>
    private typealias Below = (
        inout FlatHoleSearch, Int, FlatOpenDays, UInt64, Path, inout FlatVerification
    ) -> Outcome

    private mutating func place(
        _ open: FlatOpenDays, _ key: UInt64, _ path: Path, _ result: inout FlatVerification
    ) -> Outcome {
        let places = places
        // swift-format-ignore: OnlyOneTrailingClosureArgument
        return choose(
            1, places.count, open, { places[$0].district }, key, path, &result
        ) { this, index, open, key, path, result in
            let subdistricts = places[index].subdistricts
            return this.choose(
                2, subdistricts.count, open, { subdistricts[$0] }, key, path, &result
            ) { this, _, open, key, path, result in
                let channels = this.channels
                return this.choose(
                    3, channels.count, open, { channels[$0] }, key, path, &result
                ) { _, _, open, _, _, _ in .alike(open) }
            }
        }
    }

    /// Tries every code of a field and joins what is alike.
    private mutating func choose(
        _ field: Int, _ count: Int, _ open: FlatOpenDays, _ code: (Int) -> UInt32, _ key: UInt64,
        _ path: Path, _ result: inout FlatVerification, _ below: Below
    ) -> Outcome {
        var alike: [(index: Int, open: FlatOpenDays)] = []
        var isMixed = false
        let mask = facts.mask(field)
        let levels = levels[field]
        var left = open
        for index in 0..<count {
            visited += 1
            if visited >= Self.mostSteps { break }
            let number = code(index)
            let chosen =
                number == 0 ? key : key & ~mask | UInt64(number) << UInt64(facts.shifts[field])
            left = open
            if number != 0 {
                for level in levels where !left.isEmpty {
                    view.close(chosen & level.mask, in: level, &left)
                }
            }
            if left.isEmpty { continue }
            var path = path
            path[field] = number
            switch below(&self, index, left, chosen, path, &result) {
            case .covered: break
            case .mixed: isMixed = true
            case .alike(let open): alike.append((index, open))
            }
        }
        if alike.isEmpty { return isMixed ? .mixed : .covered }
        if !isMixed, alike.count == count,
            alike.allSatisfy({ $0.open.isEqual(to: alike[0].open) })
        {
            return .alike(alike[0].open)
        }
        for (index, open) in alike {
            var path = path
            path[field] = code(index)
            report(path, depth: field + 1, cells: cells(under: field, index), open, &result)
        }
        return .mixed
    }

    private func name(_ field: Int, _ number: UInt32) -> String {
        if number == 0 { return "no \(FlatField.allCases[field].heading)" }
        let text = view.text(facts.firstText(field) + Int(number) - 1)
        return "\(FlatField.allCases[field].heading) \(String(decoding: text, as: UTF8.self))"
    }

    /// How many cells one code of a field has under it.
    private func cells(under field: Int, _ index: Int) -> Int {
        switch field {
        case 0: places.reduce(0) { $0 + $1.subdistricts.count } * channels.count
        case 1: places[index].subdistricts.count * channels.count
        case 2: channels.count
        default: 1
        }
    }

    private func report(
        _ path: Path, depth: Int, cells: Int, _ open: FlatOpenDays, _ result: inout FlatVerification
    ) {
        result.holes += cells
        result.holeGroups += 1
        var words: [String] = []
        for (from, to) in open.stretches {
            let start = max(days.from, view.day(from))
            let end = Int(to) > view.days.count ? days.to : min(days.to, view.day(to))
            result.holeDays += cells * Int(end.number - start.number)
            words.append("from \(start) until \(end)")
        }
        let names = (0..<depth).map { name($0, path[$0]) }
        let what = names.isEmpty ? "any complaint" : names.joined(separator: ", ")
        result.findings.error(
            FlatFinding.hole, at: Origin(file: table.source, line: 0),
            "No rule matches \(what) \(words.prefix(3).joined(separator: " and ")) (\(cells) \(cells == 1 ? "cell" : "cells")). Add a rule, or a wider one for everything else."
        )
    }
}
