import MasterData

extension RouteTable {
    /// Opens a route file of a release, mapped as it lies, and compares every byte with its
    /// checksum.
    public init(path: String) throws(RouteFileError) {
        try self.init(RouteImage(path: path, kind: .release), name: path)
    }

    /// Takes the bytes of a route file that are at hand.
    public init(bytes: [UInt8], name: String = "bytes") throws(RouteFileError) {
        var words = [UInt64](repeating: 0, count: (bytes.count + 7) / 8)
        words.withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
        try self.init(
            RouteImage(words: words, byteCount: bytes.count, name: name, kind: .release),
            name: name)
    }

    private init(_ image: RouteImage, name: String) throws(RouteFileError) {
        var reader = RouteTableReader(image, in: image.block, name: name)
        // The numbers of kinds and levels mean these words, in this order.
        guard try reader.text() == Self.vocabulary else {
            throw .damaged(path: name, part: "it speaks of kinds that this version does not know")
        }
        let number = try reader.number()
        let digest = try reader.text()
        let plan = try reader.text()
        let (from, to) = (
            Int32(clamping: try reader.number()), Int32(clamping: try reader.number())
        )
        try reader.require(from < to, .facts)
        model = try RouteModel(&reader, days: Span(from: from, to: to))
        try reader.finish()
        days = Validity(from: Day(number: from), to: Day(number: to))
        release = ReleaseLabel(
            number: number, digest: digest, plan: plan.isEmpty ? nil : plan)
    }

    /// The bytes of a route file, valid during the call.
    ///
    /// The same masters, release and days give the same bytes.
    public func withRouteFile<Value>(
        _ body: (UnsafeRawBufferPointer) throws -> Value
    ) rethrows -> Value {
        var writer = RouteTableWriter()
        writer.add(Self.vocabulary)
        writer.add(release.number)
        writer.add(release.digest)
        writer.add(release.plan ?? "")
        writer.add(Int(days.from.number))
        writer.add(Int(days.to.number))
        model.write(to: &writer)
        return try writer.image().withBytes(body)
    }

    /// The words whose positions stand in the file.
    private static let vocabulary =
        (MasterKind.allCases.map(\.rawValue) + ["-"] + KindSchema.officeLevelNames
        + ["-"] + Hierarchy.allCases.map(\.rawValue) + ["-"]
        + PostingNature.allCases.map(\.rawValue) + ["-"]
        + MasterKind.rule.schema.specs.filter(\.type.isReference).map(\.field.rawValue))
        .joined(separator: "\n")
}
