#include "CWebPost.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Of curl/curl.h, whose numbers never change while the library is libcurl.so.4.
enum {
    OPTION_PROTOCOLS = 181, OPTION_TIMEOUT_MS = 155, OPTION_NOSIGNAL = 99,
    OPTION_URL = 10002, OPTION_POSTFIELDS = 10015, OPTION_USERAGENT = 10018,
    OPTION_HTTPHEADER = 10023, OPTION_WRITEFUNCTION = 20011, OPTION_POSTFIELDSIZE_LARGE = 30120,
    INFO_RESPONSE_CODE = 0x200002,
    PROTOCOLS_HTTP_AND_HTTPS = 3, INIT_ALL = 3
};

static struct {
    int (*global_init)(long);
    void *(*easy_init)(void);
    int (*easy_setopt)(void *, int, ...);
    int (*easy_perform)(void *);
    int (*easy_getinfo)(void *, int, ...);
    void (*easy_cleanup)(void *);
    const char *(*easy_strerror)(int);
    void *(*slist_append)(void *, const char *);
    void (*slist_free_all)(void *);
} curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_open;

static void open_library(void) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW);
    if (!library) library = dlopen("libcurl-gnutls.so.4", RTLD_NOW);
    if (!library) return;
    struct { void *place; const char *name; } wanted[] = {
        { &curl.global_init, "curl_global_init" }, { &curl.easy_init, "curl_easy_init" },
        { &curl.easy_setopt, "curl_easy_setopt" }, { &curl.easy_perform, "curl_easy_perform" },
        { &curl.easy_getinfo, "curl_easy_getinfo" }, { &curl.easy_cleanup, "curl_easy_cleanup" },
        { &curl.easy_strerror, "curl_easy_strerror" },
        { &curl.slist_append, "curl_slist_append" },
        { &curl.slist_free_all, "curl_slist_free_all" },
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        void *symbol = dlsym(library, wanted[i].name);
        if (!symbol) return;
        memcpy(wanted[i].place, &symbol, sizeof symbol);
    }
    is_open = curl.global_init(INIT_ALL) == 0;
}

static size_t ignore(char *bytes, size_t size, size_t count, void *data) {
    (void)bytes;
    (void)data;
    return size * count;
}

/// The lines as libcurl's list; nothing when there is not enough memory.
static void *header_list(const char *headers) {
    // Without this a large body would wait for leave to be sent.
    void *list = curl.slist_append(NULL, "Expect:");
    while (list && *headers) {
        size_t length = strcspn(headers, "\n");
        char *line = strndup(headers, length);
        void *longer = line ? curl.slist_append(list, line) : NULL;
        free(line);
        if (!longer) {
            curl.slist_free_all(list);
            return NULL;
        }
        list = longer;
        headers += length + (headers[length] == '\n');
    }
    return list;
}

int web_post(const char *address, const char *headers, const void *body, size_t count,
             long timeout, char *reason, size_t room) {
    pthread_once(&once, open_library);
    if (!is_open) {
        snprintf(reason, room, "libcurl (libcurl.so.4) is not installed here");
        return 0;
    }
    void *handle = curl.easy_init();
    void *list = header_list(headers);
    long status = 0;
    if (!handle || !list) {
        snprintf(reason, room, "there is not enough memory");
    } else {
        curl.easy_setopt(handle, OPTION_URL, address);
        curl.easy_setopt(handle, OPTION_PROTOCOLS, (long)PROTOCOLS_HTTP_AND_HTTPS);
        curl.easy_setopt(handle, OPTION_USERAGENT, "rajmap");
        curl.easy_setopt(handle, OPTION_HTTPHEADER, list);
        curl.easy_setopt(handle, OPTION_POSTFIELDSIZE_LARGE, (long long)count);
        curl.easy_setopt(handle, OPTION_POSTFIELDS, count > 0 ? body : "");
        curl.easy_setopt(handle, OPTION_TIMEOUT_MS, timeout);
        curl.easy_setopt(handle, OPTION_NOSIGNAL, 1L);
        curl.easy_setopt(handle, OPTION_WRITEFUNCTION, ignore);
        int error = curl.easy_perform(handle);
        if (error) {
            snprintf(reason, room, "%s", curl.easy_strerror(error));
        } else {
            curl.easy_getinfo(handle, INFO_RESPONSE_CODE, &status);
        }
    }
    if (list) curl.slist_free_all(list);
    if (handle) curl.easy_cleanup(handle);
    return (int)status;
}
