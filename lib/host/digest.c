/* SPDX-License-Identifier: MIT */
/*
 * digest.c - hash functions, a message at a time.
 *
 * A message is cut into blocks; the last ones are made on the side with the
 * padding and the length in bits. MD5 is little-endian, the others big-endian.
 */
#include "host/digest.h"

#include <string.h>

static const struct {
	const char *name;
	uint8_t size, block;
} kinds[EVL_DIGEST_COUNT] = {
	[EVL_DIGEST_MD5] = { "md5", 16, 64 },	    [EVL_DIGEST_SHA1] = { "sha1", 20, 64 },
	[EVL_DIGEST_SHA224] = { "sha224", 28, 64 }, [EVL_DIGEST_SHA256] = { "sha256", 32, 64 },
	[EVL_DIGEST_SHA384] = { "sha384", 48, 128 }, [EVL_DIGEST_SHA512] = { "sha512", 64, 128 },
};

size_t evl_digest_size(enum evl_digest_kind kind)
{
	return kinds[kind].size;
}

size_t evl_digest_block(enum evl_digest_kind kind)
{
	return kinds[kind].block;
}

enum evl_digest_kind evl_digest_named(const char *name)
{
	for (int i = 0; i < EVL_DIGEST_COUNT; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return (enum evl_digest_kind)i;
	return EVL_DIGEST_COUNT;
}

struct state {
	uint32_t w[8];
	uint64_t l[8];
};

static uint32_t rotate_left(uint32_t x, unsigned n)
{
	return x << n | x >> (32 - n);
}

static uint32_t rotate_right(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static uint64_t rotate_right64(uint64_t x, unsigned n)
{
	return x >> n | x << (64 - n);
}

static uint32_t read_big(const uint8_t *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static uint32_t read_little(const uint8_t *b)
{
	return (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

/* --------------------------------------------------------------------- MD5 */

static const uint32_t md5_constants[64] = {
	0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1,
	0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453,
	0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942,
	0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05,
	0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d,
	0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

static void md5_block(struct state *s, const uint8_t *block)
{
	static const uint8_t shifts[4][4] = { { 7, 12, 17, 22 }, { 5, 9, 14, 20 }, { 4, 11, 16, 23 }, { 6, 10, 15, 21 } };
	uint32_t a = s->w[0], b = s->w[1], c = s->w[2], d = s->w[3];
	for (unsigned i = 0; i < 64; i++) {
		uint32_t f;
		unsigned g;
		if (i < 16) {
			f = (b & c) | (~b & d);
			g = i;
		} else if (i < 32) {
			f = (d & b) | (~d & c);
			g = (5 * i + 1) % 16;
		} else if (i < 48) {
			f = b ^ c ^ d;
			g = (3 * i + 5) % 16;
		} else {
			f = c ^ (b | ~d);
			g = (7 * i) % 16;
		}
		uint32_t next = b + rotate_left(a + f + md5_constants[i] + read_little(block + (size_t)4 * g), shifts[i / 16][i % 4]);
		a = d;
		d = c;
		c = b;
		b = next;
	}
	s->w[0] += a;
	s->w[1] += b;
	s->w[2] += c;
	s->w[3] += d;
}

/* -------------------------------------------------------------------- SHA-1 */

static void sha1_block(struct state *s, const uint8_t *block)
{
	uint32_t w[80], a = s->w[0], b = s->w[1], c = s->w[2], d = s->w[3], e = s->w[4];
	for (unsigned i = 0; i < 80; i++)
		w[i] = i < 16 ? read_big(block + (size_t)4 * i) : rotate_left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	for (unsigned i = 0; i < 80; i++) {
		uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 ? b ^ c ^ d : i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
		uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
		uint32_t next = rotate_left(a, 5) + f + e + k + w[i];
		e = d;
		d = c;
		c = rotate_left(b, 30);
		b = a;
		a = next;
	}
	s->w[0] += a;
	s->w[1] += b;
	s->w[2] += c;
	s->w[3] += d;
	s->w[4] += e;
}

/* -------------------------------------------------------------------- SHA-2 */

/* The constants of SHA-512; SHA-256's are the upper halves of the first 64. */
static const uint64_t sha2_constants[80] = {
	0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538, 0x59f111f1b605d019,
	0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
	0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3,
	0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65, 0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
	0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
	0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
	0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b, 0xa2bfe8a14cf10364, 0xa81a664bbc423001,
	0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
	0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb,
	0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
	0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c, 0xd186b8c721c0c207,
	0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
	0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a,
	0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

static void sha256_block(struct state *s, const uint8_t *block)
{
	uint32_t w[64], v[8];
	memcpy(v, s->w, sizeof v);
	for (unsigned i = 0; i < 64; i++) {
		if (i < 16) {
			w[i] = read_big(block + (size_t)4 * i);
			continue;
		}
		uint32_t a = w[i - 15], b = w[i - 2];
		w[i] = w[i - 16] + (rotate_right(a, 7) ^ rotate_right(a, 18) ^ a >> 3) + w[i - 7] + (rotate_right(b, 17) ^ rotate_right(b, 19) ^ b >> 10);
	}
	for (unsigned i = 0; i < 64; i++) {
		uint32_t one = v[7] + (rotate_right(v[4], 6) ^ rotate_right(v[4], 11) ^ rotate_right(v[4], 25)) + ((v[4] & v[5]) ^ (~v[4] & v[6])) +
			       (uint32_t)(sha2_constants[i] >> 32) + w[i];
		uint32_t two = (rotate_right(v[0], 2) ^ rotate_right(v[0], 13) ^ rotate_right(v[0], 22)) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
		memmove(v + 1, v, 7 * sizeof *v);
		v[4] += one;
		v[0] = one + two;
	}
	for (unsigned i = 0; i < 8; i++)
		s->w[i] += v[i];
}

static void sha512_block(struct state *s, const uint8_t *block)
{
	uint64_t w[80], v[8];
	memcpy(v, s->l, sizeof v);
	for (unsigned i = 0; i < 80; i++) {
		if (i < 16) {
			w[i] = (uint64_t)read_big(block + (size_t)8 * i) << 32 | read_big(block + (size_t)8 * i + 4);
			continue;
		}
		uint64_t a = w[i - 15], b = w[i - 2];
		w[i] = w[i - 16] + (rotate_right64(a, 1) ^ rotate_right64(a, 8) ^ a >> 7) + w[i - 7] +
		       (rotate_right64(b, 19) ^ rotate_right64(b, 61) ^ b >> 6);
	}
	for (unsigned i = 0; i < 80; i++) {
		uint64_t one = v[7] + (rotate_right64(v[4], 14) ^ rotate_right64(v[4], 18) ^ rotate_right64(v[4], 41)) +
			       ((v[4] & v[5]) ^ (~v[4] & v[6])) + sha2_constants[i] + w[i];
		uint64_t two = (rotate_right64(v[0], 28) ^ rotate_right64(v[0], 34) ^ rotate_right64(v[0], 39)) +
			       ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
		memmove(v + 1, v, 7 * sizeof *v);
		v[4] += one;
		v[0] = one + two;
	}
	for (unsigned i = 0; i < 8; i++)
		s->l[i] += v[i];
}

/* ---------------------------------------------------------------- a message */

static void begin(enum evl_digest_kind kind, struct state *s)
{
	static const uint32_t small[5] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 };
	static const uint32_t sha256[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	static const uint32_t sha224[8] = { 0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4 };
	static const uint64_t sha512[8] = { 0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
					    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179 };
	static const uint64_t sha384[8] = { 0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
					    0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4 };
	memset(s, 0, sizeof *s);
	if (kind == EVL_DIGEST_MD5 || kind == EVL_DIGEST_SHA1)
		memcpy(s->w, small, sizeof small);
	else if (kind == EVL_DIGEST_SHA224 || kind == EVL_DIGEST_SHA256)
		memcpy(s->w, kind == EVL_DIGEST_SHA224 ? sha224 : sha256, sizeof sha256);
	else
		memcpy(s->l, kind == EVL_DIGEST_SHA384 ? sha384 : sha512, sizeof sha512);
}

static void take_block(enum evl_digest_kind kind, struct state *s, const uint8_t *block)
{
	switch (kind) {
	case EVL_DIGEST_MD5:
		md5_block(s, block);
		break;
	case EVL_DIGEST_SHA1:
		sha1_block(s, block);
		break;
	case EVL_DIGEST_SHA224:
	case EVL_DIGEST_SHA256:
		sha256_block(s, block);
		break;
	default:
		sha512_block(s, block);
		break;
	}
}

void evl_digest(enum evl_digest_kind kind, const uint8_t *bytes, size_t length, uint8_t *out)
{
	struct state s;
	size_t block = kinds[kind].block, at = 0, tail = block == 128 ? 16 : 8;
	uint8_t last[256] = { 0 };
	begin(kind, &s);
	for (; length - at >= block; at += block)
		take_block(kind, &s, bytes + at);
	size_t rest = length - at, padded = rest + 1 + tail <= block ? block : 2 * block;
	if (rest != 0)
		memcpy(last, bytes + at, rest);
	last[rest] = 0x80;
	uint64_t bits = (uint64_t)length * 8;
	for (unsigned i = 0; i < 8; i++)
		last[kind == EVL_DIGEST_MD5 ? padded - 8 + i : padded - 1 - i] = (uint8_t)(bits >> (8 * i));
	for (size_t i = 0; i < padded; i += block)
		take_block(kind, &s, last + i);
	for (size_t i = 0; i < kinds[kind].size; i++) {
		if (kind == EVL_DIGEST_MD5)
			out[i] = (uint8_t)(s.w[i / 4] >> (8 * (i % 4)));
		else if (block == 64)
			out[i] = (uint8_t)(s.w[i / 4] >> (24 - 8 * (i % 4)));
		else
			out[i] = (uint8_t)(s.l[i / 8] >> (56 - 8 * (i % 8)));
	}
}

void evl_digest_hmac(enum evl_digest_kind kind, const uint8_t *key, size_t key_length, const uint8_t *bytes, size_t length, uint8_t *work,
		     uint8_t *out)
{
	uint8_t pad[128] = { 0 }, inner[EVL_DIGEST_MAX], outer[128 + EVL_DIGEST_MAX];
	size_t block = kinds[kind].block, size = kinds[kind].size;
	if (key_length > block)
		evl_digest(kind, key, key_length, pad);
	else if (key_length != 0)
		memcpy(pad, key, key_length);
	for (size_t i = 0; i < block; i++) {
		work[i] = pad[i] ^ 0x36;
		outer[i] = pad[i] ^ 0x5c;
	}
	if (length != 0)
		memcpy(work + block, bytes, length);
	evl_digest(kind, work, block + length, inner);
	memcpy(outer + block, inner, size);
	evl_digest(kind, outer, block + size, out);
}
