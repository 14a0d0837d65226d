/* SPDX-License-Identifier: MIT */
/*
 * array_buffer.c - ArrayBuffer and SharedArrayBuffer (sec-arraybuffer-objects, sec-sharedarraybuffer-objects).
 */
#include "value/array_buffer.h"

#include <math.h>
#include <string.h>

#include "builtins/args.h"
#include "builtins/array.h"
#include "builtins/typed_array.h"
#include "vm/promise.h"

static const double index_max = 9007199254740991.0;

/* ToIndex with a message of its own. */
static bool to_length(struct evl_realm *realm, evl_value v, enum evl_message message, const char *method, double *out)
{
	if (!evl_to_integer_or_infinity(realm, v, out))
		return false;
	return (*out >= 0 && *out <= index_max) || evl_throw_message(realm, message, method);
}

static bool construct(struct evl_realm *realm, const struct evl_args *args, bool shared, evl_value *result)
{
	double length, most = -1;
	evl_value option = EVL_UNDEFINED;
	struct evl_object *prototype;
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_WITHOUT_NEW, shared ? "SharedArrayBuffer" : "ArrayBuffer");
	if (!to_length(realm, evl_arg(args, 0), EVL_MESSAGE_BUFFER_LENGTH, "", &length))
		return false;
	if (evl_is_object(evl_arg(args, 1)) &&
	    !evl_get(realm, args->values[1], evl_text_name(realm, "maxByteLength"), &option))
		return false;
	if (!evl_is_undefined(option) && !to_length(realm, option, EVL_MESSAGE_BUFFER_MAX_LENGTH, "", &most))
		return false;
	if (most >= 0 && length > most)
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_MAX_LENGTH);
	if (!evl_prototype_from_constructor(realm, args->new_target,
					    shared ? EVL_INTRINSIC_SHARED_ARRAY_BUFFER_PROTOTYPE : EVL_INTRINSIC_ARRAY_BUFFER_PROTOTYPE,
					    &prototype))
		return false;
	struct evl_array_buffer *buffer = evl_array_buffer_new(realm, shared, prototype, length, most);
	*result = evl_from_object(buffer);
	return buffer != NULL;
}

/* sec-arraybuffer-length */
static bool array_buffer_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return construct(realm, args, false, result);
}

/* sec-sharedarraybuffer-length */
static bool shared_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return construct(realm, args, true, result);
}

/* sec-arraybuffer.isview */
static bool is_view(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	evl_value v = evl_arg(args, 0);
	*result = evl_from_bool(evl_is_typed_array(v) || evl_is_class(v, EVL_CLASS_DATA_VIEW));
	return true;
}

/* The receiver of a method of one of the two classes. NULL: TypeError. */
static struct evl_array_buffer *receiver(struct evl_realm *realm, const struct evl_args *args, bool shared, const char *method)
{
	if (evl_is_class(args->this_value, shared ? EVL_CLASS_SHARED_ARRAY_BUFFER : EVL_CLASS_ARRAY_BUFFER))
		return (struct evl_array_buffer *)evl_as_object(args->this_value);
	evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	return NULL;
}

static bool detached(struct evl_realm *realm, const char *method)
{
	return evl_throw_message(realm, EVL_MESSAGE_BUFFER_DETACHED, method);
}

enum what { BYTE_LENGTH, MAX_BYTE_LENGTH, RESIZABLE, DETACHED };

static bool give(struct evl_realm *realm, const struct evl_args *args, bool shared, const char *method, enum what what, evl_value *result)
{
	struct evl_array_buffer *buffer = receiver(realm, args, shared, method);
	if (!buffer)
		return false;
	const struct evl_block *block = buffer->block;
	switch (what) {
	case BYTE_LENGTH:
		*result = evl_from_number((double)block->length);
		break;
	case MAX_BYTE_LENGTH:
		*result = evl_from_number((double)(block->resizable ? block->max_length : block->length));
		break;
	case RESIZABLE:
		*result = evl_from_bool(block->resizable);
		break;
	default:
		*result = evl_from_bool(block->detached);
		break;
	}
	return true;
}

