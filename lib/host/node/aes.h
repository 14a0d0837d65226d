/* SPDX-License-Identifier: MIT */
/*
 * aes.h - the block cipher AES (FIPS 197) and its modes of operation (SP 800-38A, 38D), for node:crypto. Not hardened
 * against timing: a prediction has no secrets.
 */
#ifndef EVL_HOST_NODE_AES_H
#define EVL_HOST_NODE_AES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EVL_AES_BLOCK = 16, EVL_AES_MAX_ROUNDS = 14 };

struct evl_aes {
	uint8_t round_keys[(EVL_AES_MAX_ROUNDS + 1) * EVL_AES_BLOCK];
	int rounds;
};

/* `size`: 16, 24 or 32 bytes of key. */
void evl_aes_init(struct evl_aes *aes, const uint8_t *key, size_t size);
void evl_aes_encrypt(const struct evl_aes *aes, const uint8_t in[EVL_AES_BLOCK], uint8_t out[EVL_AES_BLOCK]);

/* Whole blocks; cbc: each is mixed with the one before, the first with `iv`, which is updated. In and out may be the same. */
void evl_aes_blocks(const struct evl_aes *aes, bool encrypt, bool cbc, uint8_t iv[EVL_AES_BLOCK], const uint8_t *in, size_t length, uint8_t *out);
/* Counter mode from `counter`, which counts in its last `width` bytes (16 for CTR, 4 for GCM). */
void evl_aes_counter(const struct evl_aes *aes, const uint8_t counter[EVL_AES_BLOCK], unsigned width, const uint8_t *in, size_t length, uint8_t *out);
/* Galois/counter mode: encrypts or decrypts, and gives the tag of the ciphertext and the additional data. */
void evl_aes_gcm(const struct evl_aes *aes, bool encrypt, const uint8_t *iv, size_t iv_length, const uint8_t *more, size_t more_length,
		 const uint8_t *in, size_t length, uint8_t *out, uint8_t tag[EVL_AES_BLOCK]);

#endif
