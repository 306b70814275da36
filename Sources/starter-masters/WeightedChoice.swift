/// Things with weights, from which a number in 0..<1 picks one.
struct WeightedChoice<Element> {
    private var elements: [Element] = []
    private var sums: [Double] = []

    init(_ weighted: [(Element, Double)]) {
        var sum = 0.0
        for (element, weight) in weighted where weight > 0 {
            sum += weight
            elements.append(element)
            sums.append(sum)
        }
    }

    var isEmpty: Bool { elements.isEmpty }

    func pick(_ draw: Draw) -> Element {
        precondition(!isEmpty, "nothing to pick from")
        let target = draw.unit * (sums.last ?? 0)
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > target { high = middle } else { low = middle + 1 }
        }
        return elements[low]
    }
}
