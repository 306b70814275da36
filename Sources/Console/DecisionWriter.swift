internal import MasterData
internal import RouteEngine

/// Writes decisions as JSON straight into bytes, the same as their `json` says.
///
/// A batch has thousands; a tree of values for each would cost more than deciding it.
struct DecisionWriter {
    private var writer = JSONWriter()
    private var isFirst = true

    var bytes: [UInt8] { writer.bytes }

    /// One decision, which then follows, as the whole answer.
    mutating func beginSingle() { writer.raw("{\"decision\":") }

    mutating func endSingle() { writer.raw(",\"format_version\":1}") }

    mutating func begin() { writer.raw("{\"decisions\":[") }

    /// - Parameter service: what is promised to the complaint, perhaps nothing; left out of the
    ///   answer unless given.
    mutating func item(_ decision: Decision, service: ServicePromise?? = nil) {
        if !isFirst { writer.raw(",") }
        isFirst = false
        write(decision, service)
    }

    mutating func end(_ release: ReleaseLabel) {
        writer.raw("],\"format_version\":1,\"release\":")
        writer.raw(String(release.number))
        writer.raw(",\"release_digest\":")
        writer.write(release.digest)
        writer.raw("}")
    }

    // Members stand in the order of their names, as canonical JSON has them.
    private mutating func write(_ decision: Decision, _ service: ServicePromise??) {
        writer.raw("{\"chain\":")
        optional(decision.chain?.code)
        writer.raw(",\"complaint_id\":")
        writer.write(decision.id)
        writer.raw(",\"department\":")
        optional(decision.department?.code)
        if !decision.followed.isEmpty {
            writer.raw(",\"followed\":")
            writer.raw(JSONValue.array(decision.followed.map(\.json)).description)
        }
        if let service {
            writer.raw(",\"guaranteed_service\":")
            writer.raw((service?.json ?? .null).description)
        }
        writer.raw(",\"hierarchy\":")
        optional(decision.hierarchy?.rawValue)
        writer.raw(",\"levels\":[")
        for (index, level) in decision.levels.enumerated() {
            if index > 0 { writer.raw(",") }
            write(level)
        }
        writer.raw("],\"outcome\":")
        writer.write(decision.outcome.rawValue)
        writer.raw(",\"place\":")
        optional(decision.place?.description)
        writer.raw(",\"reason\":")
        optional(decision.reason?.rawValue)
        writer.raw(",\"release\":")
        writer.raw(String(decision.release.number))
        writer.raw(",\"release_digest\":")
        writer.write(decision.release.digest)
        writer.raw(",\"rule\":")
        optional(decision.rule?.code)
        writer.raw("}")
    }

    private mutating func write(_ level: LevelAnswer) {
        writer.raw("{\"answers\":")
        optional(level.answers?.code)
        if let terms = level.terms {
            writer.raw(",\"calendar\":")
            writer.write(terms.calendar.rawValue)
            writer.raw(",\"days\":")
            writer.raw(String(terms.days))
        }
        writer.raw(",\"department\":")
        optional(level.department?.code)
        if let terms = level.terms {
            writer.raw(",\"escalation\":")
            writer.write(terms.escalatesAutomatically ? "automatic" : "manual")
        }
        writer.raw(",\"holder\":")
        optional(level.holder?.code)
        writer.raw(",\"how\":")
        writer.write(level.how.word)
        if let detail = level.how.detail {
            writer.raw(",\"how_detail\":")
            writer.write(detail)
        }
        writer.raw(",\"level\":")
        writer.raw(String(level.level))
        writer.raw(",\"post\":")
        optional(level.post?.code)
        if let terms = level.terms {
            writer.raw(",\"send_back\":")
            writer.raw(terms.maySendBack ? "true" : "false")
        }
        writer.raw("}")
    }

    private mutating func optional(_ text: String?) {
        if let text { writer.write(text) } else { writer.raw("null") }
    }
}
