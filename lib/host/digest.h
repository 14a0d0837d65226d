/* SPDX-License-Identifier: MIT */
/*
 * digest.h - MD5, SHA-1 and SHA-2 (RFC 1321, FIPS 180-4), HMAC (RFC 2104) and PBKDF2 (RFC 8018): exact, not fast, not for secrets.
 */
#ifndef EVL_HOST_DIGEST_H
#define EVL_HOST_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum evl_digest_kind { EVL_DIGEST_MD5, EVL_DIGEST_SHA1, EVL_DIGEST_SHA224, EVL_DIGEST_SHA256, EVL_DIGEST_SHA384, EVL_DIGEST_SHA512, EVL_DIGEST_COUNT };

enum { EVL_DIGEST_MAX = 64 };

/* Bytes of a digest, and of the blocks that it works on. */
size_t evl_digest_size(enum evl_digest_kind kind);
size_t evl_digest_block(enum evl_digest_kind kind);
/* The kind of this name ("sha256"), EVL_DIGEST_COUNT when there is none. */
enum evl_digest_kind evl_digest_named(const char *name);

/* The digest of `length` bytes, into `out`. */
void evl_digest(enum evl_digest_kind kind, const uint8_t *bytes, size_t length, uint8_t *out);
/* HMAC of `length` bytes under a key. `work` has room for evl_digest_block(kind) + length bytes (at least EVL_DIGEST_MAX). */
void evl_digest_hmac(enum evl_digest_kind kind, const uint8_t *key, size_t key_length, const uint8_t *bytes, size_t length, uint8_t *work,
		     uint8_t *out);

#endif
