/// Whether the sections of an image fit each other, so that reading them stays inside.
///
/// Checksums say that bytes are those that were written; this is about bytes that somebody
/// wrote on purpose. It looks at levels and dictionaries, not at single rules: what a slot
/// points at is compared with its section's end when it is followed.
enum FlatShape {
    static func facts(of bytes: UnsafeRawBufferPointer, in image: RouteImage) -> FlatFacts? {
        guard let base = bytes.baseAddress else { return nil }
        let words = UnsafeBufferPointer(
            start: (base + image[.facts].start).assumingMemoryBound(to: UInt64.self),
            count: image[.facts].count)
        guard let facts = FlatFacts(words), hasRoom(facts, image) else { return nil }
        let view = FlatView(bytes, image, facts)
        guard image[.slots].count > 0, image[.dictionary].count > 0 else { return nil }
        for level in view.levels {
            guard
                holds(
                    Int(exactly: level.firstSlot), Int(level.capacity), Int(level.slotCount),
                    in: image[.slots].count)
            else { return nil }
            let last = Int(level.firstSlot) + Int(level.slotCount) - 1
            guard view.slots[last].key == FlatSlot.free else { return nil }
        }
        for dictionary in facts.dictionaries {
            guard
                holds(
                    dictionary.searchStart, dictionary.searchCapacity, dictionary.searchSlots,
                    in: image[.dictionary].count),
                view.dictionary[dictionary.searchStart + dictionary.searchSlots - 1].word == 0,
                dictionary.ownStart <= image[.dictionary].count, dictionary.ownBits <= 30,
                1 << dictionary.ownBits <= image[.dictionary].count - dictionary.ownStart
            else { return nil }
        }
        if let last = view.segments.last, last.isLast != 1 { return nil }
        return facts
    }

    /// A table of slots inside a section, with a slot beyond those that keys are hashed to.
    private static func holds(_ start: Int?, _ capacity: Int, _ count: Int, in total: Int) -> Bool {
        guard let start, start >= 0, start <= total else { return false }
        return count > 0 && count <= total - start && capacity > 0 && capacity < count
    }

    private static func hasRoom(_ facts: FlatFacts, _ image: RouteImage) -> Bool {
        var bits = 0
        for field in 0..<4 {
            let width = facts.widths[field]
            guard (1...28).contains(width), facts.shifts[field] == 63 - bits - width,
                facts.codeCounts[field] < (1 << width) - 1
            else { return false }
            bits += width
            guard bits <= 63 else { return false }
        }
        guard image[.slots].count < 1 << 31, image[.dictionary].count < 1 << 31,
            facts.ruleCount == image[.records].count, facts.ruleCount < 1 << 31,
            facts.textCount + 1 == image[.textStarts].count,
            (1...9999).contains(facts.firstYear), facts.yearCount <= 10_000,
            facts.yearCount * 372 == image[.calendar].count, facts.yearCount > 0,
            facts.longestTarget <= 1000
        else { return false }
        if facts.categories == 0 { return image[.cells].count == 0 }
        return facts.categories == facts.codeCounts[0] + 1
            && facts.places == facts.codeCounts[1] + facts.codeCounts[2] + 1
            && facts.channels == facts.codeCounts[3] + 1
            && image[.places].count == facts.codeCounts[2] + 1
            && facts.categories * facts.places * facts.channels == image[.cells].count
    }
}
