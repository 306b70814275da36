#include "CMachine.h"

#include <string.h>

#define POLYNOMIAL 0x82f63b78u

/// The product of two polynomials modulo the polynomial of the CRC, bits reversed.
static uint32_t multiply(uint32_t a, uint32_t b) {
    uint32_t bit = 1u << 31, product = 0;
    for (;;) {
        if (a & bit) {
            product ^= b;
            if ((a & (bit - 1)) == 0) return product;
        }
        bit >>= 1;
        b = b & 1 ? (b >> 1) ^ POLYNOMIAL : b >> 1;
    }
}

uint32_t machine_crc32c_plain(uint32_t crc, const void *bytes, size_t count) {
    // The table costs two microseconds and needs no lock.
    uint32_t table[256];
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t value = i;
        for (int bit = 0; bit < 8; bit++) value = value & 1 ? (value >> 1) ^ POLYNOMIAL : value >> 1;
        table[i] = value;
    }
    const uint8_t *p = bytes;
    crc = ~crc;
    while (count--) crc = (crc >> 8) ^ table[(crc ^ *p++) & 0xff];
    return ~crc;
}

#if defined(__x86_64__)
#include <nmmintrin.h>
#define STEP8(state, word) _mm_crc32_u64(state, word)
#define STEP1(state, byte) _mm_crc32_u8(state, byte)
#define HARDWARE __attribute__((target("sse4.2")))
static int has_hardware(void) { return __builtin_cpu_supports("sse4.2"); }
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#define STEP8(state, word) __crc32cd(state, word)
#define STEP1(state, byte) __crc32cb(state, byte)
#define HARDWARE
static int has_hardware(void) { return 1; }
#endif

#ifdef HARDWARE

static inline uint64_t word_at(const uint8_t *p) {
    uint64_t word;
    memcpy(&word, p, 8);
    return word;
}

/// Bytes of one of three lanes: the instruction takes three cycles and one can start in each.
#define LANE 16384

HARDWARE static uint32_t hardware(uint32_t crc, const uint8_t *p, size_t count) {
    uint64_t a = (uint32_t)~crc;
    if (count >= 3 * LANE) {
        // x to the power of the bits in one lane, by squaring x to the power of 8.
        uint32_t one = 1u << 23;
        for (size_t bytes = 1; bytes < LANE; bytes *= 2) one = multiply(one, one);
        uint32_t two = multiply(one, one);
        do {
            uint64_t b = 0, c = 0;
            for (size_t i = 0; i < LANE; i += 8) {
                a = STEP8(a, word_at(p + i));
                b = STEP8(b, word_at(p + LANE + i));
                c = STEP8(c, word_at(p + 2 * LANE + i));
            }
            a = multiply(two, (uint32_t)a) ^ multiply(one, (uint32_t)b) ^ (uint32_t)c;
            p += 3 * LANE;
            count -= 3 * LANE;
        } while (count >= 3 * LANE);
    }
    for (; count >= 8; p += 8, count -= 8) a = STEP8(a, word_at(p));
    for (; count; p++, count--) a = STEP1((uint32_t)a, *p);
    return ~(uint32_t)a;
}

#endif

uint32_t machine_crc32c(uint32_t crc, const void *bytes, size_t count) {
#ifdef HARDWARE
    if (has_hardware()) return hardware(crc, bytes, count);
#endif
    return machine_crc32c_plain(crc, bytes, count);
}
