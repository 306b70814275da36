/* The same rows and the same commits as rajmap makes, by bare SQLite: the peer of the benchmark.
 *
 *     bare FINISHED.db EMPTY.db
 *
 * Copies the first events of all complaints in commits of 1000 (as intake does), then the later
 * ones in commits of 500 (as a sweep does), into a database with the same tables and no rows in
 * them, with synchronous=FULL and a write-ahead log. Reading the source is not timed. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *db;

static void must(int ok, const char *what) {
  if (!ok) {
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
  }
}

static void run(const char *sql) { must(sqlite3_exec(db, sql, 0, 0, 0) == SQLITE_OK, sql); }

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

/* A table of values in memory, so that the timed part only writes. */
struct rows {
  sqlite3_value **cell;
  int columns;
  long count, room;
};

static struct rows load(sqlite3 *source, const char *sql) {
  struct rows rows = {0};
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(source, sql, -1, &s, 0) != SQLITE_OK) {
    fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(source));
    exit(1);
  }
  rows.columns = sqlite3_column_count(s);
  while (sqlite3_step(s) == SQLITE_ROW) {
    if (rows.count == rows.room) {
      rows.room = rows.room ? rows.room * 2 : 1024;
      rows.cell = realloc(rows.cell, rows.room * rows.columns * sizeof *rows.cell);
    }
    for (int i = 0; i < rows.columns; i++)
      rows.cell[rows.count * rows.columns + i] = sqlite3_value_dup(sqlite3_column_value(s, i));
    rows.count++;
  }
  sqlite3_finalize(s);
  return rows;
}

static sqlite3_stmt *prepared(const char *sql) {
  sqlite3_stmt *s;
  must(sqlite3_prepare_v2(db, sql, -1, &s, 0) == SQLITE_OK, sql);
  return s;
}

static void put(sqlite3_stmt *s, struct rows *rows, long row, int from, int count) {
  for (int i = 0; i < count; i++)
    sqlite3_bind_value(s, i + 1, rows->cell[row * rows->columns + from + i]);
  must(sqlite3_step(s) == SQLITE_DONE, "step");
  sqlite3_reset(s);
}

int main(int argc, char **argv) {
  if (argc != 3) return fprintf(stderr, "usage: bare FINISHED.db EMPTY.db\n"), 64;
  sqlite3 *source;
  if (sqlite3_open_v2(argv[1], &source, SQLITE_OPEN_READONLY, 0) != SQLITE_OK) return 66;
  must(sqlite3_open_v2(argv[2], &db, SQLITE_OPEN_READWRITE, 0) == SQLITE_OK, argv[2]);
  run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = FULL");
  run("PRAGMA foreign_keys = ON");
  struct rows first = load(
      source,
      "SELECT c.id, c.number, c.category, c.places, c.channel, c.setting, c.registered_at,"
      " c.application_day,"
      " CASE l.word WHEN 'routed' THEN 'open' ELSE 'unroutable' END, l.step,"
      " l.body ->> '$.entry.level', l.body ->> '$.entry.post',"
      " l.body ->> '$.assigned.department', l.body ->> '$.assigned.service',"
      " coalesce(l.body ->> '$.assigned.release', 0), l.body ->> '$.entry.due',"
      " l.body ->> '$.entry.due', NULL,"
      " l.step, l.at, l.recorded_at, l.word, l.body"
      " FROM complaint c JOIN ledger l ON l.complaint = c.id WHERE l.step = 1 ORDER BY c.id");
  struct rows later = load(
      source,
      "SELECT l.complaint, l.step, l.at, l.recorded_at, l.word, l.body, c.state, c.step, c.level,"
      " c.post, c.department, c.service, c.release, c.due, c.next_due, c.closed_at"
      " FROM ledger l JOIN complaint c ON c.id = l.complaint"
      " WHERE l.step > 1 ORDER BY l.complaint, l.step");

  sqlite3_stmt *complaint = prepared(
      "INSERT INTO complaint (id, number, category, places, channel, setting, registered_at,"
      " application_day, state, step, level, post, department, service, release, due, next_due,"
      " closed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  sqlite3_stmt *ledger = prepared(
      "INSERT INTO ledger (complaint, step, at, recorded_at, word, body) VALUES (?, ?, ?, ?, ?, ?)");
  sqlite3_stmt *outbox =
      prepared("INSERT INTO outbox (complaint, step, destination) VALUES (?, ?, 1)");
  sqlite3_stmt *update = prepared(
      "UPDATE complaint SET state = ?2, step = ?3, level = ?4, post = ?5, department = ?6,"
      " service = ?7, release = ?8, due = ?9, next_due = ?10, closed_at = ?11 WHERE id = ?1");

  double began = now();
  for (long i = 0; i < first.count; i++) {
    if (i % 1000 == 0) run("BEGIN IMMEDIATE");
    put(complaint, &first, i, 0, 18);
    sqlite3_bind_value(ledger, 1, first.cell[i * first.columns]);
    for (int k = 0; k < 5; k++)
      sqlite3_bind_value(ledger, k + 2, first.cell[i * first.columns + 18 + k]);
    must(sqlite3_step(ledger) == SQLITE_DONE, "ledger");
    sqlite3_reset(ledger);
    sqlite3_bind_value(outbox, 1, first.cell[i * first.columns]);
    sqlite3_bind_int(outbox, 2, 1);
    must(sqlite3_step(outbox) == SQLITE_DONE, "outbox");
    sqlite3_reset(outbox);
    if (i % 1000 == 999 || i + 1 == first.count) run("COMMIT");
  }
  double middle = now();
  long complaints = 0;
  sqlite3_int64 last = -1;
  int open = 0;
  for (long i = 0; i < later.count; i++) {
    sqlite3_int64 id = sqlite3_value_int64(later.cell[i * later.columns]);
    if (id != last) {
      last = id;
      if (complaints++ % 500 == 0) {
        if (open) run("COMMIT");
        run("BEGIN IMMEDIATE");
        open = 1;
      }
      sqlite3_bind_value(update, 1, later.cell[i * later.columns]);
      for (int k = 0; k < 10; k++)
        sqlite3_bind_value(update, k + 2, later.cell[i * later.columns + 6 + k]);
      must(sqlite3_step(update) == SQLITE_DONE, "update");
      sqlite3_reset(update);
    }
    put(ledger, &later, i, 0, 6);
    put(outbox, &later, i, 0, 2);
  }
  if (open) run("COMMIT");
  double end = now();
  printf("{\"complaints\":%ld,\"intake_ms\":%.0f,\"sweep_ms\":%.0f,\"swept_events\":%ld}\n",
         first.count, (middle - began) * 1000, (end - middle) * 1000, later.count);
  return 0;
}
