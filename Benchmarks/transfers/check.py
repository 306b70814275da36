#!/usr/bin/env python3
"""Counts the ledgers of a database once more, from the bare tables, and says what does not add up.

    check.py rajmap.db [--ended] [--print]

--ended: every complaint must be resolved, at L4 or noted overdue at the last level of a shorter
chain, or unroutable with its reason; how many of each is printed under counts.
Nothing here shares code with rajmap."""
import json, sqlite3, sys, hashlib, os

db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
ended = "--ended" in sys.argv
faults = []
digest = hashlib.sha256()
counts = {}
complaints = events = 0
current = None


def close(c):
    """Checks one complaint whose events were all seen."""
    global complaints
    complaints += 1
    row, steps = c["row"], c["steps"]
    if steps != row["step"] or steps == 0:
        faults.append(f"{row['number']}: {steps} events, the row says {row['step']}")
    if c["state"] != row["state"]:
        faults.append(f"{row['number']}: ledger {c['state']}, row {row['state']}")
    if c["level"] != row["level"]:
        faults.append(f"{row['number']}: ledger L{c['level']}, row L{row['level']}")
    due = c["due"] if c["state"] in ("open", "returned") and not c["noted"] else None
    if due != row["next_due"]:
        faults.append(f"{row['number']}: next due {row['next_due']}, the ledger says {due}")
    if ended and not (c["state"] in ("resolved", "unroutable")
                      or c["state"] == "open" and (c["level"] == 4 or c["noted"])):
        faults.append(f"{row['number']}: ended {c['state']} at L{c['level']}")
    counts[f"end:{c['state']}:L{c['level']}"] = counts.get(f"end:{c['state']}:L{c['level']}", 0) + 1


STATE = {"routed": "open", "escalated": "open", "sent-back": "open", "reopened": "open",
         "remarked": "open", "transferred": "open", "unroutable": "unroutable",
         "resolved": "resolved", "returned": "returned"}
query = """SELECT c.id, c.number, c.state, c.step, c.level, c.next_due, c.registered_at,
    l.step, l.at, l.recorded_at, l.word, l.body
    FROM complaint c LEFT JOIN ledger l ON l.complaint = c.id ORDER BY c.id, l.step"""
for (id, number, state, step, level, next_due, registered, lstep, at, recorded, word, body) in db.execute(query):
    if current is None or current["id"] != id:
        if current:
            close(current)
        current = {"id": id, "row": {"number": number, "state": state, "step": step, "level": level,
                                     "next_due": next_due}, "steps": 0, "state": "new", "level": None,
                   "due": None, "noted": False, "at": registered}
    if lstep is None:
        continue
    c = current
    events += 1
    counts[word] = counts.get(word, 0) + 1
    digest.update(f"{number}|{lstep}|{at}|{word}|{body}\n".encode())
    if lstep != c["steps"] + 1:
        faults.append(f"{number}: step {lstep} after {c['steps']}")
    if at < c["at"]:
        faults.append(f"{number}/{lstep}: before the event before it")
    if recorded < at:
        faults.append(f"{number}/{lstep}: written down before it happened")
    fields = json.loads(body)
    if word in ("escalated", "overdue") and "reason" not in fields or word == "overdue":
        if c["due"] is None or at < c["due"]:
            faults.append(f"{number}/{lstep}: {word} at {at}, early: due {c['due']}")
    if word == "overdue":
        c["noted"] = True
    entry = fields.get("entry")
    if entry:
        if word == "escalated" and entry["level"] <= c["level"]:
            faults.append(f"{number}/{lstep}: escalated from L{c['level']} to L{entry['level']}")
        c["level"], c["due"], c["noted"] = entry["level"], entry["due"], False
    c["state"] = STATE.get(word, c["state"])
    c["steps"], c["at"] = lstep, at
if current:
    close(current)

one = lambda sql: db.execute(sql).fetchone()[0]
twice = one("SELECT COUNT(*) FROM (SELECT 1 FROM complaint GROUP BY number HAVING COUNT(*) > 1)")
if twice:
    faults.append(f"{twice} numbers are there twice")
orphans = one("SELECT COUNT(*) FROM outbox o LEFT JOIN ledger l ON l.complaint = o.complaint AND l.step = o.step WHERE l.step IS NULL")
waiting, places = one("SELECT COUNT(*) FROM outbox"), one("SELECT COUNT(*) FROM destination")
if orphans:
    faults.append(f"{orphans} outbox rows have no event")
if waiting != events * places and "--delivered" not in sys.argv:
    faults.append(f"{waiting} outbox rows for {events} events and {places} destinations")
if counts.get("routed", 0) + counts.get("unroutable", 0) < complaints:
    faults.append("a complaint was never decided")
size = one("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
mine = one("SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'complaint%' OR name LIKE 'ledger%' OR name LIKE 'sqlite_autoindex_complaint%'") if complaints else 0
print(json.dumps({"complaints": complaints, "events": events, "outbox": waiting, "counts": counts,
                  "database_bytes": size, "bytes_per_complaint": mine // max(1, complaints),
                  "ledger_digest": digest.hexdigest(), "faults": len(faults)}, sort_keys=True))
for fault in faults[:20]:
    print(fault, file=sys.stderr)
sys.exit(1 if faults else 0)
