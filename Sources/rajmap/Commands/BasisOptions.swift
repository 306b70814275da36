internal import ArgumentParser
internal import Maintenance

/// By what complaints are decided: a release, or an unpublished plan.
struct BasisOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The release (default: the live one).", valueName: "n"))
    var release: Int?

    @Option(
        help: ArgumentHelp(
            "Decide as if this plan were published: its base release with its changes made.",
            valueName: "id"))
    var plan: String?

    func validate() throws {
        if release != nil && plan != nil {
            throw ValidationError(
                "A plan is decided by with its own base release: give --release or --plan.")
        }
    }

    var basis: RouteBasis {
        if let plan { return .plan(plan) }
        return release.map(RouteBasis.release) ?? .live
    }

    /// A word to whoever reads what an unpublished plan decided.
    var notice: String? {
        plan.map { "What if: decided by plan \($0), which is not what complaints are routed by." }
    }
}
