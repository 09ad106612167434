#ifndef COPENSSL_H
#define COPENSSL_H

#include <stddef.h>
#include <stdint.h>

/// What the loader uses of OpenSSL's libcrypto on its hot paths; nothing here allocates per call.

/// SHA-256 and HMAC-SHA-256 (FIPS 180-4, RFC 2104).

/// The keyed state of an HMAC: the inner and the outer hash after the padded key's block.
typedef struct {
    uint64_t inner[14];
    uint64_t outer[14];
} copenssl_hmac_key;

void copenssl_sha256(const void *_Nullable bytes, size_t length, uint8_t *_Nonnull digest);

/// A SHA-256 that takes its bytes piece by piece.
typedef struct {
    uint64_t context[14];
} copenssl_sha256_state;

void copenssl_sha256_start(copenssl_sha256_state *_Nonnull state);
void copenssl_sha256_add(copenssl_sha256_state *_Nonnull state, const void *_Nullable bytes, size_t length);

/// Writes the 32 bytes of the digest; the state cannot be used again before the next start.
void copenssl_sha256_finish(copenssl_sha256_state *_Nonnull state, uint8_t *_Nonnull digest);

void copenssl_hmac_prepare(copenssl_hmac_key *_Nonnull key, const void *_Nullable bytes, size_t length);

/// Lets every later MAC of the key begin with these bytes, which are hashed once and for all.
void copenssl_hmac_absorb(copenssl_hmac_key *_Nonnull key, const void *_Nullable bytes, size_t length);

/// Writes the 32 bytes of the MAC over both parts as if they stood in one buffer.
void copenssl_hmac(const copenssl_hmac_key *_Nonnull key, const void *_Nullable first, size_t first_length,
                  const void *_Nullable second, size_t second_length, uint8_t *_Nonnull mac);

/// MD5 (RFC 1321), which SQS sends as a checksum of a body; never used for security.
void copenssl_md5(const void *_Nullable bytes, size_t length, uint8_t *_Nonnull digest);

/// A cipher that encrypts many messages with one key: ChaCha20-Poly1305 (RFC 8439).
typedef struct evp_cipher_ctx_st copenssl_cipher;

/// A cipher with this key of 32 bytes; NULL where libcrypto has none. To be given to `copenssl_cipher_free`.
copenssl_cipher *_Nullable copenssl_cipher_new(const uint8_t *_Nonnull key);

void copenssl_cipher_free(copenssl_cipher *_Nullable cipher);

/// Writes the ciphertext and its tag of 16 bytes: `length + 16` bytes. The nonce has 12, and is never used twice.
/// Returns 1 for success.
int copenssl_encrypt(copenssl_cipher *_Nonnull cipher, const uint8_t *_Nonnull nonce,
                     const void *_Nullable associated, size_t associated_length, const void *_Nullable bytes,
                     size_t length, uint8_t *_Nonnull output);

#endif
