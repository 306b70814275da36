#ifndef CWEBPOST_H
#define CWEBPOST_H

#include <stddef.h>

/// Posts a body over HTTP or HTTPS and waits for the answer; redirects are not followed, and
/// what the answer says is not kept.
///
/// The system's libcurl does it. It is opened when it is first needed, for it brings some forty
/// libraries with it, which every other command would have to load.
///
/// - `address`: an http or https address, UTF-8.
/// - `headers`: lines `name: value`, each ended by a line feed.
/// - `timeout`: how many milliseconds it may take altogether.
/// - `reason`: takes, when there is no answer, why, as text of less than `room` bytes.
///
/// Returns the status of the answer, or 0 when there is none.
int web_post(const char *address, const char *headers, const void *body, size_t count,
             long timeout, char *reason, size_t room);

#endif
