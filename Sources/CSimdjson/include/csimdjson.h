#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// An indexer: simdjson's first stage and the buffers that it owns.
typedef struct csimdjson_indexer csimdjson_indexer;

/// A new indexer, or NULL where memory ran out.
csimdjson_indexer *_Nullable csimdjson_indexer_create(void);

void csimdjson_indexer_destroy(csimdjson_indexer *_Nullable indexer);

/// Finds the offset of every structural character and of every scalar's first byte, and checks UTF-8.
///
/// Returns 0 and sets `indexes` and `count` (owned by the indexer, valid until its next call);
/// returns simdjson's error code where the text is not UTF-8, ends inside a string, is empty, or holds an
/// unescaped control character in a string. `length` is at most 4 GiB - 64.
int csimdjson_index(csimdjson_indexer *_Nonnull indexer, const uint8_t *_Nonnull bytes, size_t length,
                    const uint32_t *_Nullable *_Nonnull indexes, uint32_t *_Nonnull count);

#ifdef __cplusplus
}
#endif
#endif
