public import ArgumentParser
internal import MasterData
public import Plans

/// Soft guards that a maker goes past, each with a reason that the plan keeps.
struct OverrideOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Go past a soft guard with a reason, such as guard.shrink='posts abolished, order 12'.",
            valueName: "guard=reason"))
    var override: [PolicyOverride] = []
}

extension PolicyOverride: ExpressibleByArgument {
    public init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        let code = String(argument[..<equals])
        let reason = String(argument[argument.index(after: equals)...])
        guard Policies.guards.contains(code), reason.contains(where: { !$0.isWhitespace }) else {
            return nil
        }
        self.init(code: FindingCode(stringLiteral: code), reason: reason)
    }
}
