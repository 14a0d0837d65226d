/* SPDX-License-Identifier: MIT */
/*
 * crypto.c - what node/crypto (a host script) computes in C: digests, and values that only chance gives.
 */
#include <string.h>

#include "builtins/args.h"
#include "host/digest.h"
#include "host/node/bytes.h"
#include "host/node/node.h"
#include "value/convert.h"
#include "value/typed_array.h"
#include "vm/stack.h"

static enum evl_digest_kind kind_of(struct evl_realm *realm, evl_value name)
{
	return evl_digest_named(evl_value_text(realm, name));
}

/* digest(name, bytes): undefined for an unknown name. */
static bool digest(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	enum evl_digest_kind kind = kind_of(realm, evl_arg(args, 0));
	uint8_t out[EVL_DIGEST_MAX];
	size_t length;
	const uint8_t *bytes = evl_node_bytes(evl_arg(args, 1), &length);
	*result = EVL_UNDEFINED;
	if (kind == EVL_DIGEST_COUNT)
		return true;
	evl_digest(kind, bytes, length, out);
	return evl_node_give_bytes(realm, out, evl_digest_size(kind), result);
}

/* hmac(name, key, bytes) */
static bool hmac(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	enum evl_digest_kind kind = kind_of(realm, evl_arg(args, 0));
	uint8_t out[EVL_DIGEST_MAX];
	size_t length, key_length;
	const uint8_t *key = evl_node_bytes(evl_arg(args, 1), &key_length), *bytes = evl_node_bytes(evl_arg(args, 2), &length);
	*result = EVL_UNDEFINED;
	if (kind == EVL_DIGEST_COUNT)
		return true;
	evl_digest_hmac(kind, key, key_length, bytes, length, evl_realm_scratch(realm, length + 128), out);
	return evl_node_give_bytes(realm, out, evl_digest_size(kind), result);
}

/* pbkdf2(name, password, salt, iterations, length) */
static bool pbkdf2(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	enum evl_digest_kind kind = kind_of(realm, evl_arg(args, 0));
	size_t password_length, salt_length;
	const uint8_t *password = evl_node_bytes(evl_arg(args, 1), &password_length), *salt = evl_node_bytes(evl_arg(args, 2), &salt_length);
	double iterations = evl_is_number(evl_arg(args, 3)) ? evl_number(evl_arg(args, 3)) : 1;
	double wanted = evl_is_number(evl_arg(args, 4)) ? evl_number(evl_arg(args, 4)) : 0;
	*result = EVL_UNDEFINED;
	if (kind == EVL_DIGEST_COUNT)
		return true;
	size_t size = evl_digest_size(kind), length = (size_t)wanted;
	if (wanted > 1 << 20 || iterations * (wanted / (double)size + 1) > 4e6)
		return evl_not_covered(realm, "a key derivation this long");
	uint8_t *salted = evl_realm_scratch(realm, salt_length + 4), *work = evl_realm_scratch(realm, salt_length + 256);
	uint8_t *key = evl_realm_scratch(realm, length + EVL_DIGEST_MAX);
	if (salt_length != 0)
		memcpy(salted, salt, salt_length);
	for (uint32_t block = 1; (block - 1) * size < length; block++) {
		uint8_t u[EVL_DIGEST_MAX], *out = key + (block - 1) * size;
		for (unsigned i = 0; i < 4; i++)
			salted[salt_length + i] = (uint8_t)(block >> (24 - 8 * i));
		evl_digest_hmac(kind, password, password_length, salted, salt_length + 4, work, u);
		memcpy(out, u, size);
		for (double i = 1; i < iterations; i++) {
			if (!evl_library_step(realm))
				return false;
			evl_digest_hmac(kind, password, password_length, u, size, work, u);
			for (size_t k = 0; k < size; k++)
				out[k] ^= u[k];
		}
	}
	return evl_node_give_bytes(realm, key, length, result);
}

/* randomFill(view): canonical bytes, and a note that on a real host they are others each time. */
static bool random_fill(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node *node = evl_node(realm);
	*result = evl_arg(args, 0);
	if (!node->random_noted)
		evl_host_note(realm, evl_stack_site(realm), "random bytes are others in every run: those shown are an example");
	node->random_noted = true;
	if (!evl_is_typed_array(*result))
		return true;
	struct evl_view *view = evl_as_view(*result);
	size_t length = evl_view_length(view) * evl_typed_sizes[view->type];
	for (size_t i = 0; i < length; i++) {
		node->random_state = node->random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		evl_view_bytes(view)[i] = (uint8_t)(node->random_state >> 56);
	}
	return true;
}

static const struct evl_row crypto_row[] = {
	EVL_METHOD("digest", digest, 2),
	EVL_METHOD("hmac", hmac, 3),
	EVL_METHOD("pbkdf2", pbkdf2, 5),
	EVL_METHOD("randomFill", random_fill, 1),
};
const struct evl_rows evl_node_crypto_binding = EVL_ROWS(crypto_row);
