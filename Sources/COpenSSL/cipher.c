#include "copenssl.h"

#include <limits.h>
#include <openssl/evp.h>

enum { tag_length = 16 };

copenssl_cipher *copenssl_cipher_new(const uint8_t *key) {
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    // Looking the cipher up costs more than encrypting a message: once a key is enough.
    if (cipher != NULL && EVP_EncryptInit_ex(cipher, EVP_chacha20_poly1305(), NULL, key, NULL) == 1) {
        return cipher;
    }
    EVP_CIPHER_CTX_free(cipher);
    return NULL;
}

void copenssl_cipher_free(copenssl_cipher *cipher) {
    EVP_CIPHER_CTX_free(cipher);
}

int copenssl_encrypt(copenssl_cipher *cipher, const uint8_t *nonce, const void *associated, size_t associated_length,
                     const void *bytes, size_t length, uint8_t *output) {
    int written = 0;
    int rest = 0;
    return length <= INT_MAX && associated_length <= INT_MAX &&
           EVP_EncryptInit_ex(cipher, NULL, NULL, NULL, nonce) == 1 &&
           EVP_EncryptUpdate(cipher, NULL, &written, associated, (int)associated_length) == 1 &&
           (length == 0 || EVP_EncryptUpdate(cipher, output, &written, bytes, (int)length) == 1) &&
           EVP_EncryptFinal_ex(cipher, output + length, &rest) == 1 &&
           EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, tag_length, output + length) == 1;
}
