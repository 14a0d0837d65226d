/* SPDX-License-Identifier: MIT */
/*
 * aes.c - AES by its definition: arithmetic in GF(2^8), no tables but the S-box, which is computed.
 */
#include "host/node/aes.h"

#include <string.h>

/* Times x in GF(2^8) with AES's polynomial. */
static uint8_t twice(uint8_t a) { return (uint8_t)(a << 1 ^ ((a & 0x80) != 0 ? 0x1B : 0)); }

static uint8_t multiply(uint8_t a, uint8_t b)
{
	uint8_t product = 0;
	for (; b != 0; b = (uint8_t)(b >> 1), a = twice(a))
		if ((b & 1) != 0)
			product ^= a;
	return product;
}

static uint8_t rotate(uint8_t a, unsigned by) { return (uint8_t)(a << by | a >> (8 - by)); }

/* The S-box: the inverse, a^254, and an affine map. */
static uint8_t substitute(uint8_t a)
{
	uint8_t power = a, inverse = 1;
	for (unsigned i = 1; i < 8; i++) {
		power = multiply(power, power);
		inverse = multiply(inverse, power);
	}
	if (a == 0)
		inverse = 0;
	return (uint8_t)(inverse ^ rotate(inverse, 1) ^ rotate(inverse, 2) ^ rotate(inverse, 3) ^ rotate(inverse, 4) ^ 0x63);
}

/* Both directions of the S-box for one run of blocks. */
struct boxes {
	uint8_t forward[256], backward[256];
};

static void make_boxes(struct boxes *boxes)
{
	for (unsigned i = 0; i < 256; i++) {
		uint8_t s = substitute((uint8_t)i);
		boxes->forward[i] = s;
		boxes->backward[s] = (uint8_t)i;
	}
}

void evl_aes_init(struct evl_aes *aes, const uint8_t *key, size_t size)
{
	size_t words = size / 4;
	uint8_t *w = aes->round_keys, constant = 1;
	aes->rounds = (int)words + 6;
	memcpy(w, key, size);
	for (size_t i = words; i < 4 * ((size_t)aes->rounds + 1); i++) {
		uint8_t t[4];
		memcpy(t, w + 4 * (i - 1), 4);
		if (i % words == 0) {
			uint8_t first = t[0];
			t[0] = (uint8_t)(substitute(t[1]) ^ constant);
			t[1] = substitute(t[2]);
			t[2] = substitute(t[3]);
			t[3] = substitute(first);
			constant = twice(constant);
		} else if (words > 6 && i % words == 4) {
			for (int k = 0; k < 4; k++)
				t[k] = substitute(t[k]);
		}
		for (size_t k = 0; k < 4; k++)
			w[4 * i + k] = w[4 * (i - words) + k] ^ t[k];
	}
}

static void add_key(const struct evl_aes *aes, int round, uint8_t *state)
{
	for (int i = 0; i < EVL_AES_BLOCK; i++)
		state[i] ^= aes->round_keys[round * EVL_AES_BLOCK + i];
}

static void mix_columns(uint8_t *state, uint8_t a, uint8_t b, uint8_t c, uint8_t d)
{
	for (int column = 0; column < EVL_AES_BLOCK; column += 4) {
		uint8_t s[4];
		memcpy(s, state + column, 4);
		for (int i = 0; i < 4; i++)
			state[column + i] = (uint8_t)(multiply(s[i], a) ^ multiply(s[(i + 1) & 3], b) ^ multiply(s[(i + 2) & 3], c) ^
						      multiply(s[(i + 3) & 3], d));
	}
}

/* Substitute and shift the rows by `step` columns (1, or 3 to go back). */
static void substitute_shifted(uint8_t *state, const uint8_t *box, int step)
{
	uint8_t out[EVL_AES_BLOCK];
	for (int i = 0; i < EVL_AES_BLOCK; i++)
		out[i] = box[state[(i + 4 * step * (i & 3)) & 15]];
	memcpy(state, out, sizeof out);
}

static void encrypt_block(const struct evl_aes *aes, const struct boxes *boxes, const uint8_t *in, uint8_t *out)
{
	uint8_t state[EVL_AES_BLOCK];
	memcpy(state, in, sizeof state);
	add_key(aes, 0, state);
	for (int round = 1; round <= aes->rounds; round++) {
		substitute_shifted(state, boxes->forward, 1);
		if (round != aes->rounds)
			mix_columns(state, 2, 3, 1, 1);
		add_key(aes, round, state);
	}
	memcpy(out, state, sizeof state);
}

static void decrypt_block(const struct evl_aes *aes, const struct boxes *boxes, const uint8_t *in, uint8_t *out)
{
	uint8_t state[EVL_AES_BLOCK];
	memcpy(state, in, sizeof state);
	for (int round = aes->rounds; round >= 1; round--) {
		add_key(aes, round, state);
		if (round != aes->rounds)
			mix_columns(state, 14, 11, 13, 9);
		substitute_shifted(state, boxes->backward, 3);
	}
	add_key(aes, 0, state);
	memcpy(out, state, sizeof state);
}

void evl_aes_encrypt(const struct evl_aes *aes, const uint8_t in[EVL_AES_BLOCK], uint8_t out[EVL_AES_BLOCK])
{
	struct boxes boxes;
	make_boxes(&boxes);
	encrypt_block(aes, &boxes, in, out);
}

