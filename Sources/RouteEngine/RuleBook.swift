import MasterData

/// Where a rule sends: the part of a rule that two rules can have in common.
struct RouteTarget: BitwiseCopyable, Hashable, Sendable {
    var department: Int32
    var chain: Int32
    /// The posts named for L1 to L4; -1 for none, -2 for one that the release does not list.
    var posts: Four
}

/// One version of a rule, compiled.
struct RuleRecord: BitwiseCopyable, Sendable {
    /// What a rule may leave open is -1 (or 0) for "any"; a name that nothing bears is -2.
    var rule: Int32
    var span: Span
    var category: Int32
    var place: Int32
    var priority: Int32
    var target: Int32
    /// 0 for any.
    var channel: UInt8
    var setting: UInt8
    /// Fills the record up; 0.
    var filler: UInt16 = 0

    /// Whether the rule names a category or place that the release does not list.
    var namesNothing: Bool { category == -2 || place == -2 }
}

/// All versions of all rules, in code order, with what they name as numbers.
struct RuleBook: Sendable {
    /// Stands for a channel that no rule names.
    static let otherChannel: UInt8 = 255

    let book: CodeBook
    let records: Column<RuleRecord>
    let targets: Column<RouteTarget>
    /// The channels that some rule names, sorted; a channel's code is its position plus 1.
    let channels: [String]

    init(
        _ rows: MasterRows, categories: CodeBook, places: CodeBook, chains: CodeBook,
        posts: CodeBook, departments: inout CodeBookBuilder
    ) {
        let book = CodeBookBuilder([.rule], in: rows)
        var named: Set<String> = []
        for (_, timeline) in rows.rows(of: .rule) {
            for version in timeline.versions {
                if let channel = version.content[.channel] { named.insert(channel) }
            }
        }
        // The schema knows five channels; more than 254 would be no channels at all.
        let channels = Array(named.sorted().prefix(254))
        var records: [RuleRecord] = []
        var targets: [RouteTarget] = []
        var numbers: [RouteTarget: Int32] = [:]
        records.reserveCapacity(book.count)
        for (number, key) in book.keys.enumerated() {
            for version in rows[key]?.versions ?? [] {
                let content = version.content
                func post(_ field: Field) -> Int32 {
                    guard let code = content[field] else { return -1 }
                    let number = posts.id(.bare(.post, code))
                    return number < 0 ? -2 : number
                }
                let target = RouteTarget(
                    department: content[.department].map {
                        departments.intern(.bare(.department, $0))
                    } ?? -1,
                    chain: content[.chain].map { chains.id(.bare(.chain, $0)) } ?? -1,
                    posts: Four(post(.l1Post), post(.l2Post), post(.l3Post), post(.l4Post)))
                let targetNumber = numbers[target] ?? Int32(targets.count)
                if targetNumber == targets.count {
                    targets.append(target)
                    numbers[target] = targetNumber
                }
                let span = Span(version.validity)
                records.append(
                    RuleRecord(
                        rule: Int32(number), span: span,
                        category: Self.number(content[.category]) {
                            categories.id(.bare(.category, $0))
                        },
                        place: Self.number(content[.place]) { RowKey($0).map(places.id) ?? -1 },
                        priority: Int32(clamping: content.integer(.priority) ?? 0),
                        target: targetNumber,
                        channel: content[.channel].flatMap { channels.firstIndex(of: $0) }
                            .map { UInt8($0 + 1) } ?? 0,
                        setting: SettingCode.code(content[.setting])))
            }
        }
        self.book = book.finished()
        self.records = Column(records)
        self.targets = Column(targets)
        self.channels = channels
    }

    /// The code of a complaint's channel: 0 when unknown.
    func channelCode(_ channel: String?) -> UInt8 {
        guard let channel, !channel.isEmpty else { return 0 }
        for index in channels.indices where channels[index] == channel { return UInt8(index + 1) }
        return Self.otherChannel
    }

    private static func number(_ text: String?, _ find: (String) -> Int32) -> Int32 {
        guard let text else { return -1 }
        let number = find(text)
        return number < 0 ? -2 : number
    }
}

extension RuleBook {
    init(
        _ reader: inout RouteTableReader, categories: Int, places: Int, departments: Int,
        chains: Int, posts: Int
    ) throws(RouteFileError) {
        let book = try CodeBook(&reader)
        let channels = try reader.number()
        try reader.require((0...254).contains(channels), .text)
        var names: [String] = []
        for _ in 0..<channels { names.append(try reader.text()) }
        let targets = try reader.column(of: RouteTarget.self, .targets)
        try reader.require(
            targets.allSatisfy { target in
                target.department >= -1 && target.department < departments && target.chain >= -1
                    && target.chain < chains
                    && (0..<4).allSatisfy { target.posts[$0] >= -2 && target.posts[$0] < posts }
            }, .targets)
        let records = try reader.column(of: RuleRecord.self, .rules)
        try reader.require(
            records.allSatisfy {
                $0.rule >= 0 && $0.rule < book.count && $0.span.from < $0.span.to
                    && $0.category >= -2 && $0.category < categories && $0.place >= -2
                    && $0.place < places && Int($0.channel) <= channels
                    && $0.setting <= SettingCode.urban && $0.target >= 0
                    && $0.target < targets.count
            }, .rules)
        self.book = book
        self.channels = names
        self.targets = targets
        self.records = records
    }

    func write(to writer: inout RouteTableWriter) {
        book.write(to: &writer)
        writer.add(channels.count)
        for channel in channels { writer.add(channel) }
        writer.add(targets, to: .targets)
        writer.add(records, to: .rules)
    }
}
