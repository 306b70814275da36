internal import MasterData

// The values that cross between reader and worker.

extension FrameWriter {
    mutating func origin(_ origin: Origin) {
        text(origin.file)
        number(origin.line)
        number(origin.column)
    }

    /// A finding of reading, which names no key.
    mutating func finding(_ finding: Finding) {
        text(finding.code.text)
        text(finding.severity.rawValue)
        optional(finding.origin) { $0.origin($1) }
        optional(finding.value) { $0.text($1) }
        text(finding.message)
    }

    mutating func heading(_ heading: Heading) {
        number(heading.index)
        text(heading.name)
        text(heading.written)
        optional(heading.repeats) { $0.number($1) }
        origin(heading.origin)
    }

    mutating func dialect(_ dialect: CSVDialect) {
        text(dialect.encoding.rawValue)
        byte(dialect.delimiter)
        optional(dialect.quote) { $0.byte($1) }
        number(dialect.headingLine)
        optional(dialect.comment) { $0.byte($1) }
        list(dialect.lineEnds.map(\.rawValue).sorted()) { $0.text($1) }
    }

    mutating func stated(_ stated: CSVDialect.Stated) {
        optional(stated.encoding) { $0.text($1.rawValue) }
        optional(stated.delimiter) { $0.byte($1) }
        optional(stated.quote) { writer, quote in
            switch quote {
            case .none: writer.byte(0)
            case .byte(let byte): writer.byte(byte)
            }
        }
        optional(stated.headingLine) { $0.number($1) }
        optional(stated.comment) { $0.byte($1) }
    }

    mutating func layout(_ layout: XMLLayout) {
        optional(layout.namespace) { $0.text($1) }
        text(layout.root)
        list(layout.records) { writer, record in
            writer.list(record.path) { $0.text($1) }
            writer.list(record.fields) { $0.text($1) }
        }
        list(layout.namespaces.sorted { $0.key < $1.key }) { writer, pair in
            writer.text(pair.key)
            writer.text(pair.value)
        }
        byte(layout.ignoresNamespaces ? 1 : 0)
        list(layout.ignored) { $0.text($1) }
    }

    mutating func outline(_ outline: XMLOutline) {
        list(outline.elements) { writer, element in
            writer.text(element.name)
            writer.optional(element.namespace) { $0.text($1) }
            writer.optional(element.parent) { $0.number($1) }
            writer.number(element.count)
            writer.number(element.mostInParent)
            writer.byte(element.hasText ? 1 : 0)
            writer.list(element.attributes) { writer, attribute in
                writer.text(attribute.name)
                writer.optional(attribute.namespace) { $0.text($1) }
            }
        }
    }

    mutating func limits(_ limits: ReadingLimits) {
        for limit in [
            limits.fileBytes, limits.rows, limits.fieldBytes, limits.rowBytes, limits.columns,
            limits.depth, limits.tagBytes, limits.attributes,
        ] { number(limit) }
    }

    mutating func sniffed(_ sniffed: SniffedFile) {
        switch sniffed {
        case .csv(let headings, let dialect):
            byte(0)
            list(headings) { $0.text($1) }
            self.dialect(dialect)
        case .xml(let root, let namespace):
            byte(1)
            text(root)
            optional(namespace) { $0.text($1) }
        }
    }
}

extension FrameReader {
    /// A word of an enumeration.
    mutating func word<Value: RawRepresentable<String>>(
        _ type: Value.Type = Value.self
    ) throws(Garbled) -> Value {
        guard let value = Value(rawValue: try text()) else { throw Garbled() }
        return value
    }

    mutating func origin() throws(Garbled) -> Origin {
        Origin(file: try text(), line: try number(), column: try number())
    }

    mutating func finding() throws(Garbled) -> Finding {
        Finding(
            code: FindingCode(stringLiteral: try text()), severity: try word(),
            origin: try optional { reader throws(Garbled) in try reader.origin() },
            value: try optional { reader throws(Garbled) in try reader.text() },
            message: try text())
    }

