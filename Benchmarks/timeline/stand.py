#!/usr/bin/env python3
"""Where the open complaints stand on a day, from the bare tables:  stand.py rajmap.db 2023-08-07

Ends with 1 when one has neither a post that the live release lists that day nor a named reason.
Nothing here shares code with rajmap."""
import datetime, json, sqlite3, sys

db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
day = (datetime.date.fromisoformat(sys.argv[2]) - datetime.date(1970, 1, 1)).days
live = {
    code
    for (code,) in db.execute(
        "SELECT code FROM code_binding JOIN row_version USING (thing) WHERE kind = 'post'"
        " AND row_version.retired IS NULL AND row_version.valid_from <= ? AND ? < row_version.valid_to",
        (day, day))
}
districts = db.execute(
    "SELECT COUNT(*) FROM code_binding JOIN row_version USING (thing) WHERE kind = 'district'"
    " AND row_version.retired IS NULL AND row_version.valid_from <= ? AND ? < row_version.valid_to",
    (day, day)).fetchone()[0]
levels, reasons, ended, nowhere = {}, {}, 0, 0
for identity, state, level, post in db.execute(
        "SELECT id, state, level, post FROM complaint WHERE state <> 'resolved'"):
    if state == "unroutable":
        body = db.execute("SELECT body FROM ledger WHERE complaint = ? ORDER BY step DESC LIMIT 1",
                          (identity,)).fetchone()[0]
        reason = json.loads(body).get("reason")
        if reason:
            reasons[reason] = reasons.get(reason, 0) + 1
        else:
            nowhere += 1
    elif post is None:
        nowhere += 1
    else:
        levels[level] = levels.get(level, 0) + 1
        ended += post not in live
stands = ", ".join(f"L{level} {n:,}" for level, n in sorted(levels.items()))
why = ", ".join(f"{name} {n:,}" for name, n in sorted(reasons.items())) or "none"
print(f"{sys.argv[2]}: {districts} districts; {sum(levels.values()):,} complaints with a post ({stands}), "
      f"{ended:,} of them with one that has ended; without a post: {why}; nowhere: {nowhere:,}")
sys.exit(1 if ended or nowhere else 0)
