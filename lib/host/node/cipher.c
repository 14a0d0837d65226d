/* SPDX-License-Identifier: MIT */
/*
 * cipher.c - what node:crypto needs for ciphers and for keys out of passwords: AES over whole texts, and scrypt (RFC 7914).
 */
#include <string.h>

#include "host/node/aes.h"
#include "host/node/bytes.h"
#include "host/node/node.h"
#include "value/convert.h"
#include "value/typed_array.h"
#include "builtins/args.h"

enum { MAX_CIPHERED = 1 << 22 };

/* aes(mode, encrypt, key, iv, bytes[, additional]): mode "ecb", "cbc" (whole blocks), "ctr", "gcm" (the tag stands behind the text). */
static bool run_aes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	size_t key_length, iv_length, length, more_length;
	const char *mode = evl_value_text(realm, evl_arg(args, 0));
	bool encrypt = evl_to_boolean(evl_arg(args, 1));
	const uint8_t *key = evl_node_bytes(evl_arg(args, 2), &key_length), *iv = evl_node_bytes(evl_arg(args, 3), &iv_length);
	const uint8_t *in = evl_node_bytes(evl_arg(args, 4), &length), *more = evl_node_bytes(evl_arg(args, 5), &more_length);
	struct evl_aes aes;
	uint8_t start[EVL_AES_BLOCK] = { 0 };
	*result = EVL_UNDEFINED;
	if (key_length != 16 && key_length != 24 && key_length != 32)
		return true;
	if (length > MAX_CIPHERED)
		return evl_not_covered(realm, "a cipher over more than 4 MiB");
	uint8_t *out = evl_realm_scratch(realm, length + EVL_AES_BLOCK);
	evl_aes_init(&aes, key, key_length);
	if (strcmp(mode, "gcm") == 0) {
		evl_aes_gcm(&aes, encrypt, iv, iv_length, more, more_length, in, length, out, out + length);
		return evl_node_give_bytes(realm, out, length + EVL_AES_BLOCK, result);
	}
	memcpy(start, iv, iv_length < EVL_AES_BLOCK ? iv_length : EVL_AES_BLOCK);
	if (strcmp(mode, "ctr") == 0)
		evl_aes_counter(&aes, start, EVL_AES_BLOCK, in, length, out);
	else
		evl_aes_blocks(&aes, encrypt, strcmp(mode, "cbc") == 0, start, in, length, out);
	return evl_node_give_bytes(realm, out, length, result);
}

/* --- scrypt --- */

static uint32_t read32(const uint8_t *p) { return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24; }

static void quarter(uint32_t *x, int a, int b, int c, int d)
{
#define ROTATED(v, n) ((v) << (n) | (v) >> (32 - (n)))
	uint32_t t = x[a] + x[d];
	x[b] ^= ROTATED(t, 7);
	t = x[b] + x[a];
	x[c] ^= ROTATED(t, 9);
	t = x[c] + x[b];
	x[d] ^= ROTATED(t, 13);
	t = x[d] + x[c];
	x[a] ^= ROTATED(t, 18);
#undef ROTATED
}

static void salsa8(uint32_t b[16])
{
	uint32_t x[16];
	memcpy(x, b, sizeof x);
	for (int i = 0; i < 4; i++) {
		quarter(x, 0, 4, 8, 12);
		quarter(x, 5, 9, 13, 1);
		quarter(x, 10, 14, 2, 6);
		quarter(x, 15, 3, 7, 11);
		quarter(x, 0, 1, 2, 3);
		quarter(x, 5, 6, 7, 4);
		quarter(x, 10, 11, 8, 9);
		quarter(x, 15, 12, 13, 14);
	}
	for (int i = 0; i < 16; i++)
		b[i] += x[i];
}

/* Block mix: 2r blocks of 16 words. */
static void mix(const uint32_t *in, uint32_t *out, size_t r)
{
	uint32_t x[16];
	memcpy(x, in + (2 * r - 1) * 16, sizeof x);
	for (size_t i = 0; i < 2 * r; i++) {
		for (int k = 0; k < 16; k++)
			x[k] ^= in[i * 16 + (size_t)k];
		salsa8(x);
		memcpy(out + (i / 2 + (i & 1) * r) * 16, x, sizeof x);
	}
}

/* scryptMix(bytes, N, r): each part of 128 r bytes mixed, in place; false: too long to follow. */
static bool run_scrypt_mix(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	size_t length;
	const uint8_t *bytes = evl_node_bytes(evl_arg(args, 0), &length);
	double n_number = evl_is_number(evl_arg(args, 1)) ? evl_number(evl_arg(args, 1)) : 2;
	size_t r = evl_is_number(evl_arg(args, 2)) ? (size_t)evl_number(evl_arg(args, 2)) : 1, n = (size_t)n_number, words = 32 * r;
	if (n_number * (double)words * 4 > 64 << 20)
		return evl_not_covered(realm, "scrypt with that much memory");
	/* Only for the moment of the computation: megabytes a call. */
	unsigned char *top = realm->scratch.next;
	uint32_t *v = evl_realm_scratch(realm, n * words * sizeof *v), *x = evl_realm_scratch(realm, words * sizeof *x);
	uint32_t *y = evl_realm_scratch(realm, words * sizeof *y);
	uint8_t *out = evl_realm_scratch(realm, length + 1);
	const unsigned char *end = realm->scratch.next;
	for (size_t part = 0; part + words * 4 <= length; part += words * 4) {
		for (size_t i = 0; i < words; i++)
			x[i] = read32(bytes + part + 4 * i);
		for (size_t i = 0; i < n; i++) {
			if (!evl_library_step(realm))
				return false;
			memcpy(v + i * words, x, words * sizeof *x);
			mix(x, y, r);
			memcpy(x, y, words * sizeof *x);
		}
		for (size_t i = 0; i < n; i++) {
			if (!evl_library_step(realm))
				return false;
			size_t j = x[words - 16] & (n - 1);
			for (size_t k = 0; k < words; k++)
				x[k] ^= v[j * words + k];
			mix(x, y, r);
			memcpy(x, y, words * sizeof *x);
		}
		for (size_t i = 0; i < words; i++)
			for (unsigned k = 0; k < 4; k++)
				out[part + 4 * i + k] = (uint8_t)(x[i] >> (8 * k));
	}
	bool ok = evl_node_give_bytes(realm, out, length, result);
	if (realm->scratch.next == end)
		realm->scratch.next = top;
	return ok;
}

static const struct evl_row cipher_row[] = {
	EVL_METHOD("aes", run_aes, 6),
	EVL_METHOD("scryptMix", run_scrypt_mix, 3),
};
const struct evl_rows evl_node_cipher_binding = EVL_ROWS(cipher_row);
