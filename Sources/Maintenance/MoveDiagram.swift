internal import Changesets
internal import MasterData

/// A picture, without a map, of what moves from which parent to which: a band for each pair.
struct MoveDiagram {
    /// One band: how many things of the changes go from one parent to another.
    struct Band: Hashable {
        var from: RowKey
        var to: RowKey
        var count: Int
    }

    /// Most things first.
    let bands: [Band]
    /// Bands beyond those drawn.
    let hidden: Int

    static let drawn = 24

    init(_ changeset: Changeset) {
        var counts: [RowKey: [RowKey: Int]] = [:]
        for change in changeset.changes where change.kinds.contains(.moved) {
            for field in change.fields(asOf: changeset.asOf) {
                guard let name = Field(rawValue: field.field),
                    name == .parent
                        || Hierarchy.allCases.contains(where: { $0.parentField == name }),
                    let type = change.key.kind.schema.spec(of: name)?.type,
                    let from = field.before.flatMap({ type.reference($0) }),
                    let to = field.after.flatMap({ type.reference($0) })
                else { continue }
                counts[from, default: [:]][to, default: 0] += 1
            }
        }
        let all = counts.flatMap { from, targets in
            targets.map { Band(from: from, to: $0.key, count: $0.value) }
        }.sorted { ($1.count, $0.from, $0.to) < ($0.count, $1.from, $1.to) }
        bands = Array(all.prefix(Self.drawn))
        hidden = all.count - bands.count
    }

    /// The picture as SVG; parents on the left and right in the order of their bands.
    func svg(_ grouping: ChangeGrouping, _ language: ReportLanguage) -> HTMLText {
        var html = HTMLText()
        let left = Side(bands.map { ($0.from, $0.count) })
        let right = Side(bands.map { ($0.to, $0.count) })
        let height = max(left.height, right.height)
        html.raw("<svg class=\"moves\" role=\"img\" viewBox=\"0 0 760 ")
        html.number(height)
        html.raw("\"><title>")
        html.add(language(.moves))
        html.raw("</title>\n")
        var (nextLeft, nextRight) = (left.tops, right.tops)
        for (index, band) in bands.enumerated() {
            let width = max(2, band.count * Side.scale)
            let from = (nextLeft[band.from] ?? 0) + width / 2
            let to = (nextRight[band.to] ?? 0) + width / 2
            nextLeft[band.from, default: 0] += width
            nextRight[band.to, default: 0] += width
            html.raw("<path class=\"band b")
            html.number(index % 6)
            html.raw("\" d=\"M222 ")
            html.number(from)
            html.raw(" C380 ")
            html.number(from)
            html.raw(" 380 ")
            html.number(to)
            html.raw(" 538 ")
            html.number(to)
            html.raw("\" stroke-width=\"")
            html.number(width)
            html.raw("\"><title>")
            html.add(
                "\(grouping.name(of: band.from, language)) → \(grouping.name(of: band.to, language)): \(band.count)"
            )
            html.raw("</title></path>\n")
        }
        html.add(left.labels(at: 216, end: true, grouping, language))
        html.add(right.labels(at: 544, end: false, grouping, language))
        html.raw("</svg>\n")
        return html
    }

    /// The parents of one side from top to bottom.
    private struct Side {
        static let scale = 5
        static let gap = 10
        static let least = 14

        var order: [RowKey] = []
        var counts: [RowKey: Int] = [:]
        var tops: [RowKey: Int] = [:]
        var height = 0

        init(_ entries: [(RowKey, Int)]) {
            for (key, count) in entries {
                if counts[key] == nil { order.append(key) }
                counts[key, default: 0] += count
            }
            height = Self.gap
            for key in order {
                tops[key] = height
                height += max(Self.least, (counts[key] ?? 0) * Self.scale) + Self.gap
            }
        }

        func labels(
            at x: Int, end: Bool, _ grouping: ChangeGrouping, _ language: ReportLanguage
        ) -> HTMLText {
            var html = HTMLText()
            for key in order {
                let count = counts[key] ?? 0
                html.raw("<text x=\"")
                html.number(x)
                html.raw("\" y=\"")
                html.number((tops[key] ?? 0) + max(2, count * Self.scale) / 2 + 4)
                end ? html.raw("\" text-anchor=\"end\">") : html.raw("\">")
                html.add("\(grouping.name(of: key, language)) (\(count))")
                html.raw("</text>\n")
            }
            return html
        }
    }
}
