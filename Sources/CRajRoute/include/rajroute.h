/// librajroute: decides where complaints go, from the route file of a release.
///
/// A route file is written by `rajmap publish` beside the database
/// (DATABASE.routes/NUMBER-DIGEST.route); schemas/route-file.md says what is in it. The library
/// needs nothing else: no database, no network, no configuration.
///
///     char *error = NULL;
///     rajroute_table *table = rajroute_open("2-6f1c….route", &error);
///     rajroute_request request = { .category = "WAT-SUP-01", .day = "2026-06-01",
///                                  .places = "tehsil:538 district:101" };
///     char *decision = rajroute_decide(table, &request, &error);
///     puts(decision);
///     rajroute_free(decision);
///     rajroute_close(table);
///
/// Texts are UTF-8 and end with a zero byte. A function that fails returns NULL and, where
/// `error` is not NULL, sets `*error` to a text that says what happened and what to do; where it
/// succeeds it leaves `*error` alone. Results and errors are the caller's: give each back with
/// rajroute_free.
///
/// A table never changes. Any number of threads may ask it at once; only rajroute_close must be
/// the last call with it. Nothing is kept between calls, so there is no last error to race for.
///
/// The numbers and shapes here change only together with rajroute_abi().
#ifndef RAJROUTE_H
#define RAJROUTE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__clang__)
#pragma clang assume_nonnull begin
#define RAJROUTE_NULLABLE _Nullable
#else
#define RAJROUTE_NULLABLE
#endif

/// The version of this interface; compare it with rajroute_abi() when the library is loaded at
/// run time.
#define RAJROUTE_ABI 1

/// The routes of one release, opened.
typedef struct rajroute_table rajroute_table;

/// What is known of a complaint: no name, no phone, no text.
typedef struct rajroute_request {
    /// The complaint's own number, carried into the answer; NULL for none.
    const char *RAJROUTE_NULLABLE id;
    /// The code of a category.
    const char *RAJROUTE_NULLABLE category;
    /// `portal`, `app`, … as the masters name channels; NULL when unknown.
    const char *RAJROUTE_NULLABLE channel;
    /// `rural` or `urban`; NULL when unknown.
    const char *RAJROUTE_NULLABLE setting;
    /// The day of registration in Asia/Kolkata, `2026-06-01`.
    const char *RAJROUTE_NULLABLE day;
    /// The places known, parted by spaces: `tehsil:538 district:101`. At most one, the lowest, of
    /// each hierarchy, and the district.
    const char *RAJROUTE_NULLABLE places;
} rajroute_request;

/// The version of the interface that the library was built with.
uint32_t rajroute_abi(void);

/// Opens the route file of a release: mapped into memory, every byte compared with its checksum.
rajroute_table *RAJROUTE_NULLABLE rajroute_open(
    const char *RAJROUTE_NULLABLE path, char *RAJROUTE_NULLABLE *RAJROUTE_NULLABLE error);

/// Gives a table back; NULL is allowed.
void rajroute_close(rajroute_table *RAJROUTE_NULLABLE table);

/// The number of the release; 0 for NULL.
int64_t rajroute_release(const rajroute_table *RAJROUTE_NULLABLE table);

/// The digest of the release in hexadecimal, valid until the table is closed; NULL for NULL.
const char *RAJROUTE_NULLABLE rajroute_digest(const rajroute_table *RAJROUTE_NULLABLE table);

/// Decides one complaint: a JSON object, as schemas/decision.schema.json says.
///
/// A complaint that cannot be routed is an answer, not an error: `outcome` is `unroutable` and
/// `reason` says why. A place or category whose code is gone is decided by what stands for it, and
/// `followed` names both.
char *RAJROUTE_NULLABLE rajroute_decide(
    const rajroute_table *RAJROUTE_NULLABLE table,
    const rajroute_request *RAJROUTE_NULLABLE request,
    char *RAJROUTE_NULLABLE *RAJROUTE_NULLABLE error);

/// Decides many complaints on all cores: one JSON object a line, in the order of the requests.
///
/// One request that cannot be read fails the call, and the error names its position.
char *RAJROUTE_NULLABLE rajroute_decide_batch(
    const rajroute_table *RAJROUTE_NULLABLE table,
    const rajroute_request *RAJROUTE_NULLABLE requests, size_t count,
    char *RAJROUTE_NULLABLE *RAJROUTE_NULLABLE error);

/// Decides one complaint and says why: a JSON object with the decision, the rules that were
/// looked at in rank order, near misses, how each level's post was found, and which release,
/// file and line said so.
///
/// `why_not` is the code of a rule that was expected to win; NULL for none.
char *RAJROUTE_NULLABLE rajroute_explain(
    const rajroute_table *RAJROUTE_NULLABLE table,
    const rajroute_request *RAJROUTE_NULLABLE request, const char *RAJROUTE_NULLABLE why_not,
    char *RAJROUTE_NULLABLE *RAJROUTE_NULLABLE error);

/// Gives back a text that a function here returned; NULL is allowed.
void rajroute_free(char *RAJROUTE_NULLABLE text);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#ifdef __cplusplus
}
#endif

#endif
