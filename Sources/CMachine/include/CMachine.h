// What the rule engine and the readers ask of the machine and cannot say in Swift: a hint that memory
// will be read, a comparison without a branch, CRC-32C by its instruction, and the places of separators
// and markup 64 bytes at a time.
#ifndef CMACHINE_H
#define CMACHINE_H

#include <stddef.h>
#include <stdint.h>

/// Tells the processor that these bytes will be read soon. Never faults.
static inline void machine_prefetch(const void *_Nonnull bytes) { __builtin_prefetch(bytes); }

/// All bits when two words are equal, else none; never a branch, which random data would make the
/// processor guess wrong.
static inline uint64_t machine_equal(uint64_t a, uint64_t b) {
    uint64_t mask = a == b ? ~0ull : 0;
    // What the compiler does not know to be all or nothing, it cannot turn into a branch.
    __asm__("" : "+r"(mask));
    return mask;
}

/// CRC-32C (Castagnoli) of bytes, going on from an earlier call's result or from 0.
uint32_t machine_crc32c(uint32_t crc, const void *_Nullable bytes, size_t count);

/// The same without special instructions; for machines without them, and to compare.
uint32_t machine_crc32c_plain(uint32_t crc, const void *_Nullable bytes, size_t count);

/// A place in `machine_separators`'s output that is a line feed has this bit.
#define MACHINE_LINE_FEED 0x80000000u

/// Writes the place of each comma and line feed outside quotes, in order, and returns how many.
///
/// `places` has room for `count` numbers; `count` is below 2^31. `quotes` is 0 for text that
/// starts outside quotes and 1 for text that starts inside; it is set to the state at the end,
/// with bit 1 set when there was any quote, and bit 2 when there was any carriage return.
size_t machine_separators(const uint8_t *_Nonnull bytes, size_t count,
                          uint32_t *_Nonnull places, uint32_t *_Nonnull quotes);

/// How many bytes there are up to and with the last line feed outside quotes.
size_t machine_end_of_rows(const uint8_t *_Nonnull bytes, size_t count);

/// Which of the next 64 bytes, or of as many as there are, is `<`, `>`, a quote of either kind, a
/// carriage return or a line feed: the bit of the first is the lowest.
uint64_t machine_markup(const void *_Nonnull bytes, size_t count);

/// How many bytes stand before the first that is 0 or above 127.
size_t machine_plain(const void *_Nonnull bytes, size_t count);

#endif
