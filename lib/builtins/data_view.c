/* SPDX-License-Identifier: MIT */
/*
 * data_view.c - DataView: numbers of any type at any place of a buffer, in either byte order (sec-dataview-objects).
 */
#include <string.h>

#include "builtins/args.h"
#include "builtins/typed_array.h"

static const double index_max = 9007199254740991.0;

static bool to_index(struct evl_realm *realm, evl_value v, enum evl_message message, double *out)
{
	if (!evl_to_integer_or_infinity(realm, v, out))
		return false;
	return (*out >= 0 && *out <= index_max) || evl_throw_message(realm, message, evl_describe(realm, v));
}

/* sec-dataview-buffer-byteoffset-bytelength */
static bool data_view_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char constructor[] = "DataView constructor";
	double offset, length = 0;
	struct evl_object *prototype;
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_WITHOUT_NEW, "DataView");
	if (!evl_is_array_buffer(evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_VIEW_NOT_BUFFER);
	struct evl_array_buffer *buffer = (struct evl_array_buffer *)evl_as_object(args->values[0]);
	const struct evl_block *block = buffer->block;
	if (!to_index(realm, evl_arg(args, 1), EVL_MESSAGE_VIEW_OFFSET, &offset))
		return false;
	if (block->detached)
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_DETACHED, constructor);
	if (offset > (double)block->length)
		return evl_throw_message(realm, EVL_MESSAGE_VIEW_OFFSET, evl_describe(realm, evl_from_number(offset)));
	bool whole = evl_is_undefined(evl_arg(args, 2));
	bool tracking = whole && block->resizable;
	if (whole) {
		length = (double)block->length - offset;
	} else {
		if (!to_index(realm, args->values[2], EVL_MESSAGE_VIEW_LENGTH, &length))
			return false;
		if (offset + length > (double)block->length)
			return evl_throw_message(realm, EVL_MESSAGE_VIEW_LENGTH, evl_describe(realm, evl_from_number(length)));
	}
	if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_DATA_VIEW_PROTOTYPE, &prototype))
		return false;
	if (block->detached)
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_DETACHED, constructor);
	if (offset > (double)block->length)
		return evl_throw_message(realm, EVL_MESSAGE_VIEW_OFFSET, evl_describe(realm, evl_from_number(offset)));
	if (!tracking && offset + length > (double)block->length)
		return evl_throw_message(realm, EVL_MESSAGE_VIEW_LENGTH, evl_describe(realm, evl_from_number(length)));
	struct evl_view *view = (struct evl_view *)evl_object_alloc(realm, EVL_CLASS_DATA_VIEW, evl_shape_root(realm, prototype),
								    sizeof(struct evl_view), 0);
	view->buffer = buffer;
	view->block = buffer->block;
	view->offset = (size_t)offset;
	view->type = EVL_TYPED_UINT8;
	view->tracking = tracking;
	view->length = tracking ? 0 : (size_t)length;
	view->end = view->offset + view->length;
	*result = evl_from_object(view);
	return true;
}

/* The receiver, which need not be in bounds. NULL: TypeError. */
static struct evl_view *receiver(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	if (evl_is_class(args->this_value, EVL_CLASS_DATA_VIEW))
		return evl_as_view(args->this_value);
	evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	return NULL;
}

/* sec-get-dataview.prototype.buffer */
static bool get_buffer(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view = receiver(realm, args, "get DataView.prototype.buffer");
	if (view)
		*result = evl_from_object(view->buffer);
	return view != NULL;
}

/* sec-get-dataview.prototype.bytelength */
static bool get_byte_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view = receiver(realm, args, "get DataView.prototype.byte_length");
	if (!view)
		return false;
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, realm->v8 >= EVL_V8_15 ? "get DataView.prototype.byteLength" : "DataView.prototype.byteLength");
	*result = evl_from_number((double)evl_view_length(view));
	return true;
}

/* sec-get-dataview.prototype.byteoffset */
static bool get_byte_offset(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view = receiver(realm, args, "get DataView.prototype.byte_offset");
	if (!view)
		return false;
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, realm->v8 >= EVL_V8_15 ? "get DataView.prototype.byteOffset" : "DataView.prototype.byteOffset");
	*result = evl_from_number((double)view->offset);
	return true;
}

