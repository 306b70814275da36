/// Asks one table from several threads at once and compares every answer.
///
///     cc -std=c11 -pthread -I Sources/CRajRoute/include Examples/C/threads.c
///        -L .build/release -lrajroute -Wl,-rpath,.build/release -o threads
///     ./threads FILE.route CATEGORY DAY "PLACES"
///
/// A table never changes and nothing is kept between calls, so threads need no lock. Each thread
/// decides alone and in batches, explains, asks amiss, and opens and closes a table of its own;
/// every answer must be the one that was given before the threads began.
#include "rajroute.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 8, ROUNDS = 40, BATCH = 700 };

typedef struct {
    const char *path;
    const rajroute_table *table;
    rajroute_request request;
    rajroute_request *batch;
    char *decision, *decisions, *explanation, *fault;
} Work;

/// 1 when a text is not the one expected; gives it back.
static long differs(char *text, const char *expected) {
    long differs = text == NULL || strcmp(text, expected) != 0;
    rajroute_free(text);
    return differs;
}

static void *ask(void *of) {
    const Work *work = of;
    long wrong = 0;
    for (int round = 0; round < ROUNDS; round++) {
        char *error = NULL;
        wrong += differs(rajroute_decide(work->table, &work->request, &error), work->decision);
        wrong += differs(
            rajroute_explain(work->table, &work->request, NULL, &error), work->explanation);
        if (round % 8 == 0) {
            wrong += differs(
                rajroute_decide_batch(work->table, work->batch, BATCH, &error), work->decisions);
        }
        rajroute_request amiss = work->request;
        amiss.day = "2026-06-31";
        wrong += rajroute_decide(work->table, &amiss, &error) != NULL;
        wrong += differs(error, work->fault);
        rajroute_table *own = rajroute_open(work->path, NULL);
        wrong += differs(rajroute_decide(own, &work->request, NULL), work->decision);
        rajroute_close(own);
    }
    return (void *)wrong;
}

int main(int count, char **words) {
    if (count != 5) {
        fprintf(stderr, "usage: threads FILE.route CATEGORY DAY PLACES\n");
        return 64;
    }
    char *error = NULL;
    rajroute_table *table = rajroute_open(words[1], &error);
    if (table == NULL) {
        fprintf(stderr, "%s\n", error);
        return 66;
    }
    Work work = {.path = words[1], .table = table};
    work.request = (rajroute_request){
        .id = "C-1", .category = words[2], .day = words[3], .places = words[4]};
    work.batch = calloc(BATCH, sizeof *work.batch);
    for (int at = 0; at < BATCH; at++) work.batch[at] = work.request;
    work.decision = rajroute_decide(table, &work.request, &error);
    work.decisions = rajroute_decide_batch(table, work.batch, BATCH, &error);
    work.explanation = rajroute_explain(table, &work.request, NULL, &error);
    if (work.decision == NULL || work.decisions == NULL || work.explanation == NULL) {
        fprintf(stderr, "%s\n", error);
        return 1;
    }
    rajroute_request amiss = work.request;
    amiss.day = "2026-06-31";
    rajroute_decide(table, &amiss, &work.fault);

    pthread_t threads[THREADS];
    long wrong = 0;
    for (int at = 0; at < THREADS; at++) {
        if (pthread_create(&threads[at], NULL, ask, &work) != 0) return 71;
    }
    for (int at = 0; at < THREADS; at++) {
        void *of = NULL;
        pthread_join(threads[at], &of);
        wrong += (long)of;
    }
    printf("%d threads, %d rounds, %ld answers differ\n", THREADS, ROUNDS, wrong);
    rajroute_free(work.decision);
    rajroute_free(work.decisions);
    rajroute_free(work.explanation);
    rajroute_free(work.fault);
    free(work.batch);
    rajroute_close(table);
    return wrong == 0 ? 0 : 1;
}
