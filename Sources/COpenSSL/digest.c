// The low-level functions hash without looking an algorithm up and without allocating, which EVP does per call.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "copenssl.h"

#include <openssl/md5.h>
#include <openssl/sha.h>
#include <string.h>

_Static_assert(sizeof(SHA256_CTX) <= sizeof(((copenssl_hmac_key *)0)->inner), "an HMAC half holds a SHA256_CTX");

_Static_assert(sizeof(SHA256_CTX) <= sizeof(copenssl_sha256_state), "a state holds a SHA256_CTX");

enum { block_length = 64 };

static void store_big_endian(uint8_t *bytes, uint32_t word) {
    for (int index = 0; index < 4; index++) {
        bytes[index] = (uint8_t)(word >> (24 - 8 * index));
    }
}

/// Hashes the last bytes, fewer than a block, with their padding (FIPS 180-4, section 5.1.1), and writes the digest.
/// SHA256_Final does the same, and then erases the context, which costs a third of a short MAC.
static void finish(SHA256_CTX *context, const uint8_t *rest, size_t length, uint64_t total, uint8_t *digest) {
    uint8_t block[block_length];
    if (length > 0) {
        memcpy(block, rest, length);
    }
    block[length] = 0x80;
    memset(block + length + 1, 0, block_length - length - 1);
    if (length >= block_length - 8) {
        SHA256_Transform(context, block);
        memset(block, 0, block_length);
    }
    store_big_endian(block + block_length - 8, (uint32_t)(total >> 29));
    store_big_endian(block + block_length - 4, (uint32_t)(total << 3));
    SHA256_Transform(context, block);
    for (int index = 0; index < 8; index++) {
        store_big_endian(digest + 4 * index, context->h[index]);
    }
}

void copenssl_sha256(const void *bytes, size_t length, uint8_t *digest) {
    SHA256_CTX context;
    SHA256_Init(&context);
    size_t whole = length - length % block_length;
    SHA256_Update(&context, bytes, whole);
    finish(&context, length > whole ? (const uint8_t *)bytes + whole : NULL, length - whole, length, digest);
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

/// The inner hash of a MAC over parts that fit into one block behind what the key has absorbed.
static void hash_short(SHA256_CTX *context, const void *first, size_t first_length, const void *second,
                       size_t second_length, uint8_t *digest) {
    uint8_t rest[block_length];
    size_t kept = context->num;
    uint64_t total = ((uint64_t)context->Nh << 32 | context->Nl) / 8 + first_length + second_length;
    memcpy(rest, context->data, kept);
    if (first_length > 0) {
        memcpy(rest + kept, first, first_length);
    }
    if (second_length > 0) {
        memcpy(rest + kept + first_length, second, second_length);
    }
    finish(context, rest, kept + first_length + second_length, total, digest);
}

void copenssl_hmac(const copenssl_hmac_key *key, const void *first, size_t first_length, const void *second,
                  size_t second_length, uint8_t *mac) {
    SHA256_CTX context;
    memcpy(&context, key->inner, sizeof context);
    if (context.num == 0 && first_length >= block_length) {
        // Whole blocks are hashed where they lie.
        size_t whole = first_length - first_length % block_length;
        SHA256_Update(&context, first, whole);
        first = (const uint8_t *)first + whole;
        first_length -= whole;
    }
    if (second_length < block_length && context.num + first_length + second_length < block_length) {
        hash_short(&context, first, first_length, second, second_length, mac);
    } else {
        SHA256_Update(&context, first, first_length);
        SHA256_Update(&context, second, second_length);
        hash_short(&context, NULL, 0, NULL, 0, mac);
    }
    memcpy(&context, key->outer, sizeof context);
    finish(&context, mac, SHA256_DIGEST_LENGTH, block_length + SHA256_DIGEST_LENGTH, mac);
}

void copenssl_md5(const void *bytes, size_t length, uint8_t *digest) {
    MD5(bytes, length, digest);
}
