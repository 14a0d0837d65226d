/* SPDX-License-Identifier: MIT */
/*
 * array_buffer.h - ArrayBuffer and SharedArrayBuffer: bytes, and the views on them (sec-arraybuffer-objects).
 *
 * The bytes belong to a *block*, which the buffer and every view of it refer to. Detaching takes the bytes out of the
 * block, resizing changes its length; so a view sees both by looking at its block, and never keeps a pointer to bytes.
 * Two SharedArrayBuffers may share a block.
 */
#ifndef EVL_VALUE_ARRAY_BUFFER_H
#define EVL_VALUE_ARRAY_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value/object.h"
#include "value/value.h"

struct evl_realm;

struct evl_block {
	struct evl_cell cell;
	size_t length;      /* bytes in use; 0 once detached */
	size_t max_length;  /* resizable ones; otherwise the length */
	size_t capacity;    /* bytes that the cell below has room for */
	uint8_t *bytes;     /* inside a cell of the heap; NULL when there are none */
	bool resizable;     /* or growable */
	bool detached;
};

/* Objects of the classes ARRAY_BUFFER and SHARED_ARRAY_BUFFER. */
struct evl_array_buffer {
	struct evl_object object;
	struct evl_block *block;
};

/* Is it a SharedArrayBuffer? Is a value one of both kinds? */
static inline bool evl_array_buffer_is_shared(const struct evl_array_buffer *b) { return evl_class_of(&b->object) == EVL_CLASS_SHARED_ARRAY_BUFFER; }
static inline bool evl_is_array_buffer(evl_value v)
{
	return evl_is_class(v, EVL_CLASS_ARRAY_BUFFER) || evl_is_class(v, EVL_CLASS_SHARED_ARRAY_BUFFER);
}

/*
 * A buffer of `length` zero bytes; resizable up to `max_length` when that is not negative. `prototype` NULL: the
 * intrinsic one. NULL: RangeError (no host would have so much), or the run is halting for memory.
 */
struct evl_array_buffer *evl_array_buffer_new(struct evl_realm *realm, bool shared, struct evl_object *prototype, double length, double max_length);
/* A buffer of the same bytes: a second SharedArrayBuffer on a block, or the one that a block was moved to. */
struct evl_array_buffer *evl_array_buffer_on_block(struct evl_realm *realm, bool shared, struct evl_object *prototype, struct evl_block *block);
/* Detach the buffer (sec-detacharraybuffer). Its bytes go to the block `to`, unless that is NULL. Never fails. */
void evl_array_buffer_detach(struct evl_array_buffer *buffer, struct evl_block *to);
/* Make the block this long, at most max_length; new bytes are 0. False: the run is halting. */
bool evl_block_resize(struct evl_realm *realm, struct evl_block *block, size_t length);

#endif
