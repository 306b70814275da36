internal import MasterData

/// Puts the records of a layout together from start tags, texts and end tags.
///
/// The bytes of all open records lie in one arena, cut back when a record or an enclosing
/// element closes, so that memory depends on the depth and not on the length of the file.
struct XMLAssembly {
    private var plan: XMLPlan
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
        var position = XMLGuard.Position(line: 0, column: 0)
    }

    init(
        layout: XMLLayout, limits: ReadingLimits, strangers: XMLStrangers,
        deliver: @escaping (borrowing SourceRecord) throws -> Void
    ) throws(XMLLayoutError) {
        plan = try XMLPlan(layout)
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
        if let hook = plan.nodes[node].hangsOn {
            guard plan.states[node].seenIn != plan.states[hook].serial else {
                try strangers.reportRepeated(plan.nodes[node], tag)
                skipping = 1
                return
            }
            plan.states[node].seenIn = plan.states[hook].serial
        } else {
            plan.states[node].mark = arena.count
        }
        serial += 1
        plan.states[node].serial = serial
        if !plan.nodes[node].hosted.isEmpty { forget(plan.nodes[node].hosted) }
        open.append(node)
        plan.states[node].position = tag.position
        if let record = plan.nodes[node].record { openRecord(record, tag) }
        try takeAttributes(of: tag, node)
        isReadingText = plan.nodes[node].takesText
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
            try strangers.reportText(
                bytes, in: plan.nodes[node], node, at: plan.states[node].position)
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
            // By position: going through the arrays themselves would hold on to each.
            for place in plan.nodes[node].texts.indices {
                set(plan.nodes[node].texts[place], textField)
            }
            for place in plan.nodes[node].keeps.indices {
                try keep(plan.nodes[node].keeps[place], textField, of: node)
            }
            isReadingText = false
        }
        if let record = plan.nodes[node].record { try close(record) }
        if plan.nodes[node].hangsOn == nil {
            arena.removeLast(arena.count - plan.states[node].mark)
        }
    }

    /// Tells what is told of the whole document.
    mutating func finish() throws { try strangers.finish() }

    // MARK: Elements and attributes

    /// The node that a start tag opens; nothing for an element that is left out.
    private mutating func known(_ tag: XMLStartTag) throws -> Int? {
        guard let parent = open.last else {
            if plan.nodes[0].name.matches(tag.name, tag.namespace) { return 0 }
            throw strangers.unexpectedRoot(tag)
        }
        if let child = plan.child(of: parent, for: tag) {
            return plan.nodes[child].isIgnored ? nil : child
        }
        if let outer = enclosing(tag) {
            throw strangers.recursive(tag, in: plan.nodes[parent], of: plan.nodes[outer])
        }
        try strangers.reportElement(tag, in: plan.nodes[parent], parent) {
            plan.nodes[parent].children.map { plan.nodes[$0].name.text }
        }
        return nil
    }

    /// An open element of the same name that is a record, or holds records.
    private mutating func enclosing(_ tag: XMLStartTag) -> Int? {
        for node in open.reversed() where plan.nodes[node].isOnWay {
            if plan.nodes[node].name.matches(tag.name, tag.namespace) { return node }
        }
        return nil
    }

    private mutating func takeAttributes(of tag: XMLStartTag, _ node: Int) throws {
        for index in 0..<tag.attributeCount {
            guard let attribute = tag.attribute(index) else { continue }
            guard let rule = plan.rule(of: node, for: attribute) else {
                try strangers.reportAttribute(attribute, tag, of: plan.nodes[node], node)
                continue
            }
            let start = arena.count
            attribute.appendValue(to: &arena)
            let slot = FieldSlot(
                start: start, count: arena.count - start, line: tag.position.line,
                column: tag.position.column)
            for target in plan.attributes[rule].targets { set(target, slot) }
            for kept in plan.attributes[rule].keeps { try keep(kept, slot, of: node) }
        }
    }

    /// Keeps a value for the records inside its host, none of which may have missed it.
    private mutating func keep(_ kept: Int, _ slot: FieldSlot, of node: Int) throws {
        guard plan.kept[kept].missedIn != plan.states[plan.kept[kept].host].serial else {
            throw strangers.late(plan.nodes[node], at: plan.states[node].position)
        }
        plan.kept[kept].slot = slot
    }

    // MARK: Records

    private mutating func openRecord(_ record: Int, _ tag: XMLStartTag) {
        records[record] = OpenRecord(base: slots.count, position: tag.position)
        for _ in 0..<plan.records[record].fieldCount { slots.append(.absent) }
        for inherited in plan.records[record].inherited {
            let kept = plan.kept[inherited.from]
            if kept.slot.count >= 0 {
                set(XMLTarget(record: record, slot: inherited.slot), kept.slot)
            } else if !kept.isOfHost {
                plan.kept[inherited.from].missedIn = plan.states[kept.host].serial
            }
        }
    }

    /// The values kept while an element is open are gone when it opens again.
    private mutating func forget(_ hosted: [Int]) {
        for kept in hosted { plan.kept[kept].slot = .absent }
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
