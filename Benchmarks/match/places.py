#!/usr/bin/env python3
"""Tehsils whose identity a feed hides, made from the LGD registers:  places.py CASE REGISTERS FOLDER

CASE  renames  2022, then 2026 with a new code for each tehsil that was renamed in between; the
               tehsils that were really founded stand beside them
      swaps    2026, then the same with pairs that exchange names, others under new codes, some of
               them spelt anew, some gone and some new

Writes base.csv, new.csv and truth.csv (before, after, nature)."""
import csv
import sys


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return reader.fieldnames, [row for row in reader]


def write(path, heading, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heading)
        writer.writeheader()
        writer.writerows(rows)


def folded(name):
    return " ".join(name.split()).casefold()


def renames(registers):
    old_heading, old = read(f"{registers}/subdistrict_2022-02-21.csv")
    new_heading, new = read(f"{registers}/subdistrict_2026-05-25.csv")
    code = {"old": [h for h in old_heading if "code" in h.lower() and "sub" in h.lower()][0],
            "new": "subdistrict_code"}
    name = {"old": [h for h in old_heading if "name" in h.lower() and "sub" in h.lower()][0],
            "new": "subdistrict_name"}
    known = {row[code["old"]].strip(): row[name["old"]] for row in old}
    truth = []
    for row in new:
        before = row[code["new"]].strip()
        if row.get("state_code", "8").strip() != "8" or before not in known:
            continue
        if folded(row[name["new"]]) != folded(known[before]):
            row[code["new"]] = str(900_000 + int(before))
            truth.append((before, row[code["new"]], "rename"))
    return (old_heading, old), (new_heading, new), truth


def swaps(registers):
    heading, old = read(f"{registers}/subdistrict_2026-05-25.csv")
    ours = [row for row in old if row.get("state_code", "8").strip() == "8"]
    new = [dict(row) for row in ours]
    by_name = {}
    for row in new:
        by_name.setdefault(folded(row["subdistrict_name"]), []).append(row)
    # Namesakes would make an exchange of names nothing at all.
    usable = [rows[0] for rows in by_name.values() if len(rows) == 1]
    truth = []
    for position in range(40):
        one, other = usable[position], usable[position * 2 + 60]
        one["subdistrict_name"], other["subdistrict_name"] = (
            other["subdistrict_name"], one["subdistrict_name"])
        pair = sorted((one["subdistrict_code"], other["subdistrict_code"]))
        truth.append((pair[0], pair[1], "swap"))
    for position, row in enumerate(usable[200:260]):
        before = row["subdistrict_code"]
        row["subdistrict_code"] = str(900_000 + int(before))
        if position % 3 == 0:
            row["subdistrict_name"] = row["subdistrict_name"].replace("a", "aa", 1)
        truth.append((before, row["subdistrict_code"], "rename" if position % 3 == 0 else "recode"))
    gone = {id(row) for row in usable[300:310]}
    new = [row for row in new if id(row) not in gone]
    for position, row in enumerate(usable[310:320]):
        name = ["Suratpura", "Lalgarhi", "Nayakot", "Devlimau", "Hathisar", "Bhojkhera",
                "Moonglu", "Peeplad", "Tarangwa", "Oogarsar"][position]
        new.append(dict(row, subdistrict_code=str(980_000 + position), subdistrict_name=name))
    return (heading, ours), (heading, new), truth


def main():
    case, registers, folder = sys.argv[1:4]
    old, new, truth = {"renames": renames, "swaps": swaps}[case](registers)
    write(f"{folder}/base.csv", *old)
    write(f"{folder}/new.csv", *new)
    with open(f"{folder}/truth.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("before", "after", "nature"), *truth])


main()
