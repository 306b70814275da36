/// The state of one level of one cell over some days.
struct CellStretch: Sendable {
    var span: Span
    var level: UInt8
    var state: CoverState
    var reason: UnroutableReason?
    /// The post that answers, or -1.
    var answers: Int32
    var department: Int32
    var chain: Int32

    /// Whether two stretches differ in nothing but their days.
    func saysTheSame(as other: CellStretch) -> Bool {
        level == other.level && state == other.state && reason == other.reason
            && answers == other.answers && department == other.department && chain == other.chain
    }
}

extension [CellStretch] {
    /// Adds a stretch, joined with the last one of its level where they meet and say the same.
    mutating func appendJoining(_ stretch: CellStretch) {
        for index in indices.reversed() where self[index].level == stretch.level {
            if self[index].span.to == stretch.span.from && self[index].saysTheSame(as: stretch) {
                self[index].span.to = stretch.span.to
                return
            }
            break
        }
        append(stretch)
    }
}
