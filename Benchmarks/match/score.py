#!/usr/bin/env python3
"""Precision and recall of the identities that a plan proposes:  score.py NAME TRUTH < plan.jsonl

Takes what 'rajmap import --json' prints. Ends with 1 when precision is below 1 or recall below what
a third argument says. Nothing here shares code with rajmap."""
import csv
import json
import sys

plan = [json.loads(line) for line in sys.stdin if line.strip()][-1]
found = {tuple(sorted((p["before"].split(":")[-1], p["after"].split(":")[-1])))
         for p in plan["proposals"]}
with open(sys.argv[2], encoding="utf-8", newline="") as file:
    truth = {tuple(sorted((row["before"], row["after"]))) for row in csv.DictReader(file)}
right = found & truth
precision = len(right) / len(found) if found else 1.0
recall = len(right) / len(truth) if truth else 1.0
print(f"{sys.argv[1]}: {len(truth):,} identities, {len(found):,} proposed, {len(right):,} of them right: "
      f"precision {precision:.4f}, recall {recall:.4f}")
for pair in sorted(found - truth)[:5]:
    print(f"  wrong: {pair[0]} = {pair[1]}")
for pair in sorted(truth - found)[:5]:
    print(f"  missed: {pair[0]} = {pair[1]}")
floor = float(sys.argv[3]) if len(sys.argv) > 3 else 0.0
sys.exit(1 if precision < 1 or recall < floor else 0)
