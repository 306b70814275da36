#include "CMachine.h"

#include <string.h>

typedef struct {
    uint64_t commas, feeds, quotes, returns;
} Masks;

#if defined(__SSE2__)
#include <emmintrin.h>
static inline Masks masks_of(const uint8_t *p) {
    const __m128i comma = _mm_set1_epi8(','), feed = _mm_set1_epi8('\n'), quote = _mm_set1_epi8('"');
    const __m128i carriage = _mm_set1_epi8('\r');
    Masks masks = {0, 0, 0, 0};
    __m128i returns = _mm_setzero_si128();
    for (int i = 0; i < 4; i++) {
        __m128i v = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        masks.commas |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, comma)) << (16 * i);
        masks.feeds |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, feed)) << (16 * i);
        masks.quotes |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, quote)) << (16 * i);
        returns = _mm_or_si128(returns, _mm_cmpeq_epi8(v, carriage));
    }
    // Whether there is one is all that matters, not where.
    masks.returns = (uint64_t)_mm_movemask_epi8(returns);
    return masks;
}
#else
static inline Masks masks_of(const uint8_t *p) {
    Masks masks = {0, 0, 0, 0};
    for (int i = 0; i < 64; i++) {
        masks.commas |= (uint64_t)(p[i] == ',') << i;
        masks.feeds |= (uint64_t)(p[i] == '\n') << i;
        masks.quotes |= (uint64_t)(p[i] == '"') << i;
        masks.returns |= p[i] == '\r';
    }
    return masks;
}
#endif

size_t machine_separators(const uint8_t *bytes, size_t count, uint32_t *places, uint32_t *quotes) {
    size_t found = 0;
    // All bits when the block starts inside quotes.
    uint64_t inside = *quotes & 1 ? ~0ull : 0;
    uint32_t any = 0;
    uint64_t returns = 0;
    for (size_t at = 0; at < count; at += 64) {
        Masks masks;
        if (count - at >= 64) {
            masks = masks_of(bytes + at);
        } else {
            uint8_t last[64] = {0};
            memcpy(last, bytes + at, count - at);
            masks = masks_of(last);
        }
        uint64_t separators = masks.commas | masks.feeds;
        returns |= masks.returns;
        if (masks.quotes | inside) {
            // Each bit becomes whether the number of quotes up to it is odd.
            uint64_t odd = masks.quotes;
            for (int shift = 1; shift < 64; shift *= 2) odd ^= odd << shift;
            odd ^= inside;
            inside = (uint64_t)((int64_t)odd >> 63);
            separators &= ~odd;
            any |= masks.quotes != 0;
        }
        while (separators) {
            int bit = __builtin_ctzll(separators);
            places[found++] = (uint32_t)(at + (size_t)bit) | (uint32_t)(masks.feeds >> bit & 1) << 31;
            separators &= separators - 1;
        }
    }
    *quotes = (uint32_t)(inside & 1) | any << 1 | (uint32_t)(returns != 0) << 2;
    return found;
}

size_t machine_end_of_rows(const uint8_t *bytes, size_t count) {
    if (memchr(bytes, '"', count) == NULL) {
        while (count > 0 && bytes[count - 1] != '\n') count--;
        return count;
    }
    size_t end = 0;
    int inside = 0;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] == '"') inside = !inside;
        if (bytes[i] == '\n' && !inside) end = i + 1;
    }
    return end;
}
