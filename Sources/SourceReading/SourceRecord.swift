public import MasterData

/// One row or element of a file: fields borrowed from the reader, and where each stands.
///
/// It is lent for the length of one callback and cannot be copied out of it; take what is
/// to stay as ``text(_:)``, or append the bytes to a buffer of your own. All bytes are
/// valid UTF-8.
public struct SourceRecord: ~Copyable {
    /// The line the record starts in, counted from 1.
    public let line: Int
    /// The column the record starts in, in bytes, counted from 1.
    public let column: Int
    /// Which of the layout's records it is; 0 in CSV.
    public let layoutIndex: Int

    private let file: String
    private let bytes: UnsafeRawPointer
    private let slots: UnsafeBufferPointer<FieldSlot>

    init(
        file: String, line: Int, column: Int, layoutIndex: Int, bytes: UnsafeRawPointer,
        slots: UnsafeBufferPointer<FieldSlot>
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.layoutIndex = layoutIndex
        self.bytes = bytes
        self.slots = slots
    }

    /// As many as the file has headings, or the layout has fields.
    public var count: Int { slots.count }

    /// Whether no field holds anything but spaces.
    public var isBlank: Bool {
        for slot in slots where slot.count > 0 {
            let field = UnsafeRawBufferPointer(start: bytes + slot.start, count: slot.count)
            if !field.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return false }
        }
        return true
    }

    /// The UTF-8 of a field; nothing when an XML record does not have it.
    ///
    /// Valid until the callback returns.
    public subscript(_ index: Int) -> UnsafeRawBufferPointer? {
        guard slots.indices.contains(index), slots[index].count >= 0 else { return nil }
        return UnsafeRawBufferPointer(start: bytes + slots[index].start, count: slots[index].count)
    }

    /// A field as a string of its own; nothing when an XML record does not have it.
    public func text(_ index: Int) -> String? {
        self[index].map { String(decoding: $0, as: UTF8.self) }
    }

    /// Where a field stands: in CSV its first byte, in XML the start tag that gives it.
    ///
    /// A field that is absent stands where the record does.
    public func origin(_ index: Int) -> Origin {
        guard slots.indices.contains(index), slots[index].count >= 0 else { return origin }
        return Origin(file: file, line: slots[index].line, column: slots[index].column)
    }

    /// Where a field lies and stands, as the reader has it.
    func slot(_ index: Int) -> FieldSlot { slots[index] }

    /// Where the record starts.
    public var origin: Origin { Origin(file: file, line: line, column: column) }
}

/// Where one field lies in the bytes of its record and in its file.
struct FieldSlot {
    var start: Int
    /// Negative when the field is absent.
    var count: Int
    var line: Int
    var column: Int

    static let absent = FieldSlot(start: 0, count: -1, line: 0, column: 0)
}
