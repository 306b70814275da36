import Glibc
import MasterData
import SourceReading
import Testing

/// The registers of the Local Government Directory lie beside the project, not in it.
enum Registers {
    static let folder =
        "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        + "/shared/data/lgd/"
    static var areThere: Bool { access(folder, R_OK) == 0 }
}

@Suite(
    "Registers", .enabled(if: Registers.areThere, "the folder ../shared/data/lgd is not there"))
struct RegisterTests {
    @Test(
        "are read to the last row",
        arguments: [
            ("district_2022-12-14.csv", 763), ("subdistrict_2022-02-21.csv", 6921),
            ("blocks_2022-03-11.csv", 7233), ("ulb_2022-03-11.csv", 4814),
            ("state-organisations_2022-03-21.csv", 1596), ("district_2026-05-25.csv", 781),
            ("subdistrict_2026-05-25.csv", 7073),
            ("rajasthan_tehsil_changes_2022-02-21_to_2026-05-25.csv", 169),
        ])
    func rows(name: String, count: Int) throws {
        let reading = try Reading.csv(try SourceFile.open(path: Registers.folder + name))
        #expect(reading.count == count)
        // The register of blocks has no line end behind its last row.
        let codes = name.hasPrefix("blocks") ? [ReadingFinding.unendedRow] : []
        #expect(reading.codes == codes, "\(reading.findings.first?.description ?? "")")
    }

    @Test("have one heading twice, and Hindi names")
    func content() throws {
        let blocks = try Reading.csv(
            try SourceFile.open(path: Registers.folder + "blocks_2022-03-11.csv"))
        #expect(blocks.headings.filter(\.isRepeated).map(\.index) == [8])
        #expect(blocks.headings[8].repeats == 7)

        let bodies = try Reading.csv(
            try SourceFile.open(path: Registers.folder + "ulb_2022-03-11.csv"))
        let hindi = bodies.values.compactMap { $0[4] }.filter { name in
            name.unicodeScalars.contains { (0x0900...0x097F).contains($0.value) }
        }
        #expect(hindi.count > 100)
    }
}
