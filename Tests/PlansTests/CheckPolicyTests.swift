import MasterData
import Plans
import Testing

@Suite("How findings are judged")
struct CheckPolicyTests {
    private func judged(_ code: FindingCode, _ wanted: Severity) throws -> Severity? {
        var findings = Findings()
        findings.error(
            code, at: Origin(file: "rows.csv", line: 2), key: RowKey(.office, "O1"), value: "X",
            "Something is wrong.")
        let finding = try #require(findings.listed.first)
        return CheckPolicy(severities: [code: wanted]).judged(finding).severity
    }

    @Test("an error in a reference stays one; another code is as grave as is wanted")
    func references() throws {
        #expect(try judged("reference.unknown", .warning) == .error)
        #expect(try judged("reference.cycle", .note) == .error)
        #expect(try judged("row.lgd-code", .warning) == .warning)
    }
}