/* The bytes at `place`, turned round when the order asked for is not that of this machine. */
static void copy_bytes(uint8_t *to, const uint8_t *from, size_t size, bool little)
{
	const uint16_t probe = 1;
	bool own = *(const uint8_t *)&probe == 1;
	for (size_t i = 0; i < size; i++)
		to[i] = from[little == own ? i : size - 1 - i];
}

/* GetViewValue (sec-getviewvalue) and SetViewValue (sec-setviewvalue) */
static bool access(struct evl_realm *realm, const struct evl_args *args, const char *method, enum evl_typed type, bool store,
		   evl_value *result)
{
	struct evl_view *view = receiver(realm, args, method);
	size_t size = evl_typed_sizes[type];
	double index;
	evl_value value = EVL_UNDEFINED;
	uint8_t bytes[8];
	if (!view || !to_index(realm, evl_arg(args, 0), EVL_MESSAGE_VIEW_ACCESS, &index) ||
	    (store && !evl_typed_convert(realm, type, evl_arg(args, 1), &value)))
		return false;
	bool little = evl_to_boolean(evl_arg(args, store ? 2 : 1));
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, method);
	if (index + (double)size > (double)evl_view_length(view))
		return evl_throw_message(realm, EVL_MESSAGE_VIEW_ACCESS);
	uint8_t *place = evl_view_bytes(view) + (size_t)index;
	if (store) {
		evl_typed_write(type, bytes, value);
		copy_bytes(place, bytes, size, little);
		*result = EVL_UNDEFINED;
	} else {
		copy_bytes(bytes, place, size, little);
		*result = evl_typed_read(realm, type, bytes);
	}
	return true;
}

/* sec-dataview.prototype.getint8 and all its siblings */
#define ACCESSORS(id, title) \
	static bool get_##id(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{ \
		return access(realm, args, "DataView.prototype.get" title, EVL_TYPED_##id, false, result); \
	} \
	static bool set_##id(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{ \
		return access(realm, args, "DataView.prototype.set" title, EVL_TYPED_##id, true, result); \
	}
ACCESSORS(INT8, "Int8")
ACCESSORS(UINT8, "Uint8")
ACCESSORS(INT16, "Int16")
ACCESSORS(UINT16, "Uint16")
ACCESSORS(INT32, "Int32")
ACCESSORS(UINT32, "Uint32")
ACCESSORS(FLOAT16, "Float16")
ACCESSORS(FLOAT32, "Float32")
ACCESSORS(FLOAT64, "Float64")
ACCESSORS(BIGINT64, "BigInt64")
ACCESSORS(BIGUINT64, "BigUint64")

#define ROWS(id, title) EVL_METHOD("get" title, get_##id, 1), EVL_METHOD("set" title, set_##id, 2)

static const struct evl_row data_view_prototype[] = {
	EVL_GETTER("buffer", get_buffer),
	EVL_GETTER("byteLength", get_byte_length),
	EVL_GETTER("byteOffset", get_byte_offset),
	ROWS(INT8, "Int8"),
	ROWS(UINT8, "Uint8"),
	ROWS(INT16, "Int16"),
	ROWS(UINT16, "Uint16"),
	ROWS(INT32, "Int32"),
	ROWS(UINT32, "Uint32"),
	ROWS(FLOAT32, "Float32"),
	ROWS(FLOAT64, "Float64"),
	ROWS(BIGINT64, "BigInt64"),
	ROWS(BIGUINT64, "BigUint64"),
	EVL_TAG_ROW("DataView"),
};

static const struct evl_row data_view_later[] = {
	EVL_METHOD_SINCE(EVL_V8_13, "getFloat16", get_FLOAT16, 1),
	EVL_METHOD_SINCE(EVL_V8_13, "setFloat16", set_FLOAT16, 2),
};
static const struct evl_rows data_view_recent = EVL_ROWS(data_view_later);

const struct evl_family evl_family_DATA_VIEW = {
	.name = "DataView",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = data_view_construct,
	.length = 1,
	.prototype = EVL_ROWS(data_view_prototype),
	.recent_prototype = &data_view_recent,
};
