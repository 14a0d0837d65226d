/* SPDX-License-Identifier: MIT */
/*
 * test_digest.c - the hash functions against the examples of their standards.
 */
#include "host/digest.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void is(const uint8_t *bytes, size_t size, const char *hex)
{
	char text[2 * EVL_DIGEST_MAX + 1];
	for (size_t i = 0; i < size; i++)
		snprintf(text + 2 * i, 3, "%02x", bytes[i]);
	cr_expect_str_eq(text, hex);
}

static void gives(enum evl_digest_kind kind, const char *message, const char *hex)
{
	uint8_t out[EVL_DIGEST_MAX];
	evl_digest(kind, (const uint8_t *)message, strlen(message), out);
	is(out, evl_digest_size(kind), hex);
}

Test(host_digest, examples_of_the_standards)
{
	gives(EVL_DIGEST_MD5, "", "d41d8cd98f00b204e9800998ecf8427e");
	gives(EVL_DIGEST_MD5, "message digest", "f96b697d7cb7938d525a2f31aaf161d0");
	gives(EVL_DIGEST_SHA1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d");
	gives(EVL_DIGEST_SHA224, "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
	gives(EVL_DIGEST_SHA256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	gives(EVL_DIGEST_SHA256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	gives(EVL_DIGEST_SHA384, "abc",
	      "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
	gives(EVL_DIGEST_SHA512, "abc",
	      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

Test(host_digest, names)
{
	cr_expect_eq(evl_digest_named("sha256"), EVL_DIGEST_SHA256);
	cr_expect_eq(evl_digest_named("sha3"), EVL_DIGEST_COUNT);
	cr_expect_eq(evl_digest_block(EVL_DIGEST_SHA512), 128);
}

Test(host_digest, hmac_of_rfc_4231)
{
	uint8_t out[EVL_DIGEST_MAX], work[256];
	evl_digest_hmac(EVL_DIGEST_SHA256, (const uint8_t *)"Jefe", 4, (const uint8_t *)"what do ya want for nothing?", 28, work, out);
	is(out, 32, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}
