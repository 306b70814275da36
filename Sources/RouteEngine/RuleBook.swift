import MasterData

/// Where a rule sends: the part of a rule that two rules can have in common.
struct RouteTarget: Hashable, Sendable {
    var department: Int32
    var chain: Int32
    /// The posts named for L1 to L4; -1 for none, -2 for one that the release does not list.
    var posts: SIMD4<Int32>
}

/// One version of a rule, compiled.
struct RuleRecord: Sendable {
    /// What a rule may leave open is -1 (or 0) for "any"; a name that nothing bears is -2.
    var rule: Int32
    var span: Span
    var category: Int32
    var place: Int32
    /// 0 for any.
    var channel: UInt8
    var setting: UInt8
    var priority: Int32
    var target: Int32

    /// Whether the rule names a category or place that the release does not list.
    var namesNothing: Bool { category == -2 || place == -2 }
}

/// All versions of all rules, in code order, with what they name as numbers.
struct RuleBook: Sendable {
    /// Stands for a channel that no rule names.
    static let otherChannel: UInt8 = 255

    let book: CodeBook
    let records: [RuleRecord]
    let targets: [RouteTarget]
    /// The channels that some rule names, sorted; a channel's code is its position plus 1.
    let channels: [String]

    init(
        _ rows: MasterRows, categories: CodeBook, places: CodeBook, chains: CodeBook,
        posts: CodeBook, departments: inout CodeBook
    ) {
        book = CodeBook([.rule], in: rows)
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
                    posts: SIMD4(post(.l1Post), post(.l2Post), post(.l3Post), post(.l4Post)))
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
                        channel: content[.channel].flatMap { channels.firstIndex(of: $0) }
                            .map { UInt8($0 + 1) } ?? 0,
                        setting: SettingCode.code(content[.setting]),
                        priority: Int32(clamping: content.integer(.priority) ?? 0),
                        target: targetNumber))
            }
        }
        self.records = records
        self.targets = targets
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