/* sec-get-arraybuffer.prototype.bytelength */
static bool byte_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return give(realm, args, false, "get ArrayBuffer.prototype.byteLength", BYTE_LENGTH, result);
}

/* sec-get-arraybuffer.prototype.maxbytelength */
static bool max_byte_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return give(realm, args, false, "get ArrayBuffer.prototype.maxByteLength", MAX_BYTE_LENGTH, result);
}

/* sec-get-arraybuffer.prototype.resizable */
static bool resizable(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return give(realm, args, false, "get ArrayBuffer.prototype.resizable", RESIZABLE, result);
}

/* sec-get-arraybuffer.prototype.detached */
static bool is_detached(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return give(realm, args, false, "get ArrayBuffer.prototype.detached", DETACHED, result);
}

/* sec-get-sharedarraybuffer.prototype.bytelength */
static bool shared_byte_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return give(realm, args, true, "get SharedArrayBuffer.prototype.byteLength", BYTE_LENGTH, result);
}

/* sec-get-sharedarraybuffer.prototype.maxbytelength */
static bool shared_max_byte_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return give(realm, args, true, "get SharedArrayBuffer.prototype.maxByteLength", MAX_BYTE_LENGTH, result);
}

/* sec-sharedarraybuffer.prototype.growable */
static bool shared_growable(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return give(realm, args, true, "get SharedArrayBuffer.prototype.growable", RESIZABLE, result);
}

static bool slice(struct evl_realm *realm, const struct evl_args *args, bool shared, const char *method, evl_value *result)
{
	struct evl_array_buffer *buffer = receiver(realm, args, shared, method);
	if (!buffer)
		return false;
	if (buffer->block->detached)
		return detached(realm, method);
	double length = (double)buffer->block->length, from, end;
	if (!evl_relative_position(realm, evl_arg(args, 0), length, 0, &from) ||
	    !evl_relative_position(realm, evl_arg(args, 1), length, length, &end))
		return false;
	double count = fmax(end - from, 0);
	evl_value constructor, number = evl_from_number(count), made;
	evl_value own = evl_from_object(evl_intrinsic(realm, shared ? EVL_INTRINSIC_SHARED_ARRAY_BUFFER : EVL_INTRINSIC_ARRAY_BUFFER));
	if (!evl_species_constructor(realm, &buffer->object, own, &constructor) ||
	    !evl_construct(realm, constructor, 1, &number, constructor, &made))
		return false;
	if (!evl_is_class(made, evl_class_of(&buffer->object)))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, made));
	struct evl_array_buffer *to = (struct evl_array_buffer *)evl_as_object(made);
	if (to->block->detached)
		return detached(realm, method);
	if (to == buffer || to->block == buffer->block)
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_SPECIES_THIS);
	if ((double)to->block->length < count)
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_SPECIES_SHORT);
	if (buffer->block->detached)
		return detached(realm, method);
	count = fmin(count, (double)buffer->block->length - from);
	if (count > 0)
		memcpy(to->block->bytes, buffer->block->bytes + (size_t)from, (size_t)count);
	*result = made;
	return true;
}

/* sec-arraybuffer.prototype.slice */
static bool array_buffer_slice(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return slice(realm, args, false, "ArrayBuffer.prototype.slice", result);
}

/* sec-sharedarraybuffer.prototype.slice */
static bool shared_slice(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return slice(realm, args, true, "SharedArrayBuffer.prototype.slice", result);
}

/* sec-arraybuffer.prototype.resize and sec-sharedarraybuffer.prototype.grow */
static bool resize(struct evl_realm *realm, const struct evl_args *args, bool shared, const char *method, evl_value *result)
{
	struct evl_array_buffer *buffer = receiver(realm, args, shared, method);
	double length;
	if (!buffer)
		return false;
	if (!buffer->block->resizable)
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	if (!to_length(realm, evl_arg(args, 0), EVL_MESSAGE_BUFFER_RESIZE, method, &length))
		return false;
	struct evl_block *block = buffer->block;
	if (block->detached)
		return detached(realm, method);
	if (length > (double)block->max_length || (shared && length < (double)block->length))
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_RESIZE, method);
	*result = EVL_UNDEFINED;
	return evl_block_resize(realm, block, (size_t)length);
}

