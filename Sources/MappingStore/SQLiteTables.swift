/// Tables and triggers for SQLite. Days are numbers from 1970-01-01; open is 2147483647.
///
/// What was published cannot be changed: the triggers forbid it, whoever asks.
enum SQLiteTables {
    /// Raised when the tables change; a step from each earlier format is then added.
    static let format = 1

    static let statements: [String] =
        [
            """
            CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE actor (
                id INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT
            """,
            """
            CREATE TABLE thing (
                id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL) STRICT
            """,
            """
            CREATE TABLE release (
                number INTEGER PRIMARY KEY CHECK (number > 0),
                digest BLOB NOT NULL CHECK (length(digest) = 32),
                plan BLOB NOT NULL UNIQUE REFERENCES plan (id),
                base INTEGER NOT NULL CHECK (base < number),
                published_at INTEGER NOT NULL,
                publisher INTEGER NOT NULL REFERENCES actor (id),
                audit_entry INTEGER NOT NULL,
                audit_hash BLOB NOT NULL CHECK (length(audit_hash) = 32),
                ratify_by INTEGER) STRICT
            """,
            """
            CREATE TABLE ratification (
                release INTEGER PRIMARY KEY REFERENCES release (number),
                actor INTEGER NOT NULL REFERENCES actor (id),
                ratified_at INTEGER NOT NULL, reason TEXT NOT NULL) STRICT
            """,
            """
            CREATE TABLE code_binding (
                id INTEGER PRIMARY KEY,
                thing INTEGER NOT NULL REFERENCES thing (id),
                scheme TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,
                valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL,
                introduced INTEGER NOT NULL REFERENCES release (number) DEFERRABLE INITIALLY DEFERRED,
                retired INTEGER REFERENCES release (number) DEFERRABLE INITIALLY DEFERRED,
                CHECK (valid_from < valid_to), CHECK (retired > introduced)) STRICT
            """,
            """
            CREATE UNIQUE INDEX live_code ON code_binding (kind, code, scheme, valid_from)
                WHERE retired IS NULL
            """,
            "CREATE INDEX code_of_thing ON code_binding (thing)",
            "CREATE INDEX thing_of_code ON code_binding (kind, code, scheme)",
            """
            CREATE TABLE row_version (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                thing INTEGER NOT NULL REFERENCES thing (id),
                valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL,
                content TEXT NOT NULL,
                content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
                introduced INTEGER NOT NULL REFERENCES release (number) DEFERRABLE INITIALLY DEFERRED,
                retired INTEGER REFERENCES release (number) DEFERRABLE INITIALLY DEFERRED,
                CHECK (valid_from < valid_to), CHECK (retired > introduced)) STRICT
            """,
            """
            CREATE UNIQUE INDEX live_version ON row_version (thing, valid_from) WHERE retired IS NULL
            """,
            "CREATE INDEX version_of_thing ON row_version (thing)",
            "CREATE INDEX version_introduced ON row_version (introduced)",
            "CREATE INDEX version_retired ON row_version (retired) WHERE retired IS NOT NULL",
            """
            CREATE TABLE row_reference (
                version INTEGER NOT NULL REFERENCES row_version (id),
                field TEXT NOT NULL,
                thing INTEGER NOT NULL REFERENCES thing (id),
                PRIMARY KEY (version, field)) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX reference_to_thing ON row_reference (thing)",
            """
            CREATE TABLE owned_field (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                thing INTEGER NOT NULL REFERENCES thing (id),
                field TEXT NOT NULL,
                introduced INTEGER NOT NULL REFERENCES release (number) DEFERRABLE INITIALLY DEFERRED,
                retired INTEGER REFERENCES release (number) DEFERRABLE INITIALLY DEFERRED,
                CHECK (retired > introduced)) STRICT
            """,
            "CREATE UNIQUE INDEX live_owned_field ON owned_field (thing, field) WHERE retired IS NULL",
            """
            CREATE TABLE plan (
                id BLOB PRIMARY KEY CHECK (length(id) = 32),
                sequence INTEGER NOT NULL UNIQUE,
                base INTEGER NOT NULL, as_of INTEGER NOT NULL,
                maker INTEGER NOT NULL REFERENCES actor (id),
                created_at INTEGER NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'rejected', 'published')),
                terms TEXT NOT NULL, files TEXT NOT NULL) STRICT
            """,
            """
            CREATE TABLE plan_maker (
                plan BLOB NOT NULL REFERENCES plan (id),
                actor INTEGER NOT NULL REFERENCES actor (id),
                PRIMARY KEY (plan, actor)) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE plan_chunk (
                plan BLOB NOT NULL REFERENCES plan (id),
                part TEXT NOT NULL CHECK (part IN ('changes', 'origins')),
                position INTEGER NOT NULL, bytes BLOB NOT NULL,
                PRIMARY KEY (plan, part, position)) STRICT
            """,
            """
            CREATE TABLE plan_decision (
                id INTEGER PRIMARY KEY,
                plan BLOB NOT NULL REFERENCES plan (id),
                actor INTEGER NOT NULL REFERENCES actor (id),
                verb TEXT NOT NULL CHECK (verb IN ('approve', 'reject', 'emergency')),
                decided_at INTEGER NOT NULL, reason TEXT NOT NULL) STRICT
            """,
            "CREATE INDEX decision_of_plan ON plan_decision (plan)",
            """
            CREATE TABLE identity_verdict (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                plan BLOB NOT NULL REFERENCES plan (id),
                before_key TEXT NOT NULL, after_key TEXT NOT NULL,
                verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'rejected'))) STRICT
            """,
            "CREATE INDEX verdict_of_pair ON identity_verdict (before_key, after_key)",
            """
            CREATE TABLE upload (
                digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
                name TEXT NOT NULL, received_at INTEGER NOT NULL) STRICT
            """,
            """
            CREATE TABLE upload_chunk (
                digest BLOB NOT NULL REFERENCES upload (digest),
                position INTEGER NOT NULL, bytes BLOB NOT NULL,
                PRIMARY KEY (digest, position)) STRICT
            """,
            """
            CREATE TABLE contact_detail (seal TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE audit (
                id INTEGER PRIMARY KEY,
                entry TEXT NOT NULL,
                previous BLOB NOT NULL CHECK (length(previous) = 32),
                hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT
            """,
        ] + triggers + ComplaintTables.statements

    private static let triggers: [String] = [
        forbid("release_fixed", "UPDATE ON release", "a release cannot be changed"),
        forbid("release_kept", "DELETE ON release", "a release cannot be deleted"),
        """
        CREATE TRIGGER release_without_gap BEFORE INSERT ON release
        WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM release)
        BEGIN SELECT RAISE(ABORT, 'release numbers have no gaps'); END
        """,
        forbid("version_kept", "DELETE ON row_version", "a row version cannot be deleted"),
        retireOnly("row_version", "thing valid_from valid_to content content_hash introduced"),
        forbid("binding_kept", "DELETE ON code_binding", "a code cannot be deleted"),
        retireOnly("code_binding", "thing scheme kind code valid_from valid_to introduced"),
        forbid("owned_kept", "DELETE ON owned_field", "an ownership cannot be deleted"),
        retireOnly("owned_field", "thing field introduced"),
        forbid("ratification_fixed", "UPDATE ON ratification", "a ratification cannot be changed"),
        forbid("ratification_kept", "DELETE ON ratification", "a ratification cannot be deleted"),
        """
        CREATE TRIGGER ratifier_is_another BEFORE INSERT ON ratification
        WHEN NEW.actor IN (
            SELECT actor FROM plan_maker JOIN release ON release.plan = plan_maker.plan
            WHERE number = NEW.release
            UNION SELECT publisher FROM release WHERE number = NEW.release)
            OR (SELECT ratify_by FROM release WHERE number = NEW.release) IS NULL
        BEGIN SELECT RAISE(ABORT, 'an emergency release is ratified by another person'); END
        """,
        forbid("reference_fixed", "UPDATE ON row_reference", "a reference cannot be changed"),
        forbid("reference_kept", "DELETE ON row_reference", "a reference cannot be deleted"),
        forbid("thing_fixed", "UPDATE ON thing", "an id cannot be changed"),
        forbid("thing_kept", "DELETE ON thing", "an id cannot be deleted"),
        forbid("plan_kept", "DELETE ON plan", "a plan cannot be deleted"),
        """
        CREATE TRIGGER plan_fixed BEFORE UPDATE ON plan
        WHEN NEW.id IS NOT OLD.id OR NEW.base IS NOT OLD.base OR NEW.as_of IS NOT OLD.as_of
            OR NEW.maker IS NOT OLD.maker OR NEW.terms IS NOT OLD.terms
            OR NOT ((OLD.state = 'open' AND NEW.state IN ('approved', 'rejected'))
                OR (OLD.state = 'approved' AND NEW.state IN ('published', 'rejected')))
        BEGIN SELECT RAISE(ABORT, 'a plan cannot be changed'); END
        """,
        forbid("chunk_fixed", "UPDATE ON plan_chunk", "a plan cannot be changed"),
        forbid("chunk_kept", "DELETE ON plan_chunk", "a plan cannot be changed"),
        """
        CREATE TRIGGER maker_is_not_checker BEFORE INSERT ON plan_decision
        WHEN NEW.verb = 'approve' AND (
            NEW.actor = (SELECT maker FROM plan WHERE id = NEW.plan)
            OR NEW.actor IN (SELECT actor FROM plan_maker WHERE plan = NEW.plan))
        BEGIN SELECT RAISE(ABORT, 'a plan is approved by another person than its maker'); END
        """,
        forbid("maker_fixed", "UPDATE ON plan_maker", "the makers of a plan cannot be changed"),
        forbid("maker_kept", "DELETE ON plan_maker", "the makers of a plan cannot be changed"),
        """
        CREATE TRIGGER release_is_approved BEFORE INSERT ON release
        WHEN NOT EXISTS (
            SELECT 1 FROM plan_decision WHERE plan = NEW.plan
                AND verb = CASE WHEN NEW.ratify_by IS NULL THEN 'approve' ELSE 'emergency' END)
        BEGIN SELECT RAISE(ABORT, 'a release is approved, or an emergency to be ratified'); END
        """,
        forbid("verdict_fixed", "UPDATE ON identity_verdict", "a verdict cannot be changed"),
        forbid("verdict_kept", "DELETE ON identity_verdict", "a verdict cannot be deleted"),
        forbid("decision_fixed", "UPDATE ON plan_decision", "a decision cannot be changed"),
        forbid("decision_kept", "DELETE ON plan_decision", "a decision cannot be deleted"),
        forbid("audit_fixed", "UPDATE ON audit", "the audit cannot be changed"),
        forbid("audit_kept", "DELETE ON audit", "the audit cannot be deleted"),
    ]

    private static func forbid(_ name: String, _ event: String, _ reason: String) -> String {
        "CREATE TRIGGER \(name) BEFORE \(event) BEGIN SELECT RAISE(ABORT, '\(reason)'); END"
    }

    /// The one change allowed: `retired`, once, from nothing.
    private static func retireOnly(_ table: String, _ columns: String) -> String {
        let others = columns.split(separator: " ").map { "NEW.\($0) IS NOT OLD.\($0)" }
            .joined(separator: " OR ")
        return """
            CREATE TRIGGER \(table)_retires BEFORE UPDATE ON \(table)
            WHEN OLD.retired IS NOT NULL OR NEW.retired IS NULL OR NEW.id IS NOT OLD.id OR \(others)
            BEGIN SELECT RAISE(ABORT, 'a published row can only be retired, once'); END
            """
    }
}
