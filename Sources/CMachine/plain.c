#include "CMachine.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

size_t machine_plain(const void *bytes, size_t count) {
    const uint8_t *p = bytes;
    size_t at = 0;
#if defined(__SSE2__)
    const __m128i zero = _mm_setzero_si128();
    for (; count - at >= 16; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(p + at));
        // The highest bit of each byte that is 0 or above 127.
        int other = _mm_movemask_epi8(_mm_or_si128(v, _mm_cmpeq_epi8(v, zero)));
        if (other) return at + (size_t)__builtin_ctz((unsigned)other);
    }
#endif
    while (at < count && p[at] - 1u < 127) at++;
    return at;
}
