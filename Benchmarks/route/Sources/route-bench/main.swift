import Glibc
import MasterData
import RouteEngine

// route-bench FOLDER RULES COMPLAINTS: the engine on a workload; one JSON object a line.

let arguments = CommandLine.arguments
guard arguments.count == 4, let rules = Int(arguments[2]), let count = Int(arguments[3]) else {
    print("usage: route-bench FOLDER RULES COMPLAINTS")
    exit(64)
}
let folder = arguments[1]
let ruleBytes = bytes(of: "\(folder)/rules_\(rules).csv")
let complaintBytes = bytes(of: "\(folder)/complaints_\(rules)_\(count).csv")
let expected = bytes(of: "\(folder)/expected_\(rules)_\(count).i32").withUnsafeBytes {
    $0.bindMemory(to: UInt32.self).map { UInt32(littleEndian: $0) }
}

func say(_ what: String, _ timing: Timing, mismatches: Int, per: Int) {
    print(
        "{\"peer\": \"rajmap \(what)\", \"rules\": \(rules), \"wall_s\": \(timing.wall), \"cpu_s\": \(timing.cpu), \"per_s_wall\": \(Int(Double(per) / timing.wall)), \"per_s_cpu\": \(Int(Double(per) / timing.cpu)), \"mismatches\": \(mismatches), \"peak_mb\": \(Int(peakMemory()))}"
    )
}

func build(dense: Bool) -> FlatTable {
    var builder = FlatTableBuilder(source: "rules.csv")
    builder.add(ruleBytes)
    let (table, findings) = builder.finish(dense: dense)
    guard let table else {
        for finding in findings.listed { print(finding) }
        exit(65)
    }
    return table
}

var hash: FlatTable?
var dense: FlatTable?
let runs = rules >= 1_000_000 ? 3 : 5
let compile = Timing.best(of: runs) { hash = build(dense: false) }
say("compile, hash", compile, mismatches: 0, per: rules)
let compileDense = Timing.best(of: runs) { dense = build(dense: true) }
say("compile, dense", compileDense, mismatches: 0, per: rules)
guard let hash, let dense else { exit(70) }
print(
    "{\"hash_bytes\": \(hash.byteCount), \"dense_bytes\": \(dense.byteCount), \"dense\": \(dense.isDense)}"
)

let firstLine = Array(complaintBytes.prefix { $0 != 0x0A })
var findings = Findings()
guard
    let layout = FlatComplaints.Layout(line: firstLine, file: "complaints.csv", findings: &findings)
else { exit(65) }
func wrong(_ winners: [UInt32]) -> Int {
    zip(winners, expected).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
}
/// The engine on the complaints of the workload, as numbers and as text.
func measure(_ name: String, _ table: FlatTable, _ layout: FlatComplaints.Layout) {
    let complaints = FlatComplaints(complaintBytes[(firstLine.count + 1)...], layout: layout)
    let batch = table.batch(complaints)
    var winners = [UInt32](repeating: 0, count: count)
    var best = Timing(wall: .infinity, cpu: .infinity)
    for _ in 0..<5 { best = best.better(Timing.of { table.decide(batch, into: &winners) }) }
    say("\(name), encoded input", best, mismatches: wrong(winners), per: count)
    winners = [UInt32](repeating: 0, count: count)
    best = Timing(wall: .infinity, cpu: .infinity)
    for _ in 0..<5 {
        best = best.better(Timing.of { _ = table.decide(complaints, into: &winners) })
    }
    say("\(name), string input", best, mismatches: wrong(winners), per: count)
}

measure("hash", hash, layout)
measure("dense", dense, layout)

let window = Validity(from: Day("2025-07-01")!, to: Day("2026-07-01")!)
var verification: FlatVerification?
let verify = Timing.best(of: 3) { verification = hash.verify(holesDuring: window) }
if let verification {
    print(
        "{\"peer\": \"rajmap verify\", \"rules\": \(rules), \"wall_s\": \(verify.wall), \"cpu_s\": \(verify.cpu), \"cells\": \(verification.cells), \"conflicts\": \(verification.conflicts), \"duplicates\": \(verification.duplicates), \"masked\": \(verification.masked), \"gap_cells\": \(verification.holes), \"gap_cell_days\": \(verification.holeDays), \"groups\": \(verification.holeGroups)}"
    )
}

/// Every rule that matches each complaint, as an explanation lists them.
func measureMatches(_ table: FlatTable, _ layout: FlatComplaints.Layout) {
    let complaints = FlatComplaints(complaintBytes[(firstLine.count + 1)...], layout: layout)
    let batch = table.batch(complaints)
    var found: FlatMatches?
    let best = Timing.best(of: 5) { found = table.matches(batch) }
    guard let found else { return }
    let first = (0..<found.count).map { found[$0].first ?? 0 }
    say("explain, every match", best, mismatches: wrong(first), per: count)
    print("{\"matches_per_complaint\": \(Double(found.matchCount) / Double(count))}")
}
measureMatches(hash, layout)

/// How long a batch of a hundred complaints takes as text, read and decided: most of them, and the
/// slowest of a hundred.
func measureBatches(_ name: String, _ table: FlatTable, _ layout: FlatComplaints.Layout) {
    let size = 100
    var times: [Double] = []
    var winners = [UInt32](repeating: 0, count: size)
    var start = firstLine.count + 1
    while start < complaintBytes.count, times.count < 5000 {
        var (end, rows) = (start, 0)
        while end < complaintBytes.count, rows < size {
            if complaintBytes[end] == 0x0A { rows += 1 }
            end += 1
        }
        let piece = complaintBytes[start..<end]
        times.append(
            Timing.of {
                _ = table.decide(FlatComplaints(piece, layout: layout), into: &winners)
            }.cpu)
        start = end
    }
    times.sort()
    guard !times.isEmpty else { return }
    func percentile(_ share: Double) -> Double {
        times[min(times.count - 1, Int(Double(times.count) * share))] * 1e6
    }
    print(
        "{\"peer\": \"rajmap batch of 100, \(name)\", \"rules\": \(rules), \"batches\": \(times.count), \"p50_us\": \(percentile(0.5)), \"p99_us\": \(percentile(0.99))}"
    )
}
measureBatches("hash", hash, layout)
measureBatches("dense", dense, layout)

/// Opening a route file whose pages are in memory, every byte compared with its checksum.
func measureOpening(_ table: FlatTable, _ path: String) {
    let written = table.withRouteFile { bytes in
        guard let file = fopen(path, "wb") else { return false }
        defer { fclose(file) }
        return fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count
    }
    guard written else { return perror(path) }
    defer { unlink(path) }
    let best = Timing.best(of: 7) { _ = try? FlatTable(path: path) }
    print(
        "{\"peer\": \"rajmap open route file\", \"rules\": \(rules), \"bytes\": \(table.byteCount), \"wall_ms\": \(best.wall * 1000), \"cpu_ms\": \(best.cpu * 1000)}"
    )
}
measureOpening(dense, "\(folder)/bench.route")
