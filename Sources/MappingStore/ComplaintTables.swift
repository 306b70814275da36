/// Tables and triggers of complaints, their ledger and the outbox, for SQLite.
///
/// A complaint's facts and its ledger never change; the columns after `application_day` say
/// once more what the ledger adds up to, for the sweep and for reports.
enum ComplaintTables {
    static let statements: [String] =
        [
            """
            CREATE TABLE complaint (
                id INTEGER PRIMARY KEY,
                number TEXT NOT NULL UNIQUE,
                category TEXT NOT NULL, places TEXT NOT NULL, channel TEXT, setting TEXT,
                registered_at INTEGER NOT NULL, application_day INTEGER,
                state TEXT NOT NULL
                    CHECK (state IN ('new', 'unroutable', 'open', 'returned', 'resolved')),
                step INTEGER NOT NULL, level INTEGER, post TEXT, department TEXT, service TEXT,
                release INTEGER NOT NULL, due INTEGER, next_due INTEGER, closed_at INTEGER,
                CHECK (next_due IS NULL OR state IN ('open', 'returned'))) STRICT
            """,
            "CREATE INDEX complaint_due ON complaint (next_due) WHERE next_due IS NOT NULL",
            "CREATE INDEX complaint_open ON complaint (state, id) WHERE state <> 'resolved'",
            "CREATE INDEX complaint_registered ON complaint (registered_at)",
            """
            CREATE TABLE ledger (
                complaint INTEGER NOT NULL REFERENCES complaint (id),
                step INTEGER NOT NULL CHECK (step > 0),
                at INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
                word TEXT NOT NULL, body TEXT NOT NULL,
                PRIMARY KEY (complaint, step)) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX ledger_moved ON ledger (at) WHERE word = 'moved'",
            """
            CREATE TABLE request_key (
                request TEXT PRIMARY KEY,
                complaint INTEGER NOT NULL REFERENCES complaint (id),
                step INTEGER NOT NULL) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE destination (
                id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, target TEXT,
                secret_file TEXT) STRICT
            """,
            "INSERT INTO destination (id, name) VALUES (1, 'portal')",
            """
            CREATE TABLE outbox (
                id INTEGER PRIMARY KEY,
                complaint INTEGER NOT NULL, step INTEGER NOT NULL,
                destination INTEGER NOT NULL REFERENCES destination (id),
                state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'dead')),
                attempts INTEGER NOT NULL DEFAULT 0, next_try INTEGER NOT NULL DEFAULT 0,
                error TEXT,
                UNIQUE (complaint, step, destination),
                FOREIGN KEY (complaint, step) REFERENCES ledger (complaint, step)) STRICT
            """,
            """
            CREATE TABLE release_sweep (
                release INTEGER PRIMARY KEY REFERENCES release (number),
                last INTEGER NOT NULL, done INTEGER NOT NULL) STRICT
            """,
            """
            CREATE TABLE api_token (
                id INTEGER PRIMARY KEY, name TEXT NOT NULL,
                digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
                made_at INTEGER NOT NULL, maker INTEGER NOT NULL REFERENCES actor (id),
                revoked_at INTEGER) STRICT
            """,
        ] + triggers

    private static let triggers: [String] = [
        """
        CREATE TRIGGER ledger_without_gap BEFORE INSERT ON ledger
        WHEN NEW.step <> (SELECT COALESCE(MAX(step), 0) + 1 FROM ledger
            WHERE complaint = NEW.complaint)
        BEGIN SELECT RAISE(ABORT, 'the steps of a ledger have no gaps'); END
        """,
        forbid("ledger_fixed", "UPDATE ON ledger", "a ledger cannot be changed"),
        forbid("ledger_kept", "DELETE ON ledger", "a ledger cannot be deleted"),
        forbid("complaint_kept", "DELETE ON complaint", "a complaint cannot be deleted"),
        """
        CREATE TRIGGER complaint_fixed
        BEFORE UPDATE OF id, number, category, places, channel, setting, registered_at,
            application_day ON complaint
        BEGIN SELECT RAISE(ABORT, 'the facts of a complaint cannot be changed'); END
        """,
        forbid("token_kept", "DELETE ON api_token", "a token is revoked, not deleted"),
    ]

    private static func forbid(_ name: String, _ event: String, _ reason: String) -> String {
        "CREATE TRIGGER \(name) BEFORE \(event) BEGIN SELECT RAISE(ABORT, '\(reason)'); END"
    }
}
