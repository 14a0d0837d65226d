/* SPDX-License-Identifier: MIT */
/*
 * array_buffer.c - the bytes of ArrayBuffers: getting them, growing them, taking them away.
 */
#include "value/array_buffer.h"

#include <string.h>

#include "value/error.h"
#include "value/realm.h"

/* No buffer is longer on a real host. */
static const double length_max = 9007199254740991.0;
static const double host_max = 8589934592.0;

static bool take_bytes(struct evl_realm *realm, struct evl_block *block, size_t capacity)
{
	size_t bytes = sizeof(struct evl_cell) + capacity;
	if (bytes > 4096 && !evl_heap_can_take(&realm->heap, bytes))
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "an ArrayBuffer needs more memory than the limit of %zu MB allows",
				realm->heap.limit >> 20);
	struct evl_cell *cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, bytes);
	uint8_t *old = block->bytes;
	block->bytes = (uint8_t *)(cell + 1);
	block->capacity = capacity;
	if (old)
		memcpy(block->bytes, old, block->length);
	memset(block->bytes + block->length, 0, capacity - block->length);
	return true;
}

static struct evl_block *new_block(struct evl_realm *realm)
{
	struct evl_block *block = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, sizeof(*block));
	memset((unsigned char *)block + sizeof(struct evl_cell), 0, sizeof(*block) - sizeof(struct evl_cell));
	return block;
}

struct evl_array_buffer *evl_array_buffer_on_block(struct evl_realm *realm, bool shared, struct evl_object *prototype, struct evl_block *block)
{
	if (!prototype)
		prototype = evl_intrinsic(realm, shared ? EVL_INTRINSIC_SHARED_ARRAY_BUFFER_PROTOTYPE : EVL_INTRINSIC_ARRAY_BUFFER_PROTOTYPE);
	struct evl_object *object = evl_object_alloc(realm, shared ? EVL_CLASS_SHARED_ARRAY_BUFFER : EVL_CLASS_ARRAY_BUFFER,
						     evl_shape_root(realm, prototype), sizeof(struct evl_array_buffer), 0);
	struct evl_array_buffer *buffer = (struct evl_array_buffer *)object;
	buffer->block = block;
	return buffer;
}

struct evl_array_buffer *evl_array_buffer_new(struct evl_realm *realm, bool shared, struct evl_object *prototype, double length, double max_length)
{
	bool resizable = max_length >= 0;
	if (length > length_max || (realm->v8 >= EVL_V8_15 && length > host_max)) {
		evl_throw_message(realm, EVL_MESSAGE_BUFFER_LENGTH);
		return NULL;
	}
	if (resizable && (max_length > length_max || max_length > host_max)) {
		evl_throw_message(realm, EVL_MESSAGE_BUFFER_MAX_LENGTH);
		return NULL;
	}
	if (length > host_max) {
		evl_throw_message(realm, EVL_MESSAGE_BUFFER_ALLOCATION);
		return NULL;
	}
	struct evl_block *block = new_block(realm);
	if (length > 0 && !take_bytes(realm, block, (size_t)length))
		return NULL;
	block->length = (size_t)length;
	block->max_length = resizable ? (size_t)max_length : (size_t)length;
	block->resizable = resizable;
	return evl_array_buffer_on_block(realm, shared, prototype, block);
}

void evl_array_buffer_detach(struct evl_array_buffer *buffer, struct evl_block *to)
{
	struct evl_block *from = buffer->block;
	if (to) {
		to->length = from->length;
		to->max_length = from->max_length;
		to->capacity = from->capacity;
		to->bytes = from->bytes;
		to->resizable = from->resizable;
	}
	from->length = from->max_length = from->capacity = 0;
	from->bytes = NULL;
	from->detached = true;
}

bool evl_block_resize(struct evl_realm *realm, struct evl_block *block, size_t length)
{
	if (length > block->capacity) {
		size_t capacity = length + length / 2;
		if (capacity > block->max_length || capacity < length)
			capacity = block->max_length;
		if (!take_bytes(realm, block, capacity))
			return false;
	} else if (length < block->length) {
		memset(block->bytes + length, 0, block->length - length);
	}
	block->length = length;
	return true;
}
