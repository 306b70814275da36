internal import MasterData

/// Puts the records of a layout together from start tags, texts and end tags.
///
/// The bytes of all open records lie in one arena, cut back when a record or an enclosing
/// element closes, so that memory depends on the depth and not on the length of the file.
struct XMLAssembly {
    private var plan: XMLPlan
    private var namespace: XMLName?
    private let rowLimit: Int
    private let deliver: (borrowing SourceRecord) throws -> Void
    private var strangers: XMLStrangers

    /// How many records were handed over.
    private(set) var rows = 0
    private var open: [Int] = []
    /// How deep we are inside an element that is left out.
    private var skipping = 0
    private var arena: [UInt8] = []
    private var slots: [FieldSlot] = []
    private var records: [OpenRecord]
    private var serial = 0
    /// The field whose text is being read.
    private var textField = FieldSlot.absent
    private var isReadingText = false

    private struct OpenRecord {
        /// Where its fields start among the slots.
        var base = 0
        var serial = 0
        var position = XMLGuard.Position(line: 0, column: 0)
    }

    init(
        layout: XMLLayout, limits: ReadingLimits, strangers: XMLStrangers,
        deliver: @escaping (borrowing SourceRecord) throws -> Void
    ) throws(XMLLayoutError) {
        plan = try XMLPlan(layout)
        namespace = layout.namespace.map { XMLName($0) }
        rowLimit = limits.rows
        self.deliver = deliver
        self.strangers = strangers
        records = Array(repeating: OpenRecord(), count: layout.records.count)
        arena.reserveCapacity(4096)
    }

    // MARK: Events

    mutating func start(_ tag: XMLStartTag) throws {
        if skipping > 0 {
            skipping += 1
            return
        }
        guard let node = try known(tag) else {
            skipping = 1
            return
        }
        if let record = plan.nodes[node].fieldOf {
            guard plan.nodes[node].seenIn != records[record].serial else {
                try strangers.reportRepeated(plan.nodes[node], tag)
                skipping = 1
                return
            }
            plan.nodes[node].seenIn = records[record].serial
        } else {
            plan.nodes[node].mark = arena.count
        }
        open.append(node)
        plan.nodes[node].position = tag.position
        if let record = plan.nodes[node].record { openRecord(record, tag) }
        try takeAttributes(of: tag, node)
        isReadingText = !plan.nodes[node].texts.isEmpty
        if isReadingText {
            textField = FieldSlot(
                start: arena.count, count: 0, line: tag.position.line, column: tag.position.column)
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) throws {
        if skipping > 0 { return }
        if isReadingText {
            arena.append(contentsOf: bytes)
        } else if !bytes.allSatisfy(Self.isSpace), let node = open.last {
            try strangers.reportText(bytes, in: plan.nodes[node])
        }
    }

    mutating func end() throws {
        if skipping > 0 {
            skipping -= 1
            return
        }
        guard let node = open.popLast() else { return }
        if isReadingText {
            textField.count = arena.count - textField.start
            for target in plan.nodes[node].texts { set(target, textField) }
            isReadingText = false
        }
        if let record = plan.nodes[node].record { try close(record) }
        if plan.nodes[node].fieldOf == nil {
            arena.removeLast(arena.count - plan.nodes[node].mark)
        }
    }

    // MARK: Elements and attributes

    private mutating func known(_ tag: XMLStartTag) throws -> Int? {
        let isOurs = hasNamespace(tag)
        guard let parent = open.last else {
            if isOurs, plan.nodes[0].name.equals(tag.name) { return 0 }
            throw strangers.unexpectedRoot(tag)
        }
        if isOurs, let child = plan.child(of: parent, named: tag.name) { return child }
        try strangers.reportElement(
            tag, in: plan.nodes[parent], hasNamespace: isOurs,
            known: plan.nodes[parent].children.map { plan.nodes[$0].name.text })
        return nil
    }

    private mutating func hasNamespace(_ tag: XMLStartTag) -> Bool {
        guard let given = tag.namespace else { return namespace == nil }
        return namespace?.equals(given) ?? false
    }

    private mutating func takeAttributes(of tag: XMLStartTag, _ node: Int) throws {
        for place in plan.nodes[node].attributes.indices {
            let rule = plan.nodes[node].attributes[place]
            if plan.attributes[rule].isInherited { plan.attributes[rule].kept = .absent }
        }
        for index in 0..<tag.attributeCount {
            guard let attribute = tag.attribute(index) else { continue }
            guard attribute.namespace == nil, let rule = plan.rule(of: node, for: attribute.name)
            else {
                try strangers.reportAttribute(attribute, tag, of: plan.nodes[node])
                continue
            }
            let start = arena.count
            attribute.appendValue(to: &arena)
            let slot = FieldSlot(
                start: start, count: arena.count - start, line: tag.position.line,
                column: tag.position.column)
            for target in plan.attributes[rule].targets { set(target, slot) }
            plan.attributes[rule].kept = slot
        }
    }

    // MARK: Records

    private mutating func openRecord(_ record: Int, _ tag: XMLStartTag) {
        serial += 1
        records[record] = OpenRecord(base: slots.count, serial: serial, position: tag.position)
        for _ in 0..<plan.records[record].fieldCount { slots.append(.absent) }
        for inherited in plan.records[record].inherited {
            set(
                XMLTarget(record: record, slot: inherited.slot),
                plan.attributes[inherited.from].kept)
        }
    }

    private mutating func set(_ target: XMLTarget, _ slot: FieldSlot) {
        slots[records[target.record].base + target.slot] = slot
    }

    private mutating func close(_ record: Int) throws {
        let opened = records[record]
        guard rows < rowLimit else {
            throw SourceError(
                ReadingFinding.tooManyRows, at: strangers.origin(opened.position),
                "The file has more than \(rowLimit) records. Split it.")
        }
        rows += 1
        try arena.withUnsafeBytes { bytes in
            try slots.withUnsafeBufferPointer { slots in
                guard let base = bytes.baseAddress else { return }
                try deliver(
                    SourceRecord(
                        file: strangers.file, line: opened.position.line,
                        column: opened.position.column, layoutIndex: record, bytes: base,
                        slots: UnsafeBufferPointer(rebasing: slots[opened.base...])))
            }
        }
        slots.removeLast(plan.records[record].fieldCount)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
