#!/usr/bin/env python3
"""How many seeded defects a run of `rajmap check --json` found, and whom it blamed.

  dirty-score.py FILE DEFECTS < findings.jsonl

FILE is the dirty CSV or XML, DEFECTS the list of what was seeded (row,officer_id,column,code,value).
A defect counts as found when a finding of any severity stands on its row; a row without a
defect counts as blamed when any finding stands on it.
"""
import bisect, collections, csv, json, os, sys


def first_lines(path):
    """The line each row begins on, counted from 1."""
    if path.endswith(".xml"):
        with open(path, encoding="utf-8") as file:
            return [n for n, line in enumerate(file, 1) if line.startswith(" <Officer ")]
    starts, before = [], 0
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        for _ in reader:
            starts.append(before + 1)
            before = reader.line_num
    return starts[1:]


def main():
    path, truth = sys.argv[1:3]
    name, starts = os.path.basename(path), first_lines(path)
    seeded = {}
    with open(truth, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            seeded[int(row["row"])] = row["code"]
    codes = collections.defaultdict(set)
    summary = {}
    for line in sys.stdin:
        entry = json.loads(line)
        if entry["type"] == "check":
            summary = entry
        elif (entry.get("origin") or {}).get("file") == name:
            at = entry["origin"]["line"]
            if at >= starts[0]:
                codes[bisect.bisect_right(starts, at)].add(entry["code"])
    found = [row for row in seeded if row in codes]
    missed = collections.Counter(seeded[row] for row in seeded if row not in codes)
    blamed = collections.Counter(
        code for row in codes if row not in seeded for code in codes[row])
    innocent = sum(1 for row in codes if row not in seeded)
    share = 100 * len(found) / len(seeded)
    print(f"{name}: {len(starts)} rows, {len(seeded)} defects seeded, {len(found)} found "
          f"({share:.1f} %), {innocent} innocent rows blamed")
    if missed:
        print("  missed:", dict(missed))
    if blamed:
        print("  blamed:", dict(blamed))
    if summary.get("rows", {}).get(name) != len(starts):
        print("  rows read:", summary.get("rows"))
    sys.exit(0 if len(found) == len(seeded) and not innocent else 1)


main()
