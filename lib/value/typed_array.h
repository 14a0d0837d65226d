/* SPDX-License-Identifier: MIT */
/*
 * typed_array.h - typed arrays and DataViews: views on the bytes of a buffer (sec-typedarray-objects).
 *
 * A typed array is an object whose integer keys, and all other canonical numeric ones, are its elements or nothing:
 * they are never looked for in the prototype (sec-typedarray-exotic-objects). Everything else about it is ordinary.
 * A view is *tracking* when it has no length of its own: it reaches to the end of a resizable buffer.
 */
#ifndef EVL_VALUE_TYPED_ARRAY_H
#define EVL_VALUE_TYPED_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value/buffer.h"
#include "value/key.h"
#include "value/object.h"
#include "value/property.h"
#include "value/rows.h"

enum evl_typed {
#define EVL_TYPED(id, name, size, type) EVL_TYPED_##id,
#include "value/typed_arrays.def"
#undef EVL_TYPED
	EVL_TYPED_COUNT
};

/* What typed arrays and DataViews have in common. */
struct evl_view {
	struct evl_object object; /* class TYPED_ARRAY (always EXOTIC) or DATA_VIEW */
	struct evl_buffer *buffer;
	struct evl_block *block; /* the buffer's */
	size_t offset;           /* bytes before the view */
	size_t length;           /* elements (DataView: bytes); 0 when tracking */
	size_t end;              /* offset of the byte behind the view; the offset itself when tracking */
	uint8_t type;            /* enum evl_typed; of DataViews EVL_TYPED_UINT8 */
	bool tracking;
};

extern const uint8_t evl_typed_sizes[EVL_TYPED_COUNT];
extern const char *const evl_typed_names[EVL_TYPED_COUNT];

static inline bool evl_typed_is_bigint(enum evl_typed type) { return type >= EVL_TYPED_BIGINT64; }
static inline bool evl_is_typed_array(evl_value v) { return evl_is_class(v, EVL_CLASS_TYPED_ARRAY); }
static inline struct evl_view *evl_as_view(evl_value v) { return (struct evl_view *)evl_as_object(v); }
static inline enum evl_intrinsic evl_typed_constructor(enum evl_typed type) { return (enum evl_intrinsic)(EVL_INTRINSIC_INT8_ARRAY + 2 * (int)type); }
static inline enum evl_intrinsic evl_typed_prototype(enum evl_typed type) { return (enum evl_intrinsic)(EVL_INTRINSIC_INT8_ARRAY_PROTOTYPE + 2 * (int)type); }

/* Is the view detached or outside of its buffer (sec-istypedarrayoutofbounds)? */
static inline bool evl_view_is_out(const struct evl_view *view)
{
	return view->block->detached || view->end > view->block->length;
}

/* Elements that are there now; 0 when it is out of bounds (sec-typedarraylength). */
static inline size_t evl_view_length(const struct evl_view *view)
{
	if (evl_view_is_out(view))
		return 0;
	return view->tracking ? (view->block->length - view->offset) / evl_typed_sizes[view->type] : view->length;
}

static inline uint8_t *evl_view_bytes(const struct evl_view *view) { return view->block->bytes + view->offset; }

/* A typed array over `buffer` from `offset` on; `length` negative: tracking. `prototype` NULL: the type's. Never fails. */
struct evl_view *evl_typed_array_new(struct evl_realm *realm, enum evl_typed type, struct evl_object *prototype,
				     struct evl_buffer *buffer, size_t offset, int64_t length);

/* The element in these bytes as a value (sec-rawbytestonumeric). */
evl_value evl_typed_read(struct evl_realm *realm, enum evl_typed type, const uint8_t *bytes);
/* Store a number, or for the BigInt types a BigInt, in these bytes (sec-numerictorawbytes). */
void evl_typed_write(enum evl_typed type, uint8_t *bytes, evl_value number);
/* ToNumber or ToBigInt, whichever the type needs. False: exception pending. */
bool evl_typed_convert(struct evl_realm *realm, enum evl_typed type, evl_value v, evl_value *out);

/* Is `key` a canonical numeric string (sec-canonicalnumericindexstring)? *index is its number; -1 when it can be no element. */
bool evl_typed_key(struct evl_realm *realm, evl_key key, double *index);
/* TypedArrayGetElement: undefined when there is none. */
evl_value evl_typed_get(struct evl_realm *realm, const struct evl_view *array, double index);
/* TypedArraySetElement: converts, then stores if the element is there. */
bool evl_typed_set(struct evl_realm *realm, struct evl_view *array, double index, evl_value value);

/* The internal methods that do not walk along prototypes; property_*.c ask evl_typed_key for the others. */
extern const struct evl_exotic evl_typed_array_exotic;

/* IEEE 754 binary16 of the nearest value, ties to even, and back. */
uint16_t evl_double_to_half(double d);
double evl_half_to_double(uint16_t half);

#endif