static bool array_buffer_resize(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return resize(realm, args, false, "ArrayBuffer.prototype.resize", result);
}

static bool shared_grow(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return resize(realm, args, true, "SharedArrayBuffer.prototype.grow", result);
}

/* ArrayBufferCopyAndDetach (sec-arraybuffercopyanddetach) */
static bool move(struct evl_realm *realm, const struct evl_args *args, bool keep_resizable, const char *method, evl_value *result)
{
	struct evl_array_buffer *buffer = receiver(realm, args, false, method);
	if (!buffer)
		return false;
	double length = (double)buffer->block->length;
	if (!evl_is_undefined(evl_arg(args, 0)) && !evl_to_integer_or_infinity(realm, args->values[0], &length))
		return false;
	if (length < 0 || length > index_max)
		return evl_throw_message(realm, length < 0 ? EVL_MESSAGE_BUFFER_LENGTH : EVL_MESSAGE_BUFFER_RESIZE, method);
	struct evl_block *block = buffer->block;
	if (block->detached)
		return detached(realm, method);
	bool stays = keep_resizable && block->resizable;
	if (stays && length > (double)block->max_length)
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_LENGTH);
	if (length > 8589934592.0)
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_ALLOCATION);
	struct evl_array_buffer *made = evl_array_buffer_new(realm, false, NULL, length, stays ? (double)block->max_length : -1);
	if (!made)
		return false;
	size_t count = made->block->length < block->length ? made->block->length : block->length;
	if (count)
		memcpy(made->block->bytes, block->bytes, count);
	evl_array_buffer_detach(buffer, NULL);
	*result = evl_from_object(made);
	return true;
}

/* sec-arraybuffer.prototype.transfer */
static bool transfer(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return move(realm, args, true, "ArrayBuffer.prototype.transfer", result);
}

/* sec-arraybuffer.prototype.transfertofixedlength */
static bool transfer_to_fixed_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return move(realm, args, false, "ArrayBuffer.prototype.transferToFixedLength", result);
}

static const struct evl_row array_buffer_statics[] = {
	EVL_METHOD("isView", is_view, 1),
	EVL_GETTER("[Symbol.species]", evl_array_species),
};

static const struct evl_row array_buffer_prototype[] = {
	EVL_GETTER("byteLength", byte_length),
	EVL_METHOD("slice", array_buffer_slice, 2),
	EVL_GETTER("maxByteLength", max_byte_length),
	EVL_GETTER("resizable", resizable),
	EVL_METHOD("resize", array_buffer_resize, 1),
	EVL_TAG_ROW("ArrayBuffer"),
};

static const struct evl_row array_buffer_later[] = {
	EVL_METHOD("transfer", transfer, 0),
	EVL_METHOD("transferToFixedLength", transfer_to_fixed_length, 0),
	EVL_GETTER("detached", is_detached),
};
static const struct evl_rows array_buffer_recent = EVL_ROWS(array_buffer_later);

const struct evl_family evl_family_ARRAY_BUFFER = {
	.name = "ArrayBuffer",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = array_buffer_construct,
	.length = 1,
	.statics = EVL_ROWS(array_buffer_statics),
	.prototype = EVL_ROWS(array_buffer_prototype),
	.recent_prototype = &array_buffer_recent,
};

static const struct evl_row shared_statics[] = {
	EVL_GETTER("[Symbol.species]", evl_array_species),
};

static const struct evl_row shared_prototype[] = {
	EVL_GETTER("byteLength", shared_byte_length),
	EVL_METHOD("slice", shared_slice, 2),
	EVL_GETTER("maxByteLength", shared_max_byte_length),
	EVL_GETTER("growable", shared_growable),
	EVL_METHOD("grow", shared_grow, 1),
	EVL_TAG_ROW("SharedArrayBuffer"),
};

const struct evl_family evl_family_SHARED_ARRAY_BUFFER = {
	.name = "SharedArrayBuffer",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = shared_construct,
	.length = 1,
	.statics = EVL_ROWS(shared_statics),
	.prototype = EVL_ROWS(shared_prototype),
};
