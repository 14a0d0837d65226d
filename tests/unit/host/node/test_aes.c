/* SPDX-License-Identifier: MIT */
/*
 * test_aes.c - AES and its modes against the examples of FIPS 197, SP 800-38A and the GCM specification.
 */
#include "host/node/aes.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/ascii.h"

static size_t bytes(const char *hex, uint8_t *out)
{
	size_t n = 0;
	for (; hex[2 * n] != '\0'; n++)
		out[n] = (uint8_t)(evl_hex_value(hex[2 * n]) << 4 | evl_hex_value(hex[2 * n + 1]));
	return n;
}

static void is(const uint8_t *actual, const char *hex)
{
	uint8_t expected[128];
	size_t n = bytes(hex, expected);
	cr_expect_arr_eq(actual, expected, n, "%s", hex);
}

static struct evl_aes with_key(const char *hex)
{
	struct evl_aes aes;
	uint8_t key[32];
	evl_aes_init(&aes, key, bytes(hex, key));
	return aes;
}

Test(host_node_aes, one_block_with_each_size_of_key)
{
	uint8_t in[16], out[16];
	bytes("00112233445566778899aabbccddeeff", in);
	struct evl_aes aes = with_key("000102030405060708090a0b0c0d0e0f");
	evl_aes_encrypt(&aes, in, out);
	is(out, "69c4e0d86a7b0430d8cdb78070b4c55a");
	aes = with_key("000102030405060708090a0b0c0d0e0f1011121314151617");
	evl_aes_encrypt(&aes, in, out);
	is(out, "dda97ca4864cdfe06eaf70a0ec0d7191");
	aes = with_key("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
	evl_aes_encrypt(&aes, in, out);
	is(out, "8ea2b7ca516745bfeafc49904b496089");
}

Test(host_node_aes, blocks_are_chained_and_come_back_in_place)
{
	struct evl_aes aes = with_key("2b7e151628aed2a6abf7158809cf4f3c");
	uint8_t text[32], iv[16];
	bytes("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51", text);
	bytes("000102030405060708090a0b0c0d0e0f", iv);
	evl_aes_blocks(&aes, true, true, iv, text, 32, text);
	is(text, "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2");
	is(iv, "5086cb9b507219ee95db113a917678b2");
	bytes("000102030405060708090a0b0c0d0e0f", iv);
	evl_aes_blocks(&aes, false, true, iv, text, 32, text);
	is(text, "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");
}

Test(host_node_aes, blocks_apart)
{
	struct evl_aes aes = with_key("2b7e151628aed2a6abf7158809cf4f3c");
	uint8_t text[16], iv[16] = { 0 };
	bytes("6bc1bee22e409f96e93d7e117393172a", text);
	evl_aes_blocks(&aes, true, false, iv, text, 16, text);
	is(text, "3ad77bb40d7a3660a89ecaf32466ef97");
	evl_aes_blocks(&aes, false, false, iv, text, 16, text);
	is(text, "6bc1bee22e409f96e93d7e117393172a");
}

Test(host_node_aes, the_counter_carries_and_texts_may_end_anywhere)
{
	struct evl_aes aes = with_key("2b7e151628aed2a6abf7158809cf4f3c");
	uint8_t text[24], counter[16];
	bytes("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c", text);
	bytes("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", counter);
	evl_aes_counter(&aes, counter, 16, text, 24, text);
	is(text, "874d6191b620e3261bef6864990db6ce9806f66b7970fdff");
}

Test(host_node_aes, galois_mode_gives_text_and_tag)
{
	struct evl_aes aes = with_key("feffe9928665731c6d6a8f9467308308");
	uint8_t iv[12], more[20], text[60], tag[16];
	bytes("cafebabefacedbaddecaf888", iv);
	bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2", more);
	size_t n = bytes("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39", text);
	evl_aes_gcm(&aes, true, iv, 12, more, 20, text, n, text, tag);
	is(text, "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091");
	is(tag, "5bc94fbc3221a5db94fae95ae7121a47");
	evl_aes_gcm(&aes, false, iv, 12, more, 20, text, n, text, tag);
	is(text, "d9313225f88406e5a55909c5aff5269a");
	is(tag, "5bc94fbc3221a5db94fae95ae7121a47");
}

Test(host_node_aes, galois_mode_of_nothing)
{
	struct evl_aes aes = with_key("00000000000000000000000000000000");
	uint8_t iv[12] = { 0 }, tag[16], none[1];
	evl_aes_gcm(&aes, true, iv, 12, none, 0, none, 0, none, tag);
	is(tag, "58e2fccefa7e3061367f1d57a4e7455a");
}
