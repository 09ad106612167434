#ifndef CDIGEST_H
#define CDIGEST_H

#include <stddef.h>
#include <stdint.h>

/// SHA-256 and HMAC-SHA-256 (FIPS 180-4, RFC 2104) by OpenSSL's libcrypto, without an allocation per call.

/// The keyed state of an HMAC: the inner and the outer hash after the padded key's block.
typedef struct {
    uint64_t inner[14];
    uint64_t outer[14];
} cdigest_hmac_key;

void cdigest_sha256(const void *_Nullable bytes, size_t length, uint8_t *_Nonnull digest);

/// Two parts are hashed as if they stood in one buffer.
void cdigest_sha256_pair(const void *_Nullable first, size_t first_length, const void *_Nullable second,
                         size_t second_length, uint8_t *_Nonnull digest);

/// A SHA-256 that takes its bytes piece by piece.
typedef struct {
    uint64_t context[14];
} cdigest_sha256_state;

void cdigest_sha256_start(cdigest_sha256_state *_Nonnull state);
void cdigest_sha256_add(cdigest_sha256_state *_Nonnull state, const void *_Nullable bytes, size_t length);

/// Writes the 32 bytes of the digest; the state cannot be used again before the next start.
void cdigest_sha256_finish(cdigest_sha256_state *_Nonnull state, uint8_t *_Nonnull digest);

void cdigest_hmac_prepare(cdigest_hmac_key *_Nonnull key, const void *_Nullable bytes, size_t length);

/// Lets every later MAC of the key begin with these bytes, which are hashed once and for all.
void cdigest_hmac_absorb(cdigest_hmac_key *_Nonnull key, const void *_Nullable bytes, size_t length);

/// Writes the 32 bytes of the MAC over both parts as if they stood in one buffer.
void cdigest_hmac(const cdigest_hmac_key *_Nonnull key, const void *_Nullable first, size_t first_length,
                  const void *_Nullable second, size_t second_length, uint8_t *_Nonnull mac);

/// MD5 (RFC 1321), which SQS sends as a checksum of a body; never used for security.
void cdigest_md5(const void *_Nullable bytes, size_t length, uint8_t *_Nonnull digest);

#endif
