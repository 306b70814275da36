internal import CLibXML2
internal import MasterData

/// libxml2's SAX2 push parser behind our own limits.
///
/// Its only option is `XML_PARSE_NONET`: no entity is ever substituted, no DTD loaded, no
/// limit lifted. A DOCTYPE, an error of well-formedness or of namespaces, an excess of
/// depth, tag, text or attributes ends the reading, and the end of the document is checked
/// too, since a document that was cut off need not cause an error before.
struct XMLPushParser: ~Copyable {
    private let file: SourceFile
    /// What libxml2's callbacks work on. It lies at an address of its own, which is their
    /// user data; a class would cost a retain and several checks for each of them.
    private let progress: UnsafeMutablePointer<XMLProgress>

    /// With neither assembly nor outline the reading ends at the root element, and is for that
    /// alone.
    init(
        file: SourceFile, limits: ReadingLimits, assembly: XMLAssembly?,
        outline: XMLOutlineDraft? = nil
    ) {
        self.file = file
        progress = .allocate(capacity: 1)
        progress.initialize(
            to: XMLProgress(
                file: file.name, limits: limits, assembly: assembly, outline: outline))
    }

    deinit {
        if let context = progress.pointee.context { xmlFreeParserCtxt(context) }
        progress.deinitialize(count: 1)
        progress.deallocate()
    }

    /// How many records were handed over.
    var rows: Int { progress.pointee.assembly?.rows ?? 0 }

    /// What was asked to be outlined, as far as it was read.
    var outline: XMLOutline? { progress.pointee.outline?.outline }

    /// The root element, once its start tag was read.
    var root: XMLProgress.Root? { progress.pointee.root }

    /// Reads the document to its end, or until something throws; once.
    func parse(_ report: (Int) -> Void = { _ in }) throws {
        _ = Self.library
        let encoding = try SourceEncoding.detect(file)
        var offset = 0
        if case .utf8(let start) = encoding { offset = start }
        var gate = UTF8Gate(offset: offset)
        var shape = UTF16Shape(encoding)
        let buffer = Chunk(byteCount: max(4, min(file.chunkByteCount, Self.chunkBytes)))
        while !progress.pointee.isDone {
            let count = try fill(buffer, at: offset)
            if count == 0 { break }
            let chunk = UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count])
            offset += count
            report(offset)
            if shape == nil, let fault = gate.firstFault(in: chunk) {
                throw try file.notUTF8(at: fault)
            }
            try progress.pointee.inspect(chunk, &shape)
            try push(chunk)
        }
        if progress.pointee.isDone { return }
        if let fault = gate.faultAtEnd() { throw try file.notUTF8(at: fault) }
        progress.pointee.isEnding = true
        xmlParseChunk(progress.pointee.context, nil, 0, 1)
        try progress.pointee.checkEnd()
    }

    /// A chunk is looked at several times, and copied by libxml2: it should stay in the cache.
    private static let chunkBytes = 32 << 10

    /// A chunk; the first is at least the four bytes by which libxml2 tells the encoding.
    private func fill(_ buffer: borrowing Chunk, at offset: Int) throws(SourceError) -> Int {
        var filled = 0
        repeat {
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[filled...])
            let count = try file.read(into: room, at: offset + filled)
            if count == 0 { break }
            filled += count
        } while progress.pointee.context == nil && filled < 4
        return filled
    }

    /// Set up once, before any thread uses it.
    private static let library: Void = xmlInitParser()

    private func push(_ chunk: UnsafeRawBufferPointer) throws {
        var rest = chunk.bindMemory(to: CChar.self)
        if progress.pointee.context == nil {
            let first = min(4, rest.count)
            try openContext(UnsafeBufferPointer(rebasing: rest[..<first]))
            rest = UnsafeBufferPointer(rebasing: rest[first...])
        }
        if !rest.isEmpty {
            xmlParseChunk(progress.pointee.context, rest.baseAddress, Int32(rest.count), 0)
        }
        if let failure = progress.pointee.failure { throw failure }
    }

    private func openContext(_ first: UnsafeBufferPointer<CChar>) throws {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startDocument = { progressOf($0)?.pointee.documentStarted() }
        handler.internalSubset = { data, _, _, _ in progressOf(data)?.pointee.doctypeSeen() }
        handler.startElementNs = { data, name, _, namespace, namespaces, _, count, _, attributes in
            progressOf(data)?.pointee.started(
                name, namespace, Int(namespaces), Int(count), attributes)
        }
        handler.endElementNs = { data, _, _, _ in progressOf(data)?.pointee.ended() }
        // The same for all three: else libxml2 drops the space between two entities.
        let characters: charactersSAXFunc = { data, text, count in
            progressOf(data)?.pointee.textSeen(text, Int(count))
        }
        handler.characters = characters
        handler.ignorableWhitespace = characters
        handler.cdataBlock = characters
        handler.serror = { data, error in progressOf(data)?.pointee.faulted(error?.pointee) }

        let context = xmlCreatePushParserCtxt(
            &handler, progress, first.baseAddress, Int32(first.count), nil)
        guard let context else {
            throw SourceError(
                ReadingFinding.unreadable, at: Origin(file: file.name, line: 0),
                "There is not enough memory to read the file.")
        }
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
        progress.pointee.context = context
    }
}

/// What libxml2 was given as its user data.
private func progressOf(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLProgress>? {
    data?.assumingMemoryBound(to: XMLProgress.self)
}
