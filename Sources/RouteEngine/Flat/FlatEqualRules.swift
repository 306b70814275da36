import MasterData

/// Finds rules of equal rank and equal fields whose days overlap.
///
/// They share one key of one level, so they stand in one chain.
struct FlatEqualRules {
    let table: FlatTable
    let view: FlatView

    mutating func run(_ result: inout FlatVerification) {
        var at = 0
        var entries: ContiguousArray<FlatEntry> = []
        while at < view.chains.count {
            let chain = view.chain(UInt32(at))
            if chain.isEmpty { return }
            entries.removeAll(keepingCapacity: true)
            for entry in chain where entry.from < entry.to { entries.append(entry) }
            compare(&entries, &result)
            at += chain.count + 1
        }
    }

    private func compare(
        _ entries: inout ContiguousArray<FlatEntry>, _ result: inout FlatVerification
    ) {
        entries.sort { ($0.from, $0.rule) < ($1.from, $1.rule) }
        for index in entries.indices {
            for other in entries[(index + 1)...] {
                if other.from >= entries[index].to { break }
                report(entries[index], other, &result)
            }
        }
    }

    private func report(
        _ first: FlatEntry, _ second: FlatEntry, _ result: inout FlatVerification
    ) {
        let (a, b) = (min(first.rule, second.rule), max(first.rule, second.rule))
        guard Int(b) <= view.records.count, a > 0 else { return }
        let isSame = view.records[Int(a) - 1].target == view.records[Int(b) - 1].target
        if isSame { result.duplicates += 1 } else { result.conflicts += 1 }
        // Beyond those listed a message is not worth its making.
        if (isSame ? result.duplicates : result.conflicts) > Findings.listedPerCode {
            count(isSame, &result)
            return
        }
        let days = view.words(second.from, min(first.to, second.to))
        let origin = Origin(file: table.source, line: Int(view.records[Int(b) - 1].line))
        if isSame {
            result.findings.warning(
                FlatFinding.duplicate, at: origin, value: String(view.records[Int(b) - 1].id),
                "Rules \(table.words(a)) and \(table.words(b)) match the same complaints and send them to the same target \(days). Remove one of them."
            )
        } else {
            result.findings.error(
                FlatFinding.conflict, at: origin, value: String(view.records[Int(b) - 1].id),
                "Rules \(table.words(a)) and \(table.words(b)) rank alike and send the same complaints to different targets \(days). The lower id wins; end one of them, or give it another priority."
            )
        }
    }

    private func count(_ isSame: Bool, _ result: inout FlatVerification) {
        let code = isSame ? FlatFinding.duplicate : FlatFinding.conflict
        result.findings.add(
            Finding(code: code, severity: isSame ? .warning : .error, message: ""))
    }
}
