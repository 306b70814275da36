public import MasterData

/// A staged row as its bytes lie, for a look that makes no strings; valid during the call alone.
public struct StagedBytes {
    private let content: UnsafeRawBufferPointer
    private let origin: Origin

    init(_ content: UnsafeRawBufferPointer, at origin: Origin) {
        self.content = content
        self.origin = origin
    }

    public var kind: MasterKind { MasterKind.allCases[Int(content[0])] }

    public var scheme: CodeScheme { CodeScheme.allCases[Int(content[1])] }

    /// The UTF-8 of the code.
    public var code: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: RowCodec.key(of: content)[RowCodec.keyHead...])
    }

    public var validFrom: Day? { RowCodec.days(of: content).from }

    public var validTo: Day? { RowCodec.days(of: content).to }

    /// Hands over the UTF-8 of each field.
    public func forEachField(_ body: (Field, UnsafeRawBufferPointer) -> Void) {
        RowCodec.forEachField(of: content, body)
    }

    /// The row with its values as strings.
    public var row: StagedRow {
        guard let row = RowCodec.decode(content, at: origin) else {
            preconditionFailure("The bytes of a staged row are written by its codec alone.")
        }
        return row
    }
}
