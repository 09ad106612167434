// The low-level functions hash without looking an algorithm up and without allocating, which EVP does per call.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "copenssl.h"

#include <openssl/md5.h>
#include <openssl/sha.h>
#include <string.h>

_Static_assert(sizeof(SHA256_CTX) <= sizeof(((copenssl_hmac_key *)0)->inner), "an HMAC half holds a SHA256_CTX");

_Static_assert(sizeof(SHA256_CTX) <= sizeof(copenssl_sha256_state), "a state holds a SHA256_CTX");

enum { block_length = 64 };

void copenssl_sha256_pair(const void *first, size_t first_length, const void *second, size_t second_length,
                         uint8_t *digest) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, first, first_length);
    SHA256_Update(&context, second, second_length);
    SHA256_Final(digest, &context);
}

void copenssl_sha256(const void *bytes, size_t length, uint8_t *digest) {
    copenssl_sha256_pair(bytes, length, NULL, 0, digest);
}

void copenssl_sha256_start(copenssl_sha256_state *state) {
    SHA256_Init((SHA256_CTX *)state->context);
}

void copenssl_sha256_add(copenssl_sha256_state *state, const void *bytes, size_t length) {
    SHA256_Update((SHA256_CTX *)state->context, bytes, length);
}

void copenssl_sha256_finish(copenssl_sha256_state *state, uint8_t *digest) {
    SHA256_Final(digest, (SHA256_CTX *)state->context);
}

static void absorb_padded(uint64_t *state, const uint8_t *block, uint8_t pad) {
    uint8_t padded[block_length];
    for (int index = 0; index < block_length; index++) {
        padded[index] = block[index] ^ pad;
    }
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, padded, block_length);
    memcpy(state, &context, sizeof context);
}

void copenssl_hmac_prepare(copenssl_hmac_key *key, const void *bytes, size_t length) {
    uint8_t block[block_length] = {0};
    if (length > block_length) {
        copenssl_sha256(bytes, length, block);
    } else if (length > 0) {
        memcpy(block, bytes, length);
    }
    absorb_padded(key->inner, block, 0x36);
    absorb_padded(key->outer, block, 0x5c);
}

void copenssl_hmac_absorb(copenssl_hmac_key *key, const void *bytes, size_t length) {
    SHA256_CTX context;
    memcpy(&context, key->inner, sizeof context);
    SHA256_Update(&context, bytes, length);
    memcpy(key->inner, &context, sizeof context);
}

void copenssl_hmac(const copenssl_hmac_key *key, const void *first, size_t first_length, const void *second,
                  size_t second_length, uint8_t *mac) {
    SHA256_CTX context;
    memcpy(&context, key->inner, sizeof context);
    SHA256_Update(&context, first, first_length);
    SHA256_Update(&context, second, second_length);
    SHA256_Final(mac, &context);
    memcpy(&context, key->outer, sizeof context);
    SHA256_Update(&context, mac, SHA256_DIGEST_LENGTH);
    SHA256_Final(mac, &context);
}

void copenssl_md5(const void *bytes, size_t length, uint8_t *digest) {
    MD5(bytes, length, digest);
}
