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
#include <string.h>

#include "value/array_buffer.h"
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
	struct evl_array_buffer *buffer;
	struct evl_block *block; /* the buffer's */
	size_t offset;           /* bytes before the view */
	size_t length;           /* elements (DataView: bytes); 0 when tracking */
	size_t end;              /* offset of the byte behind the view; the offset itself when tracking */
	uint8_t type;            /* enum evl_typed; of DataViews EVL_TYPED_UINT8 */
	bool tracking;
};

extern const uint8_t evl_typed_sizes[EVL_TYPED_COUNT];
extern const char *const evl_typed_names[EVL_TYPED_COUNT];

/* What is told by a type or value: whether elements are BigInts, whether it is a typed array, and its constructor and prototype. */
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

/* Where its elements begin; not to be read when it is out of bounds. */
static inline uint8_t *evl_view_bytes(const struct evl_view *view) { return view->block->bytes + view->offset; }

/* A typed array over `buffer` from `offset` on; `length` negative: tracking. `prototype` NULL: the type's. Never fails. */
struct evl_view *evl_typed_array_new(struct evl_realm *realm, enum evl_typed type, struct evl_object *prototype,
				     struct evl_array_buffer *buffer, size_t offset, int64_t length);

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

/*
 * The element at an index, when it is a number and simply there: what the interpreter does a million times. False: ask
 * evl_typed_get. (A detached block has no bytes, and a tracking view no length, so both are refused.)
 */
static inline bool evl_typed_quick_get(const struct evl_view *view, uint32_t index, evl_value *out)
{
	if (index >= view->length || view->end > view->block->length)
		return false;
	const uint8_t *bytes = view->block->bytes + view->offset;
	switch (view->type) {
#define EVL_TYPED_LOAD(id, type, make) \
	case EVL_TYPED_##id: { \
		type element; \
		memcpy(&element, bytes + (size_t)index * sizeof element, sizeof element); \
		*out = make(element); \
		return true; \
	}
		EVL_TYPED_LOAD(INT8, int8_t, evl_from_int)
		EVL_TYPED_LOAD(UINT8, uint8_t, evl_from_int)
		EVL_TYPED_LOAD(UINT8_CLAMPED, uint8_t, evl_from_int)
		EVL_TYPED_LOAD(INT16, int16_t, evl_from_int)
		EVL_TYPED_LOAD(UINT16, uint16_t, evl_from_int)
		EVL_TYPED_LOAD(INT32, int32_t, evl_from_int)
		EVL_TYPED_LOAD(UINT32, uint32_t, evl_from_uint32)
		EVL_TYPED_LOAD(FLOAT32, float, evl_from_number)
		EVL_TYPED_LOAD(FLOAT64, double, evl_from_number)
#undef EVL_TYPED_LOAD
	default:
		return false;
	}
}

/* Store a number at an index that is simply there. False: ask evl_typed_set. */
static inline bool evl_typed_quick_set(const struct evl_view *view, uint32_t index, evl_value value)
{
	if (index >= view->length || view->end > view->block->length || !evl_is_number(value))
		return false;
	uint8_t *bytes = view->block->bytes + view->offset;
	if (view->type == EVL_TYPED_FLOAT64) {
		double d = evl_number(value);
		memcpy(bytes + (size_t)index * sizeof d, &d, sizeof d);
		return true;
	}
	if (!evl_is_int(value) || view->type >= EVL_TYPED_FLOAT16)
		return false;
	int32_t n = evl_as_int(value);
	int16_t n16 = (int16_t)n;
	switch (view->type) {
	case EVL_TYPED_INT8:
	case EVL_TYPED_UINT8:
		bytes[index] = (uint8_t)n;
		return true;
	case EVL_TYPED_UINT8_CLAMPED:
		bytes[index] = (uint8_t)(n < 0 ? 0 : n > 255 ? 255 : n);
		return true;
	case EVL_TYPED_INT16:
	case EVL_TYPED_UINT16:
		memcpy(bytes + (size_t)index * sizeof n16, &n16, sizeof n16);
		return true;
	default:
		memcpy(bytes + (size_t)index * sizeof n, &n, sizeof n);
		return true;
	}
}

/* IEEE 754 binary16 of the nearest value, ties to even, and back. */
uint16_t evl_double_to_half(double d);
double evl_half_to_double(uint16_t half);

#endif