void evl_aes_blocks(const struct evl_aes *aes, bool encrypt, bool cbc, uint8_t iv[EVL_AES_BLOCK], const uint8_t *in, size_t length, uint8_t *out)
{
	struct boxes boxes;
	make_boxes(&boxes);
	for (size_t at = 0; at + EVL_AES_BLOCK <= length; at += EVL_AES_BLOCK) {
		uint8_t block[EVL_AES_BLOCK], given[EVL_AES_BLOCK];
		memcpy(given, in + at, sizeof given);
		memcpy(block, given, sizeof block);
		for (int i = 0; cbc && encrypt && i < EVL_AES_BLOCK; i++)
			block[i] ^= iv[i];
		if (encrypt)
			encrypt_block(aes, &boxes, block, block);
		else
			decrypt_block(aes, &boxes, block, block);
		for (int i = 0; cbc && !encrypt && i < EVL_AES_BLOCK; i++)
			block[i] ^= iv[i];
		if (cbc)
			memcpy(iv, encrypt ? block : given, EVL_AES_BLOCK);
		memcpy(out + at, block, sizeof block);
	}
}

static void count_up(uint8_t *counter, unsigned width)
{
	for (unsigned i = 0; i < width; i++)
		if (++counter[EVL_AES_BLOCK - 1 - i] != 0)
			return;
}

void evl_aes_counter(const struct evl_aes *aes, const uint8_t counter[EVL_AES_BLOCK], unsigned width, const uint8_t *in, size_t length, uint8_t *out)
{
	struct boxes boxes;
	uint8_t now[EVL_AES_BLOCK], stream[EVL_AES_BLOCK];
	make_boxes(&boxes);
	memcpy(now, counter, sizeof now);
	for (size_t at = 0; at < length; at++) {
		if (at % EVL_AES_BLOCK == 0) {
			encrypt_block(aes, &boxes, now, stream);
			count_up(now, width);
		}
		out[at] = in[at] ^ stream[at % EVL_AES_BLOCK];
	}
}

/* x = (x ^ block) * h in GF(2^128) with GCM's order of bits. */
static void ghash_block(uint8_t *x, const uint8_t *h, const uint8_t *block, size_t length)
{
	uint8_t z[EVL_AES_BLOCK] = { 0 }, v[EVL_AES_BLOCK];
	memcpy(v, h, sizeof v);
	for (size_t i = 0; i < length; i++)
		x[i] ^= block[i];
	for (int bit = 0; bit < 128; bit++) {
		if ((x[bit / 8] >> (7 - bit % 8) & 1) != 0)
			for (int i = 0; i < EVL_AES_BLOCK; i++)
				z[i] ^= v[i];
		uint8_t low = v[15] & 1;
		for (int i = 15; i > 0; i--)
			v[i] = (uint8_t)(v[i] >> 1 | v[i - 1] << 7);
		v[0] = (uint8_t)(v[0] >> 1 ^ (low != 0 ? 0xE1 : 0));
	}
	memcpy(x, z, sizeof z);
}

static void ghash(uint8_t *x, const uint8_t *h, const uint8_t *bytes, size_t length)
{
	for (size_t at = 0; at < length; at += EVL_AES_BLOCK)
		ghash_block(x, h, bytes + at, length - at < EVL_AES_BLOCK ? length - at : EVL_AES_BLOCK);
}

static void ghash_lengths(uint8_t *x, const uint8_t *h, uint64_t a, uint64_t b)
{
	uint8_t lengths[EVL_AES_BLOCK];
	for (unsigned i = 0; i < 8; i++) {
		lengths[i] = (uint8_t)(a * 8 >> (56 - 8 * i));
		lengths[8 + i] = (uint8_t)(b * 8 >> (56 - 8 * i));
	}
	ghash_block(x, h, lengths, sizeof lengths);
}

void evl_aes_gcm(const struct evl_aes *aes, bool encrypt, const uint8_t *iv, size_t iv_length, const uint8_t *more, size_t more_length,
		 const uint8_t *in, size_t length, uint8_t *out, uint8_t tag[EVL_AES_BLOCK])
{
	uint8_t h[EVL_AES_BLOCK] = { 0 }, first[EVL_AES_BLOCK] = { 0 }, x[EVL_AES_BLOCK] = { 0 }, counter[EVL_AES_BLOCK], mask[EVL_AES_BLOCK];
	evl_aes_encrypt(aes, h, h);
	if (iv_length == 12) {
		memcpy(first, iv, 12);
		first[15] = 1;
	} else {
		ghash(first, h, iv, iv_length);
		ghash_lengths(first, h, 0, iv_length);
	}
	memcpy(counter, first, sizeof counter);
	count_up(counter, 4);
	ghash(x, h, more, more_length);
	if (!encrypt)
		ghash(x, h, in, length);
	evl_aes_counter(aes, counter, 4, in, length, out);
	if (encrypt)
		ghash(x, h, out, length);
	ghash_lengths(x, h, more_length, length);
	evl_aes_encrypt(aes, first, mask);
	for (int i = 0; i < EVL_AES_BLOCK; i++)
		tag[i] = x[i] ^ mask[i];
}
