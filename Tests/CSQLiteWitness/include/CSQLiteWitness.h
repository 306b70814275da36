#ifndef CSQLITE_WITNESS_H
#define CSQLITE_WITNESS_H

#include <stdint.h>

// What SQLite itself says of a database, for tests: which rows differ between two files, which
// statements a connection ran, and how it would find their rows.

#ifdef __cplusplus
extern "C" {
#endif

// What a value is; the numbers are SQLite's. Nothing stands for no value at all: a column that
// an update left alone, or the side that an insertion or deletion does not have.
enum {
    WITNESS_NOTHING = 0,
    WITNESS_INTEGER = 1,
    WITNESS_REAL = 2,
    WITNESS_TEXT = 3,
    WITNESS_BLOB = 4,
    WITNESS_NULL = 5
};

typedef struct {
    int type;
    int64_t integer;
    // Of a text or blob, valid while the row is being handed over.
    const unsigned char *bytes;
    int count;
} witness_value;

// One row that differs. `change` is 'I' for inserted, 'D' for deleted, 'U' for updated.
typedef void (*witness_row)(
    void *context, const char *table, char change, int columns, const char *const *names,
    const witness_value *before, const witness_value *after);

// Hands over the rows that differ between two databases of the same tables, table by table, by
// SQLite's session extension. Gives nothing, or what went wrong (to be freed).
char *witness_difference(
    const char *before_path, const char *after_path, void *context, witness_row row);

// Writes a database as it stands now to a file that is not there yet. Gives nothing, or what
// went wrong (to be freed).
char *witness_copy(const char *path, const char *copy_path);

// Frees what a function here gave.
void witness_free(char *fault);

typedef void (*witness_text)(void *context, const char *text);

// Listens to the connections of this process that are opened from now on.
void witness_listen(void);

// From now on notes each different statement that a listened-to connection runs on a database
// whose path has the words. One at a time; 0 when another is watched.
int witness_watch(const char *words);

// Hands over the statements in the order they were first run, and forgets them and what
// was watched.
void witness_statements(void *context, witness_text statement);

// Hands over how SQLite would find the rows of a statement: the lines of EXPLAIN QUERY PLAN,
// those of triggers too. Gives nothing, or what went wrong (to be freed).
char *witness_plan(const char *path, const char *sql, void *context, witness_text line);

#ifdef __cplusplus
}
#endif

#endif
