#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "CSQLiteWitness.h"

#include <sqlite3.h>

static char *copied(const char *text) {
    return sqlite3_mprintf("%s", text ? text : "out of memory");
}

static witness_value value_of(sqlite3_value *value) {
    witness_value result = {WITNESS_NOTHING, 0, 0, 0};
    if (!value) return result;
    result.type = sqlite3_value_type(value);
    if (result.type == SQLITE_INTEGER) result.integer = sqlite3_value_int64(value);
    if (result.type == SQLITE_TEXT || result.type == SQLITE_BLOB) {
        result.bytes = result.type == SQLITE_TEXT
            ? sqlite3_value_text(value) : sqlite3_value_blob(value);
        result.count = sqlite3_value_bytes(value);
    }
    return result;
}

// One row of a changeset, handed over.
static int hand_over(
    sqlite3 *database, sqlite3_changeset_iter *rows, void *context, witness_row row
) {
    const char *table;
    int columns, operation, indirect;
    int status = sqlite3changeset_op(rows, &table, &columns, &operation, &indirect);
    if (status != SQLITE_OK) return status;
    sqlite3_stmt *heading = 0;
    char *sql = sqlite3_mprintf("SELECT * FROM main.%Q", table);
    status = sqlite3_prepare_v2(database, sql, -1, &heading, 0);
    sqlite3_free(sql);
    if (status != SQLITE_OK) return status;
    const char *names[columns];
    witness_value before[columns], after[columns];
    for (int column = 0; column < columns; column++) {
        sqlite3_value *old = 0, *new = 0;
        if (operation != SQLITE_INSERT) sqlite3changeset_old(rows, column, &old);
        if (operation != SQLITE_DELETE) sqlite3changeset_new(rows, column, &new);
        names[column] = sqlite3_column_name(heading, column);
        before[column] = value_of(old);
        after[column] = value_of(new);
    }
    char change = operation == SQLITE_INSERT ? 'I' : operation == SQLITE_DELETE ? 'D' : 'U';
    row(context, table, change, columns, names, before, after);
    return sqlite3_finalize(heading);
}

// Asks the session for the difference of each table that has rows of its own.
static int compare_tables(sqlite3 *database, sqlite3_session *session, char **fault) {
    sqlite3_stmt *tables = 0;
    int status = sqlite3_prepare_v2(
        database,
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        -1, &tables, 0);
    while (status == SQLITE_OK && sqlite3_step(tables) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(tables, 0);
        status = sqlite3session_attach(session, table);
        if (status == SQLITE_OK)
            status = sqlite3session_diff(session, "before", table, fault);
    }
    sqlite3_finalize(tables);
    return status;
}

static int compare(
    sqlite3 *database, void *context, witness_row row, char **fault
) {
    sqlite3_session *session = 0;
    void *bytes = 0;
    int count = 0;
    sqlite3_changeset_iter *rows = 0;
    int status = sqlite3session_create(database, "main", &session);
    if (status == SQLITE_OK) status = compare_tables(database, session, fault);
    if (status == SQLITE_OK) status = sqlite3session_changeset(session, &count, &bytes);
    if (status == SQLITE_OK) status = sqlite3changeset_start(&rows, count, bytes);
    while (status == SQLITE_OK && sqlite3changeset_next(rows) == SQLITE_ROW)
        status = hand_over(database, rows, context, row);
    if (rows) {
        int end = sqlite3changeset_finalize(rows);
        if (status == SQLITE_OK) status = end;
    }
    sqlite3_free(bytes);
    if (session) sqlite3session_delete(session);
    return status;
}

char *witness_difference(
    const char *before_path, const char *after_path, void *context, witness_row row
) {
    sqlite3 *database = 0;
    char *fault = 0;
    int status = sqlite3_open_v2(after_path, &database, SQLITE_OPEN_READWRITE, 0);
    if (status == SQLITE_OK) {
        char *attach = sqlite3_mprintf("ATTACH DATABASE %Q AS before", before_path);
        status = attach ? sqlite3_exec(database, attach, 0, 0, &fault) : SQLITE_NOMEM;
        sqlite3_free(attach);
    }
    if (status == SQLITE_OK) status = compare(database, context, row, &fault);
    if (status != SQLITE_OK && !fault) fault = copied(sqlite3_errstr(status));
    sqlite3_close(database);
    return fault;
}

char *witness_copy(const char *path, const char *copy_path) {
    sqlite3 *database = 0;
    char *fault = 0;
    char *copy = sqlite3_mprintf("VACUUM INTO %Q", copy_path);
    int status = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, 0);
    if (status == SQLITE_OK) status = sqlite3_exec(database, copy, 0, 0, &fault);
    if (status != SQLITE_OK && !fault) fault = copied(sqlite3_errstr(status));
    sqlite3_free(copy);
    sqlite3_close(database);
    return fault;
}

void witness_free(char *fault) { sqlite3_free(fault); }
