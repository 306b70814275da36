#include "CSQLiteWitness.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

// The words of the path that is watched, and the statements seen there. One lock guards all.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *watched;
static char **seen;
static int seen_count, seen_room;

static void note(const char *sql) {
    for (int index = 0; index < seen_count; index++)
        if (strcmp(seen[index], sql) == 0) return;
    if (seen_count == seen_room) {
        seen_room = seen_room ? seen_room * 2 : 64;
        seen = realloc(seen, sizeof(char *) * (size_t)seen_room);
        if (!seen) abort();
    }
    seen[seen_count++] = strdup(sql);
}

static int on_statement(unsigned event, void *context, void *statement, void *text) {
    const char *path = sqlite3_db_filename(sqlite3_db_handle(statement), "main");
    // What a trigger runs is told as a comment; its plan is told with the statement's.
    int is_trigger = text && ((const char *)text)[0] == '-';
    pthread_mutex_lock(&lock);
    if (watched && path && strstr(path, watched) && !is_trigger) {
        const char *sql = sqlite3_sql(statement);
        if (sql) note(sql);
    }
    pthread_mutex_unlock(&lock);
    (void)event;
    (void)context;
    return 0;
}

static int on_open(sqlite3 *database, const char **fault, const void *routines) {
    (void)fault;
    (void)routines;
    return sqlite3_trace_v2(database, SQLITE_TRACE_STMT, on_statement, 0);
}

void witness_listen(void) { sqlite3_auto_extension((void (*)(void))on_open); }

int witness_watch(const char *words) {
    pthread_mutex_lock(&lock);
    int is_free = !watched;
    if (is_free) watched = strdup(words);
    pthread_mutex_unlock(&lock);
    return is_free;
}

void witness_statements(void *context, witness_text statement) {
    pthread_mutex_lock(&lock);
    for (int index = 0; index < seen_count; index++) {
        statement(context, seen[index]);
        free(seen[index]);
    }
    seen_count = 0;
    free(watched);
    watched = 0;
    pthread_mutex_unlock(&lock);
}

char *witness_plan(const char *path, const char *sql, void *context, witness_text line) {
    sqlite3 *database = 0;
    sqlite3_stmt *statement = 0;
    char *fault = 0;
    int status = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, 0);
    if (status == SQLITE_OK) {
        sqlite3_db_config(database, SQLITE_DBCONFIG_TRIGGER_EQP, 1, (int *)0);
        char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
        status = sqlite3_prepare_v2(database, explain, -1, &statement, 0);
        sqlite3_free(explain);
    }
    while (status == SQLITE_OK) {
        int step = sqlite3_step(statement);
        if (step == SQLITE_DONE) break;
        if (step == SQLITE_ROW)
            line(context, (const char *)sqlite3_column_text(statement, 3));
        else
            status = step;
    }
    if (status != SQLITE_OK) fault = sqlite3_mprintf("%s", sqlite3_errmsg(database));
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return fault;
}
