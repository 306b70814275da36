#include "CMachine.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
static inline uint64_t marks_of(const uint8_t *p) {
    const __m128i less = _mm_set1_epi8('<'), greater = _mm_set1_epi8('>');
    const __m128i both = _mm_set1_epi8('"'), one = _mm_set1_epi8('\'');
    const __m128i feed = _mm_set1_epi8('\n'), carriage = _mm_set1_epi8('\r');
    uint64_t marks = 0;
    for (int i = 0; i < 4; i++) {
        __m128i v = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        __m128i angles = _mm_or_si128(_mm_cmpeq_epi8(v, less), _mm_cmpeq_epi8(v, greater));
        __m128i quotes = _mm_or_si128(_mm_cmpeq_epi8(v, both), _mm_cmpeq_epi8(v, one));
        __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(v, feed), _mm_cmpeq_epi8(v, carriage));
        __m128i any = _mm_or_si128(angles, _mm_or_si128(quotes, ends));
        marks |= (uint64_t)(uint16_t)_mm_movemask_epi8(any) << (16 * i);
    }
    return marks;
}
#else
static inline uint64_t marks_of(const uint8_t *p) {
    uint64_t marks = 0;
    for (int i = 0; i < 64; i++) {
        uint8_t b = p[i];
        int is = b == '<' || b == '>' || b == '"' || b == '\'' || b == '\n' || b == '\r';
        marks |= (uint64_t)is << i;
    }
    return marks;
}
#endif

uint64_t machine_markup(const void *bytes, size_t count) {
    if (count >= 64) return marks_of(bytes);
    uint8_t last[64] = {0};
    memcpy(last, bytes, count);
    return marks_of(last);
}
