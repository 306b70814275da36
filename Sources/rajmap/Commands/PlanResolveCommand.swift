public import ArgumentParser
public import Changesets
public import Maintenance
internal import MasterData
internal import Plans

struct PlanResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Say which likely identities are true, and what became of missing things.",
        discussion: """
            Proposals are numbered in 'plan show'; each may also be named by its keys, such as \
            tehsil:513=tehsil:9001. A confirmed one makes one change of an end and a beginning, \
            and whatever referred to the old code refers to the new one; a confirmed swap means \
            that the feed exchanged two codes. A rejected one is not proposed again. Any answer \
            makes a new plan.
            """)

    @Argument(help: "The plan's id, or its first digits.")
    var id: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("These proposals are right.", valueName: "n"))
    var confirm: [ProposalName] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("These proposals are wrong: they are two things.", valueName: "n"))
    var reject: [ProposalName] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("These missing things ended.", valueName: "key"))
    var retire: [RowKey] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("These missing things are there all the same.", valueName: "key"))
    var keep: [RowKey] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "These missing places stand elsewhere now, such as tehsil:538=district:782.",
            valueName: "key=place"))
    var moved: [MovedPlace] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "What open complaints get in the place of what ends, such as category:WAT-9=category:WAT-1, or =none.",
            valueName: "key=key"))
    var successor: [NamedSuccessor] = []

    @OptionGroup var answers: AnswerOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let request = ResolveRequest(
            confirmed: confirm, rejected: reject, missing: try missingAnswers(),
            successors: Dictionary(successor.map { ($0.key, $0.successor) }) { $1 })
        try Proposed.report(json: output.json, detailedExitcode: answers.detailedExitcode) {
            try store.desk().resolve(
                id, with: request, answers: answers.answers, maker: answers.who)
        }
    }

    private func missingAnswers() throws -> [RowKey: MissingAnswer] {
        let answers: [(RowKey, MissingAnswer)] =
            retire.map { ($0, .retire) } + keep.map { ($0, .keep) }
            + moved.map { ($0.place, .moved(to: $0.parent)) }
        return try Dictionary(answers) { _, _ in
            throw ValidationError("A missing thing is answered once: retire, keep or moved.")
        }
    }
}

/// A place and the one it stands under now.
struct MovedPlace: ExpressibleByArgument {
    var place: RowKey
    var parent: RowKey

    init?(argument: String) {
        let parts = argument.split(separator: "=").map(String.init)
        guard parts.count == 2, let place = RowKey(parts[0]), let parent = RowKey(parts[1]) else {
            return nil
        }
        self.place = place
        self.parent = parent
    }
}

/// A thing that ends, and what takes its place; nothing for none.
struct NamedSuccessor: ExpressibleByArgument {
    var key: RowKey
    var successor: RowKey?

    init?(argument: String) {
        let parts = argument.split(separator: "=").map(String.init)
        guard parts.count == 2, let key = RowKey(parts[0]) else { return nil }
        self.key = key
        guard parts[1] != "none" else { return }
        guard let successor = RowKey(parts[1]) else { return nil }
        self.successor = successor
    }
}

extension IdentityPair: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension ProposalName: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
