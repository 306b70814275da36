import CMachine

/// Turns the codes of complaints into the numbers of a table.
struct FlatEncoder {
    let view: FlatView
    let unknownKey: UInt64
    private let searches: (FlatCodeSearch, FlatCodeSearch, FlatCodeSearch, FlatCodeSearch)
    private let shifts: (UInt64, UInt64, UInt64, UInt64)
    /// What an unknown code of each field is, in place.
    private let unknowns: (UInt64, UInt64, UInt64, UInt64)
    private let categories: UInt32
    private let subdistricts: UInt32
    private let places: UInt32
    private let channels: UInt32

    init(_ view: FlatView, _ facts: FlatFacts) {
        self.view = view
        unknownKey = facts.unknownKey
        func four<Value>(_ make: (Int) -> Value) -> (Value, Value, Value, Value) {
            (make(0), make(1), make(2), make(3))
        }
        searches = four { FlatCodeSearch(facts.dictionaries[$0], view.dictionary) }
        shifts = four { UInt64(facts.shifts[$0]) }
        unknowns = four { facts.mask($0) }
        categories = UInt32(facts.categories)
        subdistricts = UInt32(facts.codeCounts[2])
        places = UInt32(facts.places)
        channels = UInt32(facts.channels)
    }

    typealias Numbers = (UInt32, UInt32, UInt32, UInt32)

    /// The numbers of the codes of a complaint; 0 where no rule names it or there is none.
    @inline(__always)
    func numbers(_ code: (FlatField) -> FlatSlice) -> Numbers {
        (
            searches.0.number(code(.category), view), searches.1.number(code(.district), view),
            searches.2.number(code(.subdistrict), view), searches.3.number(code(.channel), view)
        )
    }

    /// The number of a code in a string.
    func number(of code: String, _ field: FlatField) -> UInt32 {
        var bytes = Array(code.utf8)
        let count = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 8))
        return bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress, count > 0 else { return 0 }
            let slice = FlatSlice(start: start, count: count)
            return switch field {
            case .category: searches.0.number(slice, view)
            case .district: searches.1.number(slice, view)
            case .subdistrict: searches.2.number(slice, view)
            case .channel: searches.3.number(slice, view)
            }
        }
    }

    /// The key of a complaint with codes of these numbers; 0 is a code that no rule names.
    @inline(__always)
    func key(_ numbers: Numbers) -> UInt64 {
        (numbers.0 == 0 ? unknowns.0 : UInt64(numbers.0) &<< shifts.0)
            | (numbers.1 == 0 ? unknowns.1 : UInt64(numbers.1) &<< shifts.1)
            | (numbers.2 == 0 ? unknowns.2 : UInt64(numbers.2) &<< shifts.2)
            | (numbers.3 == 0 ? unknowns.3 : UInt64(numbers.3) &<< shifts.3)
    }

    /// The place of a complaint in the dense array, or ``FlatBatch/outside``.
    @inline(__always)
    func cell(_ numbers: Numbers) -> UInt32 {
        // All bits when no rule names the sub-district. Many complaints have none, and as many
        // do, so this is no branch.
        let open = UInt32(truncatingIfNeeded: machine_equal(UInt64(numbers.2), 0))
        guard Int(numbers.2) < view.districtOf.count,
            (view.districtOf[Int(numbers.2)] ^ numbers.1) & ~open == 0, numbers.1 | open != 0
        else { return FlatBatch.outside }
        let ofDistrict = numbers.1 == 0 ? places &- 1 : subdistricts &+ numbers.1 &- 1
        let place = (numbers.2 &- 1) & ~open | ofDistrict & open
        let category = numbers.0 == 0 ? categories &- 1 : numbers.0 &- 1
        let channel = numbers.3 == 0 ? channels &- 1 : numbers.3 &- 1
        let cell = (category &* places &+ place) &* channels &+ channel
        return Int(cell) < view.cells.count ? cell : FlatBatch.outside
    }
}
