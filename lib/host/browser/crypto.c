/* SPDX-License-Identifier: MIT */
/*
 * crypto.c - what crypto.js and media.js ask of C: digests, random bytes as examples, the assumed window.
 */
#include <string.h>

#include "host/browser/browser.h"
#include "host/browser/viewport.h"
#include "host/digest.h"
#include "value/typed_array.h"
#include "vm/stack.h"

/* digest(name, view): the digest as a Uint8Array. */
static bool digest(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint8_t out[EVL_DIGEST_MAX];
	static const uint8_t nothing[1];
	enum evl_digest_kind kind = evl_digest_named(evl_string_utf8(realm, evl_as_string(evl_arg(args, 0))));
	const struct evl_view *view = evl_as_view(evl_arg(args, 1));
	size_t length = evl_view_length(view) * evl_typed_sizes[view->type], size = evl_digest_size(kind);
	evl_digest(kind, length != 0 ? evl_view_bytes(view) : nothing, length, out);
	struct evl_array_buffer *buffer = evl_array_buffer_new(realm, false, NULL, (double)size, -1);
	if (buffer == NULL)
		return false;
	memcpy(buffer->block->bytes, out, size);
	*result = evl_from_object(evl_typed_array_new(realm, EVL_TYPED_UINT8, NULL, buffer, 0, (int64_t)size));
	return true;
}

/* random(view): canonical bytes, and a note that on a real host they are others each time. */
static bool random_bytes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_page *page = evl_page(realm);
	struct evl_view *view = evl_as_view(evl_arg(args, 0));
	size_t length = evl_view_length(view) * evl_typed_sizes[view->type];
	*result = EVL_UNDEFINED;
	if (!page->told_random)
		evl_host_note(realm, evl_stack_site(realm), "random bytes are others in every run: those shown are an example");
	page->told_random = true;
	for (size_t i = 0; i < length; i++) {
		page->random_state = page->random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		evl_view_bytes(view)[i] = (uint8_t)(page->random_state >> 56);
	}
	return true;
}

/* viewport(): { width, height } */
static bool viewport(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *size = evl_object_plain(realm);
	double width, height;
	(void)args;
	evl_viewport_size(realm, &width, &height);
	evl_define_new(realm, size, evl_platform_intern(realm, "width"), evl_from_number(width), EVL_DATA_DEFAULT);
	evl_define_new(realm, size, evl_platform_intern(realm, "height"), evl_from_number(height), EVL_DATA_DEFAULT);
	*result = evl_from_object(size);
	return true;
}

static const struct evl_row binding_row[] = {
	EVL_METHOD("digest", digest, 2),
	EVL_METHOD("random", random_bytes, 1),
	EVL_METHOD("viewport", viewport, 0),
};
const struct evl_rows evl_page_crypto_binding = EVL_ROWS(binding_row);
