public import MasterData
internal import Plans
public import RouteEngine

extension FlatVerification {
    public var json: JSONValue {
        .object([
            "format_version": .integer(1), "sound": .bool(isSound),
            "complete": .bool(isComplete), "conflicts": .integer(conflicts),
            "duplicates": .integer(duplicates), "masked": .integer(masked),
            "cells": .integer(cells), "holes": .integer(holes),
            "hole_days": .integer(holeDays), "hole_groups": .integer(holeGroups),
            "findings": .array(findings.listed.map(\.json)),
        ])
    }

    public var text: String {
        var lines = [
            "\(Lakh.grouped(conflicts)) conflicts, \(Lakh.grouped(duplicates)) duplicates, \(Lakh.grouped(masked)) rules that never win",
            "\(Lakh.grouped(holes)) of \(Lakh.grouped(cells)) cells have holes, \(Lakh.grouped(holeDays)) days in all",
        ]
        lines += findings.listed.map { "  \($0)" }
        let unlisted = findings.counts.reduce(0) { $0 + $1.count } - findings.listed.count
        if unlisted > 0 { lines.append("  and \(Lakh.grouped(unlisted)) more") }
        return lines.joined(separator: "\n")
    }
}
