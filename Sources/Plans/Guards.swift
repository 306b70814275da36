public import Changesets
public import MasterData

/// Holds a plan whose feed looks as if it had lost, or swapped, much of what is live.
///
/// The guards compare with the live rows of each kind and are silent where there are none.
/// Renames, recasings and moves are not churn.
public enum Guards {
    /// - Parameters:
    ///   - lostCover: how many cells had a post and have none with the changes made.
    ///   - policies: limits and firmness of the guards.
    ///   - overrides: the soft guards that the maker goes past, with a reason.
    public static func holds(
        for changeset: Changeset, base: MasterRows, scopes: [FeedScope], answers: PlanAnswers,
        lostCover: Int = 0, policies: Policies = Policies(), overrides: [PolicyOverride] = []
    ) -> [PlanHold] {
        var holds: [PlanHold] = []
        let missing = changeset.changes.count { $0.kinds == [.missing] }
        if missing > 0 {
            holds.append(
                PlanHold(
                    code: "match.missing",
                    message:
                        "\(missing) live \(missing == 1 ? "thing of the scope is" : "things of the scope are") not in the feed. Retire \(missing == 1 ? "it" : "them") with --retire-missing \(missing), answer one by one with 'rajmap plan resolve', or import a complete feed."
                ))
        }
        let unnamed = Successors.unnamed(in: changeset, base: base)
        if !unnamed.isEmpty, answers.withoutSuccessor != unnamed.count {
            let names = unnamed.prefix(5).map(\.description).joined(separator: ", ")
            holds.append(
                PlanHold(
                    code: "match.successor",
                    message:
                        "\(unnamed.count) \(unnamed.count == 1 ? "thing ends" : "things end") without a successor for open complaints: \(names)\(unnamed.count > 5 ? " …" : ""). Name each with 'rajmap plan resolve --successor KEY=KEY', or KEY=none; bring succession rows with the feed; or say that none has one with --without-successor \(unnamed.count)."
                ))
        }
        var retired = 0
        var churned = 0
        var shrinks = false
        var churns = false
        for kind in base.presentKinds {
            let live = base.rows(of: kind).count(on: changeset.asOf)
            guard live > 0 else { continue }
            // What a person entered row by row, or a reorganisation declared, is no feed that
            // lost its rows.
            let changes = changeset.changes.filter {
                $0.key.kind == kind && ![.byHand, .reorganised, .identified].contains($0.reason)
            }
            let gone = changes.count { $0.kinds.contains(.retired) }
            let vanished = gone + changes.count { $0.kinds == [.missing] }
            let appeared = changes.count { $0.kinds.contains(.added) }
            retired += gone
            churned += vanished + appeared
            if gone > policies.shrinkRows || gone * 100 > live * policies.shrinkPercent {
                shrinks = true
            }
            if (vanished + appeared) * 100 > live * policies.churnPercent { churns = true }
        }
        func isHeld(_ code: FindingCode, released: Bool) -> Bool {
            switch policies.firmness(of: code) {
            case .off: false
            case .hard: true
            case .soft: !released && !overrides.contains { $0.code == code }
            }
        }
        func remedy(_ code: FindingCode, _ soft: String) -> String {
            policies.firmness(of: code) == .hard
                ? "The policy \(code) is hard: bring a smaller change, or let the policy be changed first."
                : soft
        }
        if shrinks, isHeld("guard.shrink", released: answers.allowShrink == retired) {
            holds.append(
                PlanHold(
                    code: "guard.shrink",
                    message:
                        "The plan retires \(retired) \(retired == 1 ? "row" : "rows"), more than \(policies.shrinkPercent) % or \(policies.shrinkRows) of a kind. \(remedy("guard.shrink", "If that is meant, give --allow-shrink \(retired)."))"
                ))
        }
        if churns, isHeld("guard.churn", released: answers.allowChurn == churned) {
            holds.append(
                PlanHold(
                    code: "guard.churn",
                    message:
                        "\(churned) \(churned == 1 ? "key vanishes or appears" : "keys vanish or appear"), more than \(policies.churnPercent == 50 ? "half" : "\(policies.churnPercent) % of") the live ones of a kind. \(remedy("guard.churn", "If that is meant, give --allow-churn \(churned)."))"
                ))
        }
        if lostCover > policies.coverRows,
            isHeld("guard.cover", released: answers.acceptLostCover == lostCover)
        {
            holds.append(
                PlanHold(
                    code: "guard.cover",
                    message:
                        "\(lostCover) \(lostCover == 1 ? "cell loses its" : "cells lose their") cover: complaints there would reach nobody at a level. \(remedy("guard.cover", "Bring the missing posts or rules with the plan, or, if that is meant, make it again with --accept-lost-cover \(lostCover)."))"
                ))
        }
        return holds
    }

    /// The changeset with every missing thing retired on the as-of day.
    public static func retiringMissing(_ changeset: Changeset, base: MasterRows) -> Changeset {
        let changes = changeset.changes.compactMap { change -> Change? in
            guard change.kinds == [.missing] else { return change }
            var timeline = base[change.key] ?? Timeline()
            timeline.clear(Validity(from: changeset.asOf))
            return Change(
                of: change.key, from: base[change.key] ?? Timeline(), to: timeline,
                asOf: changeset.asOf, reason: .absent)
        }
        return Changeset(asOf: changeset.asOf, changes: changes, origins: changeset.origins)
    }
}
