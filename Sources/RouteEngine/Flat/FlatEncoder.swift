/// Turns the codes of complaints into the numbers of a table.
struct FlatEncoder {
    let view: FlatView
    let unknownKey: UInt64
    private let starts: (Int, Int, Int, Int)
    private let capacities: (UInt32, UInt32, UInt32, UInt32)
    private let shifts: (UInt64, UInt64, UInt64, UInt64)
    /// What an unknown code of each field is, in place.
    private let unknowns: (UInt64, UInt64, UInt64, UInt64)
    private let categories: UInt32
    private let districts: UInt32
    private let subdistricts: UInt32
    private let places: UInt32
    private let channels: UInt32

    init(_ view: FlatView, _ facts: FlatFacts) {
        self.view = view
        unknownKey = facts.unknownKey
        func four<Value>(_ make: (Int) -> Value) -> (Value, Value, Value, Value) {
            (make(0), make(1), make(2), make(3))
        }
        starts = four { facts.dictionaryStarts[$0] }
        capacities = four { UInt32(facts.dictionaryCapacities[$0]) }
        shifts = four { UInt64(facts.shifts[$0]) }
        unknowns = four { facts.mask($0) }
        categories = UInt32(facts.categories)
        districts = UInt32(facts.codeCounts[1])
        subdistricts = UInt32(facts.codeCounts[2])
        places = UInt32(facts.places)
        channels = UInt32(facts.channels)
    }

    typealias Numbers = (UInt32, UInt32, UInt32, UInt32)

    @inline(__always)
    func category(_ code: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        view.number(code, count, dictionary: starts.0, capacities.0)
    }

    @inline(__always)
    func district(_ code: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        view.number(code, count, dictionary: starts.1, capacities.1)
    }

    @inline(__always)
    func subdistrict(_ code: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        view.number(code, count, dictionary: starts.2, capacities.2)
    }

    @inline(__always)
    func channel(_ code: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        view.number(code, count, dictionary: starts.3, capacities.3)
    }

    /// The number of a code in a string.
    func number(of code: String, _ field: FlatField) -> UInt32 {
        var bytes = Array(code.utf8)
        let count = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 8))
        return bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress, count > 0 else { return 0 }
            return switch field {
            case .category: category(start, count)
            case .district: district(start, count)
            case .subdistrict: subdistrict(start, count)
            case .channel: channel(start, count)
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
        var place = numbers.1 == 0 ? places &- 1 : subdistricts &+ numbers.1 &- 1
        if numbers.2 != 0 {
            guard Int(numbers.2) < view.districtOf.count,
                view.districtOf[Int(numbers.2)] == numbers.1, numbers.1 != 0
            else { return FlatBatch.outside }
            place = numbers.2 &- 1
        }
        let category = numbers.0 == 0 ? categories &- 1 : numbers.0 &- 1
        let channel = numbers.3 == 0 ? channels &- 1 : numbers.3 &- 1
        let cell = (category &* places &+ place) &* channels &+ channel
        return Int(cell) < view.cells.count ? cell : FlatBatch.outside
    }
}
