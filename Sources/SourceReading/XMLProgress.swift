internal import CLibXML2
internal import MasterData

/// How far a parser has come in a document, and what libxml2 calls back.
struct XMLProgress {
    struct Root {
        let name: String
        let namespace: String?
    }

    private let file: String
    private let limits: ReadingLimits
    private(set) var assembly: XMLAssembly?
    /// Asked for with each tag: comparing the assembly itself would copy it.
    private let hasAssembly: Bool
    private(set) var outline: XMLOutlineDraft?

    var context: xmlParserCtxtPtr?
    /// The whole document was handed over, and what is missing now is missing.
    var isEnding = false
    /// What ended the reading.
    private(set) var failure: (any Error)?
    private(set) var root: Root?

    private var markup: XMLGuard
    private var depth = 0
    private var textBytes = 0

    init(
        file: String, limits: ReadingLimits, assembly: XMLAssembly?, outline: XMLOutlineDraft? = nil
    ) {
        self.file = file
        self.limits = limits
        hasAssembly = assembly != nil
        self.assembly = assembly
        self.outline = outline
        markup = XMLGuard(limit: limits.tagBytes)
    }

    /// The root or the start was all that was asked for, and is there.
    var isDone: Bool { !hasAssembly && root != nil && outline?.isFull != false }

    /// Looks at bytes before libxml2 does.
    mutating func inspect(_ chunk: UnsafeRawBufferPointer, _ shape: inout UTF16Shape?) throws {
        let fault: XMLGuard.Fault?
        if shape == nil {
            fault = markup.scan(chunk)
        } else {
            fault = shape?.withShape(of: chunk) { markup.scan($0) }
        }
        if let fault { throw refusal(fault) }
    }

    /// Throws unless the document was complete and without fault.
    mutating func checkEnd() throws {
        if let failure { throw failure }
        guard let context = context?.pointee, context.wellFormed == 1, context.nsWellFormed == 1,
            context.errNo == 0, !isUnfinished
        else { throw truncated() }
        try assembly?.finish()
    }

    private mutating func stop(_ error: any Error) {
        guard failure == nil else { return }
        failure = error
        xmlStopParser(context)
    }
}

// MARK: - What libxml2 calls

extension XMLProgress {
    mutating func documentStarted() {
        guard let declared = context?.pointee.encoding else { return }
        let name = String(cString: declared)
        let readable = ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"]
        if readable.contains(name.lowercased()) { return }
        stop(
            SourceError(
                ReadingFinding.encoding, at: Origin(file: file, line: 1, column: 1), value: name,
                "The document declares encoding '\(name)'. Save it as UTF-8."))
    }

    mutating func doctypeSeen() {
        stop(refusal(.doctype))
    }

    mutating func started(
        _ name: UnsafePointer<UInt8>?, _ namespace: UnsafePointer<UInt8>?, _ namespaces: Int,
        _ attributes: Int, _ values: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        guard failure == nil, let name else { return }
        let position = markup.nextStart()
        depth += 1
        textBytes = 0
        if depth > limits.depth {
            stop(
                error(
                    ReadingFinding.tooDeep, position,
                    "This element stands deeper than \(limits.depth) elements."))
        } else if namespaces + attributes > limits.attributes {
            stop(
                error(
                    ReadingFinding.tooManyAttributes, position,
                    "This element has \(namespaces + attributes) attributes; the limit is "
                        + "\(limits.attributes)."))
        } else {
            if root == nil { noteRoot(name, namespace) }
            let tag = XMLStartTag(
                name: name, namespace: namespace, position: position, attributeCount: attributes,
                attributes: values)
            outline?.start(tag)
            do { try assembly?.start(tag) } catch { stop(error) }
            if isDone { xmlStopParser(context) }
        }
    }

    private mutating func noteRoot(
        _ name: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?
    ) {
        root = Root(
            name: String(cString: name), namespace: namespace.map { String(cString: $0) })
    }

    mutating func ended() {
        guard failure == nil else { return }
        depth -= 1
        textBytes = 0
        outline?.end()
        do { try assembly?.end() } catch { stop(error) }
    }

    mutating func textSeen(_ text: UnsafePointer<UInt8>?, _ count: Int) {
        guard failure == nil else { return }
        textBytes += count
        if textBytes > limits.fieldBytes {
            stop(
                error(
                    ReadingFinding.fieldTooLong, libraryPosition,
                    "This text is longer than \(limits.fieldBytes) bytes."))
            return
        }
        let bytes = UnsafeRawBufferPointer(start: text, count: count)
        outline?.text(bytes)
        do { try assembly?.text(bytes) } catch { stop(error) }
    }

    mutating func faulted(_ fault: xmlError?) {
        guard failure == nil, let fault, fault.level.rawValue >= XML_ERR_ERROR.rawValue else {
            return
        }
        let code = UInt32(bitPattern: fault.code)
        if isEnding, isUnfinished, isForWantOfMore(code) {
            stop(truncated())
            return
        }
        let encodings = [
            XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_INVALID_ENCODING,
            XML_ERR_INVALID_CHAR,
        ]
        let message = fault.message.map { String(cString: $0) } ?? ""
        let words = message.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
        stop(
            error(
                encodings.contains { $0.rawValue == code }
                    ? ReadingFinding.encoding : ReadingFinding.notWellFormed,
                .init(line: Int(fault.line), column: Int(fault.int2)),
                "The document is not well-formed: \(words)."))
    }
}

// MARK: - Faults

extension XMLProgress {
    /// Whether an error at the end of an unfinished document comes of its being cut off.
    ///
    /// libxml2 has no code of its own for that: inside markup it complains of whatever it
    /// had been waiting for.
    private func isForWantOfMore(_ code: UInt32) -> Bool {
        if markup.isInsideMarkup || code == XML_ERR_DOCUMENT_END.rawValue { return true }
        guard let input = context?.pointee.input?.pointee else { return true }
        return input.cur >= input.end && code != XML_ERR_TAG_NAME_MISMATCH.rawValue
    }

    /// The document has no root element yet, or ends inside one or inside a tag.
    private var isUnfinished: Bool { depth > 0 || root == nil || markup.isInsideMarkup }

    private var libraryPosition: XMLGuard.Position {
        guard let input = context?.pointee.input?.pointee else { return markup.position }
        return .init(line: Int(input.line), column: Int(input.col))
    }

    private func error(
        _ code: FindingCode, _ position: XMLGuard.Position, _ message: String
    ) -> SourceError {
        SourceError(
            code, at: Origin(file: file, line: position.line, column: position.column), message)
    }

    private func truncated() -> SourceError {
        error(
            ReadingFinding.truncated, markup.position,
            "The document ends before its root element is closed. Fetch or export it again.")
    }

    private func refusal(_ fault: XMLGuard.Fault) -> SourceError {
        switch fault {
        case .doctype:
            error(
                ReadingFinding.doctype, markup.markup,
                "The document declares a DOCTYPE, which masters need not and may not.")
        case .tagTooLong:
            error(
                ReadingFinding.tagTooLong, markup.markup,
                "This tag is longer than \(limits.tagBytes) bytes.")
        }
    }
}
