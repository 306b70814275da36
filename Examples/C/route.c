/* Routes complaints by the route file of a release, in C.
 *
 *   cc -I Sources/CRajRoute/include Examples/C/route.c -L .build/release -lrajroute -o route
 *   ./route RELEASE.route CATEGORY DAY "PLACE…" [RULE]
 *
 * Prints the decision, the same decided as a batch of two, and, where a rule is named, why it
 * did not win. */
#include <rajroute.h>
#include <stdio.h>

static int fail(char *error) {
    fprintf(stderr, "%s\n", error ? error : "no reason given");
    rajroute_free(error);
    return 1;
}

int main(int argc, char **argv) {
    if (argc < 5) {
        fprintf(stderr, "usage: route FILE CATEGORY DAY PLACES [RULE]\n");
        return 64;
    }
    if (rajroute_abi() != RAJROUTE_ABI) {
        fprintf(stderr, "librajroute has another interface than this program\n");
        return 69;
    }
    char *error = NULL;
    rajroute_table *table = rajroute_open(argv[1], &error);
    if (!table) return fail(error);
    fprintf(stderr, "release %lld, %s\n", (long long)rajroute_release(table),
            rajroute_digest(table));

    rajroute_request request = {
        .id = "C-1", .category = argv[2], .day = argv[3], .places = argv[4]};
    char *decision = rajroute_decide(table, &request, &error);
    if (!decision) return fail(error);
    printf("%s\n", decision);
    rajroute_free(decision);

    rajroute_request both[2] = {request, request};
    both[1].id = "C-2";
    both[1].places = NULL;
    char *lines = rajroute_decide_batch(table, both, 2, &error);
    if (!lines) return fail(error);
    printf("%s", lines);
    rajroute_free(lines);

    if (argc > 5) {
        char *explanation = rajroute_explain(table, &request, argv[5], &error);
        if (!explanation) return fail(error);
        printf("%s\n", explanation);
        rajroute_free(explanation);
    }
    rajroute_close(table);
    return 0;
}
