/* SPDX-License-Identifier: MIT */
/*
 * bytes.c - see bytes.h.
 */
#include "host/node/bytes.h"

#include <string.h>

#include "value/typed_array.h"

const uint8_t *evl_node_bytes(evl_value value, size_t *length)
{
	static const uint8_t nothing[1];
	*length = 0;
	if (!evl_is_typed_array(value))
		return nothing;
	const struct evl_view *view = evl_as_view(value);
	*length = evl_view_length(view) * evl_typed_sizes[view->type];
	return *length != 0 ? evl_view_bytes(view) : nothing;
}

bool evl_node_give_bytes(struct evl_realm *realm, const uint8_t *bytes, size_t length, evl_value *result)
{
	struct evl_array_buffer *buffer = evl_array_buffer_new(realm, false, NULL, (double)length, -1);
	if (buffer == NULL)
		return false;
	if (length != 0)
		memcpy(buffer->block->bytes, bytes, length);
	*result = evl_from_object(evl_typed_array_new(realm, EVL_TYPED_UINT8, NULL, buffer, 0, (int64_t)length));
	return realm->halt == EVL_STATUS_OK;
}
