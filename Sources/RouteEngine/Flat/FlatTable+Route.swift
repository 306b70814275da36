import CMachine

/// What became of a piece of a sheet.
public struct FlatPiece: Sendable {
    /// `complaint_id,rule_id,target` a row, rule 0 and no target where no rule wins.
    public var output: [UInt8] = []
    public var routed = 0
    public var unrouted = 0
    /// Rows that are no complaint; they are left out of the output.
    public var faulty = 0
    /// The first of them.
    public var faults: [FlatFault] = []
    public var lines = 0
}

extension FlatTable {
    /// Routes the complaints of a piece of a sheet and writes the result as CSV.
    public func route(_ complaints: borrowing FlatComplaints) -> FlatPiece {
        var piece = FlatPiece()
        withView { view in
            var reader = FlatRowReader(complaints, view, facts)
            var block = FlatBlock()
            let slices = complaints.text.slices
            var writer = FlatRouteWriter(view, facts, slices)
            piece.output = [UInt8](
                unsafeUninitializedCapacity: writer.most(complaints.text)
            ) { buffer, count in
                while let start = buffer.baseAddress {
                    reader.fill(&block)
                    if block.count == 0 { break }
                    view.decide(block, isDense: isDense, into: block.winners)
                    count = writer.write(block, to: start, at: count)
                }
            }
            piece.routed = writer.routed
            piece.unrouted = writer.rows - writer.routed
            piece.faulty = reader.faultCount
            piece.faults = reader.faults
            piece.lines = reader.lines
        }
        return piece
    }
}

/// Writes decisions as CSV.
private struct FlatRouteWriter {
    private let view: FlatView
    private let slices: SheetSlices
    private let firstTarget: Int
    private let longestTarget: Int
    private let numbersAreIds: Bool
    private let targetsArePlain: Bool
    private(set) var rows = 0
    private(set) var routed = 0

    init(_ view: FlatView, _ facts: FlatFacts, _ slices: SheetSlices) {
        self.view = view
        self.slices = slices
        firstTarget = facts.firstText(4)
        longestTarget = facts.longestTarget
        numbersAreIds = facts.numbersAreIds
        targetsArePlain = facts.targetsArePlain
    }

    /// No more bytes than this are written for a text: each row ends with a line end and has
    /// an id out of the text, a number of ten digits and a target, perhaps in quotes.
    func most(_ text: borrowing SheetText) -> Int {
        let rows = text.placeCount / 6 + 1
        return text.count + rows * (14 + 2 * longestTarget + 2) + 16
    }

    /// Writes the rows of a block and returns where the output ends.
    mutating func write(
        _ block: borrowing FlatBlock, to start: UnsafeMutablePointer<UInt8>, at position: Int
    ) -> Int {
        for index in 0..<block.count {
            let winner = Int(block.winners[index])
            if winner > 0 && winner <= view.records.count {
                machine_prefetch(view.records.baseAddress.unsafelyUnwrapped + (winner - 1))
            }
        }
        var to = start + position
        for index in 0..<block.count {
            let id = slices.field(block.ids[index])
            to = Self.copy(slices.bytes + id.start, id.end &- id.start, to: to)
            to[0] = 0x2C
            to += 1
            let winner = Int(block.winners[index])
            if winner > 0 && winner <= view.records.count {
                let record = view.records[winner - 1]
                to = Self.digits(numbersAreIds ? UInt32(winner) : record.id, to: to)
                to[0] = 0x2C
                to += 1
                let target = view.text(firstTarget &+ Int(record.target))
                if target.count <= longestTarget, let bytes = target.baseAddress {
                    let bytes = bytes.assumingMemoryBound(to: UInt8.self)
                    to =
                        targetsArePlain
                        ? Self.copyExact(bytes, target.count, to: to)
                        : Self.quoted(bytes, target.count, to: to)
                }
                routed &+= 1
            } else {
                to[0] = 0x30
                to[1] = 0x2C
                to += 2
            }
            to[0] = 0x0A
            to += 1
        }
        rows &+= block.count
        return to - start
    }

    /// Copies bytes of which eight can be read and written.
    @inline(__always)
    private static func copy(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, to: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        if count <= 8 {
            UnsafeMutableRawPointer(to).storeBytes(
                of: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self), as: UInt64.self)
        } else {
            to.update(from: bytes, count: count)
        }
        return to + count
    }

    @inline(__always)
    private static func copyExact(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, to: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        if count == 8 { return copy(bytes, count, to: to) }
        to.update(from: bytes, count: count)
        return to + count
    }

    private static func quoted(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, to: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let text = UnsafeBufferPointer(start: bytes, count: count)
        guard text.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            return copyExact(bytes, count, to: to)
        }
        var to = to
        to[0] = 0x22
        to += 1
        for byte in text {
            if byte == 0x22 {
                to[0] = 0x22
                to += 1
            }
            to[0] = byte
            to += 1
        }
        to[0] = 0x22
        return to + 1
    }

    @inline(__always)
    private static func digits(
        _ number: UInt32, to: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var rest = number
        var count = 1
        var bound: UInt32 = 10
        while count < 10 && rest >= bound {
            count &+= 1
            bound = bound &* 10
        }
        var at = count &- 1
        while at >= 0 {
            to[at] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            at &-= 1
        }
        return to + count
    }
}
