internal import Changesets
internal import Digests
internal import Foundation
internal import MappingStore
internal import MasterData
internal import Plans
internal import Staging

/// What is known of the rows of feeds, kept beside the database.
///
/// It is a cache: who comes without it reads every row, and makes the same plan. What an import
/// learns waits under the name of its plan; when that is published, or one that was made of it, it
/// is of the release. What has been said since, by other releases or by answers to the plan, is
/// looked up in the database.
struct RowMemories {
    /// The folder of the files; it may not be there.
    let folder: String
    let store: MappingStore

    /// How many files of one recipe are kept, of those that wait and of the others.
    private static let kept = 2

    init(of store: MappingStore) {
        self.store = store
        folder = store.mastersFolder
    }

    /// The rows that were read by a recipe and that the head says, and the things of which
    /// something else was said since; nothing when none are known.
    func latest(
        _ recipe: SHA256Digest, head: ReleaseIdentity
    ) throws -> (memory: RowMemory, spent: [RowKey])? {
        let names = names.compactMap { Name($0) }.filter { $0.recipe == recipe.short }
        let fitting = names.compactMap { name in
            name.release.flatMap { $0 <= head.number ? (release: $0, name: name) : nil }
        }
        for (number, name) in fitting.sorted(by: { $0.release > $1.release }) {
            let release = try store.release(number)
            guard release.identity.digest.short == name.digest,
                let data = FileManager.default.contents(atPath: path(name)),
                let memory = RowMemory(Array(data)), memory.recipe == recipe
            else { continue }
            var spent = try store.thingsSaid(since: number, until: head.number)
            if let plan = name.plan, plan != release.plan.short {
                let planned = try store.changeset(of: try store.plan(matching: plan).id)
                spent += planned.departures(of: try store.changeset(of: release.plan))
            }
            return (memory, spent)
        }
        return nil
    }

    /// Keeps what an import learnt that changes nothing: it is of the release.
    func save(_ memory: RowMemory, of release: ReleaseIdentity) {
        save(
            memory,
            as: Name(
                release: release.number, digest: release.digest.short,
                recipe: memory.recipe.short, plan: nil))
    }

    /// Keeps what an import learnt until its plan is published.
    func save(_ memory: RowMemory, of plan: SHA256Digest) {
        save(
            memory,
            as: Name(release: nil, digest: "", recipe: memory.recipe.short, plan: plan.short))
    }

    /// Gives what the imports of a plan's feeds learnt to the release that was made of the plan,
    /// if that came right after the one that it was made against.
    func settle(_ plan: Plan, as release: ReleaseIdentity) {
        for name in names.compactMap({ Name($0) }) where name.release == nil {
            guard let learner = name.plan,
                let stored = try? store.plan(matching: learner),
                stored.terms.base.number == release.number - 1,
                plan.terms.base == stored.terms.base, plan.terms.feeds == stored.terms.feeds
            else { continue }
            rename(
                path(name),
                path(
                    Name(
                        release: release.number, digest: release.digest.short,
                        recipe: name.recipe, plan: learner)))
        }
        removeOld()
    }

    private func save(_ memory: RowMemory, as name: Name) {
        guard memory.count > 0 else { return }
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try? WholeFile.write(to: path(name)) { file in
            try file.write(contentsOf: Data(memory.bytes))
        }
        WholeFile.removeDrafts(in: folder, writtenLongBefore: path(name))
        removeOld()
    }

    private var names: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private func path(_ name: Name) -> String { "\(folder)/\(name.text)" }

    /// Removes all but the latest files of each recipe.
    private func removeOld() {
        func written(_ name: Name) -> Date {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path(name))
            return attributes?[.modificationDate] as? Date ?? .distantPast
        }
        for (_, names) in Dictionary(grouping: names.compactMap { Name($0) }, by: \.recipe) {
            let waiting = names.filter { $0.release == nil }.sorted { written($0) > written($1) }
            let others = names.filter { $0.release != nil }.sorted {
                ($0.release ?? 0, $0.text) > ($1.release ?? 0, $1.text)
            }
            for name in waiting.dropFirst(Self.kept) + others.dropFirst(Self.kept) {
                unlink(path(name))
            }
        }
    }

    /// The name of a file: of a release with its number and digest, or of a plan that waits.
    private struct Name {
        var release: Int?
        var digest: String
        var recipe: String
        /// The plan whose import learnt it; nothing when there was nothing to plan.
        var plan: String?

        init(release: Int?, digest: String, recipe: String, plan: String?) {
            self.release = release
            self.digest = digest
            self.recipe = recipe
            self.plan = plan
        }

        init?(_ text: String) {
            let parts = text.split(separator: ".").first?.split(separator: "-").map(String.init)
            guard text.hasSuffix(".rows"), let parts, parts.count == 4 else { return nil }
            self.init(
                release: Int(parts[0]), digest: parts[1], recipe: parts[2],
                plan: parts[3] == "live" ? nil : parts[3])
        }

        var text: String {
            let number = release.map { String($0) } ?? "plan"
            return "\(number)-\(digest.isEmpty ? "open" : digest)-\(recipe)-\(plan ?? "live").rows"
        }
    }
}