    mutating func heading() throws(Garbled) -> Heading {
        Heading(
            index: try number(), name: try text(), written: try text(),
            repeats: try optional { reader throws(Garbled) in try reader.number() },
            origin: try origin())
    }

    mutating func dialect() throws(Garbled) -> CSVDialect {
        CSVDialect(
            encoding: try word(), delimiter: try byte(),
            quote: try optional { reader throws(Garbled) in try reader.byte() },
            headingLine: try number(),
            comment: try optional { reader throws(Garbled) in try reader.byte() },
            lineEnds: Set(try list { reader throws(Garbled) in try reader.word() }))
    }

    mutating func stated() throws(Garbled) -> CSVDialect.Stated {
        var stated = CSVDialect.Stated()
        stated.encoding = try optional { reader throws(Garbled) in try reader.word() }
        stated.delimiter = try optional { reader throws(Garbled) in try reader.byte() }
        stated.quote = try optional { reader throws(Garbled) in
            let byte = try reader.byte()
            return byte == 0 ? CSVDialect.Stated.Quote.none : .byte(byte)
        }
        stated.headingLine = try optional { reader throws(Garbled) in try reader.number() }
        stated.comment = try optional { reader throws(Garbled) in try reader.byte() }
        return stated
    }

    mutating func layout() throws(Garbled) -> XMLLayout {
        let texts = { (reader: inout FrameReader) throws(Garbled) in
            try reader.list { reader throws(Garbled) in try reader.text() }
        }
        var layout = XMLLayout(
            namespace: try optional { reader throws(Garbled) in try reader.text() },
            root: try text(),
            records: try list { reader throws(Garbled) in
                XMLRecordLayout(path: try texts(&reader), fields: try texts(&reader))
            })
        let namespaces = try list { reader throws(Garbled) in
            (try reader.text(), try reader.text())
        }
        layout.namespaces = Dictionary(namespaces, uniquingKeysWith: { first, _ in first })
        layout.ignoresNamespaces = try byte() != 0
        layout.ignored = try texts(&self)
        return layout
    }

    mutating func outline() throws(Garbled) -> XMLOutline {
        var elements: [XMLOutline.Element] = []
        for element in try list({ reader throws(Garbled) in try reader.element() }) {
            // Each stands after its parent.
            if let parent = element.parent, !elements.indices.contains(parent) { throw Garbled() }
            guard (element.parent == nil) == elements.isEmpty else { throw Garbled() }
            elements.append(element)
        }
        return XMLOutline(elements: elements)
    }

    private mutating func element() throws(Garbled) -> XMLOutline.Element {
        var element = XMLOutline.Element(
            name: try text(),
            namespace: try optional { reader throws(Garbled) in try reader.text() },
            parent: try optional { reader throws(Garbled) in try reader.number() })
        element.count = try number()
        element.mostInParent = try number()
        element.hasText = try byte() != 0
        element.attributes = try list { reader throws(Garbled) in
            XMLOutline.Attribute(
                name: try reader.text(),
                namespace: try reader.optional { reader throws(Garbled) in try reader.text() })
        }
        return element
    }

    mutating func limits() throws(Garbled) -> ReadingLimits {
        var limits = ReadingLimits()
        limits.fileBytes = try number()
        limits.rows = try number()
        limits.fieldBytes = try number()
        limits.rowBytes = try number()
        limits.columns = try number()
        limits.depth = try number()
        limits.tagBytes = try number()
        limits.attributes = try number()
        return limits
    }

    mutating func sniffed() throws(Garbled) -> SniffedFile {
        if try byte() == 0 {
            return .csv(
                headings: try list { reader throws(Garbled) in try reader.text() },
                dialect: try dialect())
        }
        return .xml(
            root: try text(),
            namespace: try optional { reader throws(Garbled) in try reader.text() })
    }
}
